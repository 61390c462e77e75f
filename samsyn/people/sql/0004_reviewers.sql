grant update (reviews, supports) on people_assignment to samsyn_app;

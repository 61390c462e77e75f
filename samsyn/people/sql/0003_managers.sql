grant update (principal_id) on people_organisation to samsyn_app;
grant update (manages, away) on people_assignment to samsyn_app;

from django.urls import path

from samsyn.process.followup import views
from samsyn.process.followup.carrying import views as carrying

app_name = "followup"
urlpatterns = [
    path("sip/<str:ref>/uppfoljning/", views.show, name="show"),
    path("sip/<str:ref>/uppfoljning/kalla/", views.call, name="call"),
    path("sip/<str:ref>/uppfoljning/mal/<str:goal_ref>/", views.attain, name="attain"),
    path("sip/<str:ref>/uppfoljning/svar/", views.review, name="review"),
    path("sip/<str:ref>/uppfoljning/journal/", views.journalled, name="journal"),
    path("sip/<str:ref>/uppfoljning/fortsatt/", views.go_on, name="go_on"),
    path("sip/<str:ref>/mote/forra-planen/", carrying.show, name="take_over"),
    path("sip/<str:ref>/avslut/", views.close, name="close"),
]

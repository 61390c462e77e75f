from django.urls import path

from samsyn.process.room import views

app_name = "room"
urlpatterns = [
    path("sip/<str:ref>/mote/", views.show, name="show"),
    path("sip/<str:ref>/mote/falt/", views.field, name="field"),
    path("sip/<str:ref>/mote/rad/", views.add, name="add"),
    path("sip/<str:ref>/mote/ta-bort/", views.remove, name="remove"),
    path("sip/<str:ref>/mote/narvaro/", views.presence, name="presence"),
    path("sip/<str:ref>/mote/faststall/", views.establish, name="establish"),
]

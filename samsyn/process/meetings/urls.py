from django.urls import path

from samsyn.process.meetings import views

app_name = "meetings"
urlpatterns = [
    path("sip/<str:ref>/kallelse/", views.show, name="show"),
    path("sip/<str:ref>/kallelse/kalla/", views.call, name="call"),
    path("sip/<str:ref>/kallelse/svara/", views.answer, name="answer"),
    path("sip/<str:ref>/kallelse/oppna/", views.open_meeting, name="open"),
    path("sip/<str:ref>/kallelse/sekreterare/", views.secretary, name="secretary"),
    path("sip/<str:ref>/kallelse/narvaro/", views.presence, name="presence"),
]

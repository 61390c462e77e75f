from django.urls import path

from samsyn.process.succession import views

app_name = "succession"
urlpatterns = [
    path("arbete/utan-ledare/", views.unled, name="unled"),
    path("sip/<str:ref>/byte/", views.show, name="show"),
    path("sip/<str:ref>/byte/ny/", views.successor, name="successor"),
    path("sip/<str:ref>/byte/familjen/", views.family, name="family"),
    path("sip/<str:ref>/byte/lamna/", views.leave, name="leave"),
    path("sip/<str:ref>/byte/flytt/", views.move, name="move"),
    path("sip/<str:ref>/byte/vuxen/", views.of_age, name="of_age"),
]

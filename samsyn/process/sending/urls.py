from django.urls import path

from samsyn.process.sending import views

app_name = "sending"
urlpatterns = [path("sip/<str:ref>/skicka/", views.show, name="show")]

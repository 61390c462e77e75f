from django.urls import path

from samsyn.process.discharge import views

app_name = "discharge"
urlpatterns = [
    path("sip/<str:ref>/utskrivning/", views.show, name="show"),
]

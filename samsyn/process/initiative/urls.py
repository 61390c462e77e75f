from django.urls import path

from samsyn.process.initiative import views

app_name = "initiative"
urlpatterns = [
    path("ny/", views.new, name="new"),
    path("sip/<str:ref>/oro/", views.show, name="show"),
    path("sip/<str:ref>/familjen/", views.family, name="family"),
    path("sip/<str:ref>/svar/", views.answer, name="answer"),
]

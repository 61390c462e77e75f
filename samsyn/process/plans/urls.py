from django.urls import path

from samsyn.process.plans import views

app_name = "plans"
urlpatterns = [
    path("sip/<str:ref>/plan/", views.show, name="show"),
    path("sip/<str:ref>/plan/svara/", views.approve, name="approve"),
    path("sip/<str:ref>/plan/skriv-in/<str:place_ref>/", views.record, name="record"),
]

from django.urls import path

from samsyn.process.plans import versions, views

app_name = "plans"
urlpatterns = [
    path("sip/<str:ref>/plan/", views.show, name="show"),
    path("sip/<str:ref>/plan/svara/", views.approve, name="approve"),
    path("sip/<str:ref>/plan/skriv-in/<str:place_ref>/", views.record, name="record"),
    path("sip/<str:ref>/plan/jamfor/", versions.compare, name="compare"),
    path("sip/<str:ref>/plan/<int:number>/", versions.version, name="version"),
]

"""Where an organisation's units and people are kept."""

from django.urls import path

from samsyn.people import views

app_name = "people"
urlpatterns = [
    path("logotyp/<str:ref>.png", views.logotype, name="logotype"),
    path("admin-lokal/", views.start, name="start"),
    path("admin-lokal/ny-organisation/", views.new_organisation, name="new_organisation"),
    path("admin-lokal/organisation/<str:ref>/", views.organisation, name="organisation"),
    path(
        "admin-lokal/organisation/<str:ref>/uppgifter/", views.change_organisation, name="change_organisation"
    ),
    path("admin-lokal/organisation/<str:ref>/huvudman/", views.change_principal, name="change_principal"),
    path("admin-lokal/organisation/<str:ref>/logotyp/", views.change_logotype, name="change_logotype"),
    path("admin-lokal/organisation/<str:ref>/ny-enhet/", views.new_unit, name="new_unit"),
    path("admin-lokal/enhet/<str:ref>/", views.unit, name="unit"),
    path("admin-lokal/enhet/<str:ref>/uppgifter/", views.change_unit, name="change_unit"),
    path("admin-lokal/enhet/<str:ref>/stang/", views.close_unit, name="close_unit"),
    path("admin-lokal/enhet/<str:ref>/ny-person/", views.new_staff, name="new_staff"),
    path("admin-lokal/enhet/<str:ref>/nytt-uppdrag/", views.new_duty, name="new_duty"),
    path("admin-lokal/uppdrag/<str:ref>/", views.change_duty, name="change_duty"),
    path("admin-lokal/uppdrag/<str:ref>/ledighet/", views.leave, name="leave"),
    path("admin-lokal/uppdrag/<str:ref>/avsluta/", views.end_duty, name="end_duty"),
]

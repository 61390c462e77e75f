from django.urls import path

from samsyn.agreements import local, views

OF_ORGANISATION = "admin-lokal/organisation/<str:ref>/overenskommelse/"

app_name = "agreements"
urlpatterns = [
    path(OF_ORGANISATION, views.choose, name="choose"),
    path(f"{OF_ORGANISATION}varden/", local.values, name="values"),
    path(f"{OF_ORGANISATION}gemensam/<slug:key>/", local.change, {"shared": True}, name="change_shared"),
    path(f"{OF_ORGANISATION}egen/<slug:key>/", local.change, {"shared": False}, name="change_own"),
    path(f"{OF_ORGANISATION}ta-tillbaka/<str:change_ref>/", local.remove, name="remove_change"),
    path(f"{OF_ORGANISATION}skotsel/", local.keeper, name="keeper"),
    path("overenskommelser/", views.index, name="index"),
    path("overenskommelser/min/", views.ours, name="ours"),
    path("overenskommelser/enhet/<str:ref>/", views.of_unit, name="unit"),
    path("overenskommelser/<slug:code>/", views.show, name="agreement"),
    path("overenskommelser/<slug:code>/<int:number>/", views.show, name="version"),
]

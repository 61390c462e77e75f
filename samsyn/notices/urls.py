"""How one wants to be told."""

from django.urls import path

from samsyn.notices import views

app_name = "notices"
urlpatterns = [
    path("sa-nar-vi-dig/", views.ways, name="ways"),
    path("sa-nar-vi-dig/prova/", views.test, name="test"),
]

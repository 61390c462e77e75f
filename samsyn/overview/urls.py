from django.urls import path

from samsyn.overview import views

app_name = "overview"
urlpatterns = [
    path("min/", views.mine, name="mine"),
    path("familj/", views.family, name="family"),
    path("arbete/", views.at_work, name="at_work"),
    path("arbete/enheten/", views.unit, name="unit"),
    path("arbete/sok/", views.search, name="search"),
    path("byt/", views.switch, name="switch"),
    path("sip/<str:ref>/", views.case, name="case"),
    path("sip/<str:ref>/lasningar/", views.readings, name="readings"),
]

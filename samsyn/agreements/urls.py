from django.urls import path

from samsyn.agreements import views

app_name = "agreements"
urlpatterns = [
    path("admin-lokal/organisation/<str:ref>/overenskommelse/", views.choose, name="choose"),
    path("overenskommelser/", views.index, name="index"),
    path("overenskommelser/min/", views.ours, name="ours"),
    path("overenskommelser/enhet/<str:ref>/", views.of_unit, name="unit"),
    path("overenskommelser/<slug:code>/", views.show, name="agreement"),
    path("overenskommelser/<slug:code>/<int:number>/", views.show, name="version"),
]

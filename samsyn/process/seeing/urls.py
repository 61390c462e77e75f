from django.urls import path

from samsyn.process.seeing import views

app_name = "seeing"
urlpatterns = [
    path("sip/<str:ref>/mitt/", views.room, name="room"),
    path("sip/<str:ref>/mitt/las/", views.lock, name="lock"),
    path("sip/<str:ref>/kod/", views.code, name="code"),
    path("sip/<str:ref>/dolt/", views.hidden, name="items"),
    path("sip/<str:ref>/dolt/<str:kind>/<str:row_ref>/", views.item, name="item"),
    path("sip/<str:ref>/vem-ser/", views.who, name="who"),
    path("sip/<str:ref>/vem-ser/<str:place_ref>/", views.answer, name="answer"),
]

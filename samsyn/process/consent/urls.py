from django.urls import path

from samsyn.process.consent import views

app_name = "consent"

urlpatterns = [
    path("sip/<str:ref>/fragor/", views.questions, name="questions"),
    path("sip/<str:ref>/fragor/vem/", views.who, name="who"),
    path("sip/<str:ref>/samtycke/", views.show, name="show"),
    path("sip/<str:ref>/samtycke/svara/", views.answer, name="answer"),
    path("sip/<str:ref>/samtycke/skriv-in/<str:place_ref>/", views.record, name="record"),
    path("sip/<str:ref>/samtycke/andra/", views.withdraw, name="withdraw"),
    path("sip/<str:ref>/samtycke/barnet/", views.stance, name="stance"),
]

from django.urls import path

from samsyn.process.safety import views

app_name = "safety"
urlpatterns = [
    path("arbete/tva/", views.second, name="second"),
    path("arbete/tva/<str:asked_ref>/", views.answer_second, name="answer_second"),
    path("sip/<str:ref>/trygghet/", views.show, name="show"),
    path("sip/<str:ref>/trygghet/bedom/", views.assess, name="assess"),
    path("sip/<str:ref>/trygghet/skydda/", views.protect, name="protect"),
    path("sip/<str:ref>/trygghet/oppna/", views.open_by_two, name="open"),
    path("sip/<str:ref>/trygghet/kontakt/", views.contact, name="contact"),
    path("sip/<str:ref>/orosanmalan/", views.report, name="report"),
]

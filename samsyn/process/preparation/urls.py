from django.urls import path

from samsyn.process.preparation import views

app_name = "preparation"
urlpatterns = [
    path("sip/<str:ref>/forbered/", views.mine, name="mine"),
    path("sip/<str:ref>/forbered/fraga/<int:number>/", views.question, name="question"),
    path("sip/<str:ref>/forbered/kolla/", views.check, name="check"),
    path("sip/<str:ref>/forbered/kolla/varje/", views.check_each, name="check_each"),
    path("sip/<str:ref>/forbered/svar/", views.read, name="read"),
    path("sip/<str:ref>/forbered/verksamhet/", views.party, name="party"),
]

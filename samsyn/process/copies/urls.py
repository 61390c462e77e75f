from django.urls import path

from samsyn.process.copies import views

app_name = "copies"
urlpatterns = [
    path("sip/<str:ref>/kopior/", views.show, name="show"),
    path("sip/<str:ref>/kopior/lamna-ut/", views.send, name="send"),
    path("sip/<str:ref>/kopior/kvittera/", views.acknowledge, name="acknowledge"),
    path("sip/<str:ref>/kopior/journal/", views.own_text, name="journal"),
    path("sip/<str:ref>/plan/utskrift/", views.print_plan, name="print"),
]

from django.urls import path

from samsyn.process.everyday import views

app_name = "everyday"
urlpatterns = [
    path("sip/<str:ref>/vecka/", views.show, name="show"),
    path("sip/<str:ref>/vecka/utskrift/", views.sheet, name="sheet"),
    path("sip/<str:ref>/vecka/skriv/<str:measure_ref>/", views.plan, name="plan"),
    path("sip/<str:ref>/vecka/skriv/<str:measure_ref>/bort/", views.take_away, name="take_away"),
    path("sip/<str:ref>/vecka/tid/", views.time, name="time"),
]

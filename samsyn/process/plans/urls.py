from django.urls import path

from samsyn.process.plans import versions, views
from samsyn.process.plans.preliminary import views as preliminary
from samsyn.process.plans.proposed import views as proposed

app_name = "plans"
urlpatterns = [
    path("sip/<str:ref>/plan/", views.show, name="show"),
    path("sip/<str:ref>/plan/svara/", views.approve, name="approve"),
    path("sip/<str:ref>/plan/skriv-in/<str:place_ref>/", views.record, name="record"),
    path("sip/<str:ref>/plan/jamfor/", versions.compare, name="compare"),
    path("sip/<str:ref>/plan/<int:number>/", versions.version, name="version"),
    path("sip/<str:ref>/plan/preliminar/", preliminary.show, name="preliminary"),
    path("sip/<str:ref>/plan/preliminar/visa/", preliminary.put, name="show_preliminary"),
    path(
        "sip/<str:ref>/plan/preliminar/vanta/<str:place_ref>/",
        preliminary.end_waiting,
        name="preliminary_end_waiting",
    ),
    path("sip/<str:ref>/plan/preliminar/svara/", preliminary.answer, name="answer_preliminary"),
    path(
        "sip/<str:ref>/plan/preliminar/skriv-in/<str:place_ref>/",
        preliminary.record,
        name="record_preliminary",
    ),
    path("sip/<str:ref>/plan/forslag/", proposed.show, name="proposed"),
    path("sip/<str:ref>/plan/forslag/<str:measure_ref>/", proposed.answer, name="take_on"),
]

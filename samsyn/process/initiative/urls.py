from django.urls import path

from samsyn.process.initiative import views
from samsyn.process.initiative.approving import views as approving
from samsyn.process.initiative.delays import views as delays
from samsyn.process.initiative.signalling import views as signalling

app_name = "initiative"
urlpatterns = [
    path("ny/", views.new, name="new"),
    path("ny/signal/", signalling.signal, name="signal"),
    path("ny/utan-namn/", signalling.without_name, name="without_name"),
    path("signal/<str:ref>/", signalling.sent, name="sent"),
    path("sip/<str:ref>/signal/", signalling.answer, name="answer_signal"),
    path("sip/<str:ref>/egen-bedomning/", views.ask_other, name="ask_other"),
    path("sip/<str:ref>/drojsmal/", delays.delay, name="delay"),
    path("sip/<str:ref>/godkanna/", approving.approve, name="approve"),
    path("sip/<str:ref>/oro/", views.show, name="show"),
    path("sip/<str:ref>/familjen/", views.family, name="family"),
    path("sip/<str:ref>/svar/", views.answer, name="answer"),
]

from django.urls import path

from samsyn.process.consent import views
from samsyn.process.consent.talks import views as talks
from samsyn.process.consent.whose import views as whose
from samsyn.process.consent.wishes import views as wishes

app_name = "consent"

urlpatterns = [
    path("sip/<str:ref>/fragor/", views.questions, name="questions"),
    path("sip/<str:ref>/fragor/vem/", views.who, name="who"),
    path("sip/<str:ref>/fragor/onskan/", wishes.wishes, name="wishes"),
    path("sip/<str:ref>/samtycke/", views.show, name="show"),
    path("sip/<str:ref>/samtycke/svara/", views.answer, name="answer"),
    path("sip/<str:ref>/samtycke/skriv-in/<str:place_ref>/", views.record, name="record"),
    path("sip/<str:ref>/samtycke/andra/", views.withdraw, name="withdraw"),
    path("sip/<str:ref>/samtycke/barnet/", views.stance, name="stance"),
    path("sip/<str:ref>/samtycke/samtal/", talks.talks, name="talks"),
    path("sip/<str:ref>/samtycke/vem-bestammer/", whose.who_decides, name="who_decides"),
    path("sip/<str:ref>/samtycke/vardnad/", whose.custody, name="custody"),
    path("sip/<str:ref>/samtycke/inget-svar/", whose.unanswered, name="unanswered"),
    path("sip/<str:ref>/samtycke/vanta/<str:place_ref>/", whose.end_waiting, name="end_waiting"),
    path("arbete/intyga/", whose.second, name="second"),
]

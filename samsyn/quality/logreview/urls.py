"""Who has looked: the family's questions, the review of the log, extracts and support."""

from django.urls import path

from samsyn.quality.logreview import reviewing, views

app_name = "logreview"
urlpatterns = [
    path("sip/<str:ref>/lasningar/fragor/", views.questions, name="questions"),
    path("sip/<str:ref>/lasningar/fragor/<str:question_ref>/", views.answer, name="answer"),
    path("sip/<str:ref>/lasningar/utdrag/", views.extract, name="extract"),
    path("kvalitet/", reviewing.start, name="start"),
    path("kvalitet/logg/", reviewing.log, name="log"),
    path("kvalitet/logg/vagledning/", reviewing.guide, name="guide"),
    path("kvalitet/logg/rad/<str:ref>/", reviewing.row, name="row"),
    path("kvalitet/logg/larm/<str:ref>/", reviewing.alarm, name="alarm"),
    path("kvalitet/logg/<str:ref>/", reviewing.review, name="review"),
    path("kvalitet/utdrag/<str:ref>/", reviewing.release, name="release"),
    path("kvalitet/support/", reviewing.support, name="support"),
    path("kvalitet/support/<str:ref>/", reviewing.session, name="session"),
    path("kvalitet/support/<str:ref>/avsluta/", reviewing.close, name="close"),
]

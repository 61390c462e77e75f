from django.urls import path

from samsyn.process.progress import views

app_name = "progress"
urlpatterns = [
    path("sip/<str:ref>/insatser/", views.show, name="show"),
    path("sip/<str:ref>/insatser/<str:measure_ref>/", views.mark, name="mark"),
    path("sip/<str:ref>/skriv/", views.write, name="write"),
    path("sip/<str:ref>/skriv/<str:note_ref>/", views.reply, name="reply"),
    path("sip/<str:ref>/na-andra/", views.errands, name="errands"),
    path("sip/<str:ref>/na-andra/<str:errand_ref>/", views.answer, name="answer"),
]

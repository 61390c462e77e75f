from django.urls import path

from samsyn.process.files import views

app_name = "files"
urlpatterns = [
    path("sip/<str:ref>/filer/", views.show, name="show"),
    path("sip/<str:ref>/filer/ny/", views.attach, name="attach"),
    path("sip/<str:ref>/filer/<str:file_ref>/", views.look, name="look"),
    path("sip/<str:ref>/filer/<str:file_ref>/bild/", views.picture, name="picture"),
    path("sip/<str:ref>/filer/<str:file_ref>/ta-bort/", views.take_away, name="take_away"),
]

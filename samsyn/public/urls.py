from django.urls import path

from samsyn.public import views
from samsyn.public.reading import PAGES

urlpatterns = [
    path("", views.front, name="front"),
    path("ar-sip-nagot-for-oss/", views.fits, name="fits"),
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("uppgifter/", views.data, name="data"),
    path("halsa", views.alive, name="alive"),
    path("redo", views.ready, name="ready"),
    *(path(one.path, views.read, {"name": one.name}, name=one.name) for one in PAGES.values()),
]

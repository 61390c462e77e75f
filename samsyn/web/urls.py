from django.urls import path

from samsyn.web import leaving

urlpatterns = [path("lamna/", leaving.leave, name="leave")]

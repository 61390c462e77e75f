from django.urls import include, path

urlpatterns = [path("", include("samsyn.agreements.urls"))]

from django.urls import URLPattern

app_name = "everyday"
urlpatterns: list[URLPattern] = []

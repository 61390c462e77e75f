from django.urls import URLPattern

app_name = "succession"
urlpatterns: list[URLPattern] = []

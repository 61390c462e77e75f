from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "samsyn.process.consent"

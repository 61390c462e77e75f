from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "samsyn.process.preparation"

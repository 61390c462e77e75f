from django.apps import AppConfig


class InitiativeConfig(AppConfig):
    name = "samsyn.process.initiative"

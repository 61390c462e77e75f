from django.apps import AppConfig


class CopiesConfig(AppConfig):
    name = "samsyn.process.copies"

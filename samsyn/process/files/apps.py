from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Letters and pictures in a case."""

    name = "samsyn.process.files"

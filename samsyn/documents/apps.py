from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Files as they are stored."""

    name = "samsyn.documents"

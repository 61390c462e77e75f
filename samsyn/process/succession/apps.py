from django.apps import AppConfig


class SuccessionConfig(AppConfig):
    """People change: who takes over, who leaves, who comes of age."""

    name = "samsyn.process.succession"

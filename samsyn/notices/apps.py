from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Telling people outside samsyn: neutral words, asked again when they leave."""

    name = "samsyn.notices"

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Who must not know where somebody is, and what follows."""

    name = "samsyn.process.safety"

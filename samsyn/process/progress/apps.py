from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Between meetings: how the measures go, notes and errands."""

    name = "samsyn.process.progress"

from django.apps import AppConfig


class EverydayConfig(AppConfig):
    """The week of the family: everything that is done, and the time it takes."""

    name = "samsyn.process.everyday"

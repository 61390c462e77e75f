from django.apps import AppConfig


class SeeingConfig(AppConfig):
    """Who in a family sees what: ages, what one keeps from another, the child's own code."""

    name = "samsyn.process.seeing"

    def ready(self) -> None:
        from samsyn.process.seeing import files

        files.register()

from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "samsyn.process.preparation"

    def ready(self) -> None:
        from samsyn.process.preparation import hiding

        hiding.register()

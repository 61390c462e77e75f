from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "samsyn.process.plans"

    def ready(self) -> None:
        from samsyn.process.plans import hiding

        hiding.register()

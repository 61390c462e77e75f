from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "samsyn.process.consent"

    def ready(self) -> None:
        from samsyn.cases.joining import FOLLOWS
        from samsyn.process.consent.opening import count_anew

        FOLLOWS[:] = [count_anew]

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "samsyn.cases"

    def ready(self) -> None:
        import_module("samsyn.cases.guarding")  # its tables stand beside what they guard

from django.apps import AppConfig


class DischargeConfig(AppConfig):
    """The track from hospital: the notice and the clock of law 2017:612."""

    name = "samsyn.process.discharge"

from django.apps import AppConfig


class SendingConfig(AppConfig):
    """Before something is sent: what would be shown to whom, and what is chosen instead."""

    name = "samsyn.process.sending"

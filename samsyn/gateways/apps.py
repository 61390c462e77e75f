from django.apps import AppConfig


class GatewaysConfig(AppConfig):
    """Clients of other systems, each behind an adapter."""

    name = "samsyn.gateways"

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The look and the manners of every page: forms, errors, dates, words. Knows nothing of SIP."""

    name = "samsyn.web"
    label = "web"

from django.apps import AppConfig


class LogReviewConfig(AppConfig):
    """Who has looked: the questions of a family, the review, the extract, support."""

    name = "samsyn.quality.logreview"

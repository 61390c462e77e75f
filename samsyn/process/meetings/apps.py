from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "samsyn.process.meetings"

from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "samsyn.process.room"

from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.ground.ledger"
    label = "ledger"
    verbose_name = "存证"
    default_auto_field = "django.db.models.BigAutoField"

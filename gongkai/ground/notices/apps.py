from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.ground.notices"
    label = "notices"
    verbose_name = "通知"
    default_auto_field = "django.db.models.BigAutoField"

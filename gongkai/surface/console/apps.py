from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.surface.console"
    label = "console"
    verbose_name = "后台"
    default_auto_field = "django.db.models.BigAutoField"

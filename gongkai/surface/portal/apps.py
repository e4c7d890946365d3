from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.surface.portal"
    label = "portal"
    verbose_name = "门户"
    default_auto_field = "django.db.models.BigAutoField"

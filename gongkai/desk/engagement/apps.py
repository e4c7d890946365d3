from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.desk.engagement"
    label = "engagement"
    verbose_name = "政民互动"
    default_auto_field = "django.db.models.BigAutoField"

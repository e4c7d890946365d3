from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.desk.guides"
    label = "guides"
    verbose_name = "办事指南"
    default_auto_field = "django.db.models.BigAutoField"

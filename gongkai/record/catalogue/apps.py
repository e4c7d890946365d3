from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.record.catalogue"
    label = "catalogue"
    verbose_name = "公开目录"
    default_auto_field = "django.db.models.BigAutoField"

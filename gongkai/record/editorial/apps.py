from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.record.editorial"
    label = "editorial"
    verbose_name = "审核"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.ground.attachments"
    label = "attachments"
    verbose_name = "附件"
    default_auto_field = "django.db.models.BigAutoField"

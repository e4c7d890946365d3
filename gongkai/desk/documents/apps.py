from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.desk.documents"
    label = "documents"
    verbose_name = "公文"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.desk.disclosure"
    label = "disclosure"
    verbose_name = "依申请公开"
    default_auto_field = "django.db.models.BigAutoField"

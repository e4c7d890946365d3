from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.ground.citizens"
    label = "citizens"
    verbose_name = "群众账号"
    default_auto_field = "django.db.models.BigAutoField"

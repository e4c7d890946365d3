from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.ground.orgs"
    label = "orgs"
    verbose_name = "机构"
    default_auto_field = "django.db.models.BigAutoField"

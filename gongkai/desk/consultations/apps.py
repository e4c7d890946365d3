from django.apps import AppConfig


class Room(AppConfig):
    name = "gongkai.desk.consultations"
    label = "consultations"
    verbose_name = "意见征集和问卷调查"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "gongkai.project"
    label = "project"
    verbose_name = "运行"

"""Tries to sign in, counted for all processes of the console together."""

from django.db import models


class SignInCount(models.Model):
    """Tries under one name, or from one address, that have not been forgotten. ``key`` shows neither."""

    key = models.CharField("键", max_length=64, primary_key=True)
    count = models.PositiveIntegerField("次数")
    until = models.DateTimeField("有效期至", db_index=True)

    class Meta:
        verbose_name = "登录次数"

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"

"""Citizens who signed in, their visits, and codes on their way. No telephone or subject stands in clear."""

from django.db import models

from .rules import LEVEL_LABELS, Level


class Citizen(models.Model):
    """Somebody who was verified. ``digest`` is a keyed digest of the telephone or of the provider's subject.

    ``handle`` is a random name for the ledger. What is needed to reach the person is sealed under ``key``.
    """

    handle = models.CharField(max_length=32, unique=True)
    level = models.CharField(
        "验证方式", max_length=10, choices=[(one.value, LEVEL_LABELS[one]) for one in Level]
    )
    digest = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=32)
    sealed = models.BinaryField()
    wants_sms = models.BooleanField("短信提醒", default=True)
    wants_mail = models.BooleanField("邮件提醒", default=True)
    since = models.DateTimeField("首次登录")

    class Meta:
        verbose_name = "群众账号"

    def __str__(self) -> str:
        return self.handle


class Sitting(models.Model):
    """One visit, on one device. The browser holds the token, the row its digest."""

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="sittings")
    digest = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近使用", db_index=True)

    class Meta:
        verbose_name = "登录"

    def __str__(self) -> str:
        return f"{self.citizen_id} {self.began_at:%Y-%m-%d %H:%M}"


class Check(models.Model):
    """A code on its way to a telephone or an address, which is sealed under a key of the check's own.

    ``citizen`` is whose account the contact is meant for; None signs in.
    """

    name = models.CharField(max_length=32, unique=True)
    way = models.CharField(max_length=10)
    citizen = models.ForeignKey(Citizen, models.CASCADE, null=True, related_name="checks")
    key = models.CharField(max_length=32)
    sealed = models.BinaryField()
    code = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    made_at = models.DateTimeField("生成时间", db_index=True)

    class Meta:
        verbose_name = "验证"

    def __str__(self) -> str:
        return f"{self.way} {self.made_at:%Y-%m-%d %H:%M}"

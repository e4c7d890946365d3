"""Notices in the console and the outbox of their mails; messages to citizens and the record of each try."""

from django.db import models

from .rules import LINK, SUBJECT, WORDS, MailState
from .rules.messages import State


class Notice(models.Model):
    """Something a person is told. ``alert`` marks what cannot wait."""

    recipient = models.ForeignKey("orgs.User", models.CASCADE, related_name="notices")
    subject = models.CharField("标题", max_length=SUBJECT)
    words = models.CharField("正文", max_length=WORDS, blank=True, default="")
    link = models.CharField("链接", max_length=LINK, blank=True, default="")
    alert = models.BooleanField("警报", default=False)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = "通知"
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_recipient"),
            models.Index(fields=["recipient"], name="notice_unread", condition=models.Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.subject


class Mail(models.Model):
    """The mail of a notice on its way. The address is looked up when it leaves, not kept here."""

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="mail")
    state = models.CharField("状态", max_length=10, default=MailState.WAITING.value)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    due_at = models.DateTimeField("下次发送")
    trouble = models.CharField(
        "原因", max_length=80, blank=True, default="", help_text="Kind of the last error."
    )

    class Meta:
        verbose_name = "邮件"
        indexes = [
            models.Index(fields=["due_at"], name="mail_waiting", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.state}"


class Outgoing(models.Model):
    """A message to a citizen. To whom and what is sealed under the matter's key, and gone once it has left.

    ``mark`` makes it one message however often it is asked for, and is what a gateway tells repeats by; it
    and ``contact`` are digests under the matter's own key, so that they say nothing once that is destroyed.
    """

    matter = models.CharField("事项", max_length=100)
    template = models.CharField("模板", max_length=60)
    channel = models.CharField("渠道", max_length=10)
    citizen = models.ForeignKey("citizens.Citizen", models.CASCADE, null=True, related_name="messages")
    key = models.CharField(max_length=32)
    sealed = models.BinaryField(null=True)
    mark = models.CharField(max_length=64, unique=True)
    contact = models.CharField(max_length=64, db_index=True)
    state = models.CharField("状态", max_length=10, default=State.WAITING.value)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    due_at = models.DateTimeField("下次发送")
    ends_at = models.DateTimeField("有效至", null=True)
    trouble = models.CharField("原因", max_length=20, blank=True, default="")
    made_at = models.DateTimeField("生成时间")
    left_at = models.DateTimeField("发出时间", null=True)
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        verbose_name = "发往群众的消息"
        indexes = [
            models.Index(fields=["due_at"], name="outgoing_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["-id"], name="outgoing_stuck", condition=models.Q(state="given_up")),
            models.Index(fields=["citizen", "-id"], name="outgoing_citizen"),
            models.Index(fields=["made_at"], name="outgoing_made"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.template} {self.channel}"


class Attempt(models.Model):
    """One try to hand a message over: when, and how it ended. ``ended_at`` stays empty when it was killed."""

    message = models.ForeignKey(Outgoing, models.CASCADE, related_name="attempts")
    at = models.DateTimeField("时间")
    ended_at = models.DateTimeField("结束时间", null=True)
    trouble = models.CharField("原因", max_length=20, blank=True, default="")

    class Meta:
        verbose_name = "发送记录"
        indexes = [models.Index(fields=["message", "-at"], name="attempt_of_message")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.at:%Y-%m-%d %H:%M} {self.trouble}"

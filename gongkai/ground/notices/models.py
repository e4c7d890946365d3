"""Notices in the console and the outbox of their mails."""

from django.db import models

from .rules import LINK, SUBJECT, WORDS, MailState


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

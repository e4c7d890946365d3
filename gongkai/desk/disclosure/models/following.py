"""What follows a case: the reminders that were given, and its release to everyone."""

from django.db import models

from ..rules.reminders import Level
from .cases import DisclosureRequest


class Reminder(models.Model):
    """Somebody was told of a day; once for each case, level and day."""

    case = models.ForeignKey(DisclosureRequest, models.CASCADE, related_name="reminders")
    level = models.CharField("级别", max_length=12, choices=Level.choices())
    on = models.DateField("对应的日期")
    at = models.DateTimeField("提醒时间")

    class Meta:
        verbose_name = "提醒"
        constraints = [models.UniqueConstraint(fields=["case", "level", "on"], name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.level}"


class Release(models.Model):
    """转为主动公开 (条例 art. 44): decided on a day, due after twenty working days (art. 26).

    ``manuscript`` is the number of the draft at the desk of documents, which this room does not know.
    """

    case = models.OneToOneField(DisclosureRequest, models.PROTECT, related_name="release")
    manuscript = models.PositiveBigIntegerField("稿件编号")
    decided_on = models.DateField("决定日")
    due_on = models.DateField("公开期限")
    published_on = models.DateField("公开日", null=True, blank=True)
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "转为主动公开"

    def __str__(self) -> str:
        return f"{self.case_id} {self.manuscript}"

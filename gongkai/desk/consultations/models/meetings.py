"""Hearings, interviews and other dated events."""

from django.db import models

from ..rules.meetings import MAX_PLACE, MAX_TITLE, MeetingKind
from .consultations import Consultation


class Meeting(models.Model):
    """听证会、访谈等. ``record`` is what was said, published afterwards."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="meetings")
    kind = models.CharField("形式", max_length=12, choices=MeetingKind.choices())
    title = models.CharField("名称", max_length=MAX_TITLE)
    at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=MAX_PLACE)
    materials = models.TextField("材料", blank=True, default="")
    participants = models.TextField("参加人名单", blank=True, default="")
    announced_at = models.DateTimeField("公布时间")
    record = models.TextField("记录", blank=True, default="")
    recorded_at = models.DateTimeField("记录公布时间", null=True, blank=True)
    cancelled_reason = models.CharField("取消的理由", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "听证、访谈"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.title

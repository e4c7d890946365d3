"""Passes over everything public after a change of the word list or the rules."""

from django.db import models


class Recheck(models.Model):
    """One pass over everything public with the word list and the rules of a moment. ``cursor`` is the last
    version's key that was read, so that a killed pass goes on where it stood."""

    words = models.PositiveBigIntegerField("词表版本")
    rules = models.CharField("规则指纹", max_length=16)
    cursor = models.PositiveBigIntegerField("位置", default=0)
    last = models.PositiveBigIntegerField("终点", help_text="The highest key when it began")
    total = models.PositiveIntegerField("总数")
    read = models.PositiveIntegerField("已检查", default=0)
    found = models.PositiveIntegerField("有结果的", default=0)
    changed = models.PositiveIntegerField("有变化的", default=0)
    post = models.CharField("发起岗位", max_length=120)
    started_at = models.DateTimeField("开始时间")
    stepped_at = models.DateTimeField("最近进展")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "全库复查"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["words", "rules"],
                condition=models.Q(finished_at=None),
                name="recheck_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.read}/{self.total}"

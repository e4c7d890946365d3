"""What the console keeps for a person between two pages; nothing of the record."""

from django.db import models


class WorkingCopy(models.Model):
    """What somebody typed into the form of a manuscript and has not saved: kept for that person alone."""

    user = models.ForeignKey("orgs.User", models.CASCADE, related_name="+")
    manuscript = models.PositiveBigIntegerField("稿件")
    form = models.TextField("表单", help_text="JSON of the form as typed")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "暂存"
        constraints = [models.UniqueConstraint(fields=["user", "manuscript"], name="working_copy_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.manuscript}"

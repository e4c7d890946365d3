"""A draft in its versions, cut into clauses, and the threads of comments that go through the versions."""

from django.db import models

from .consultations import Consultation


class DraftVersion(models.Model):
    """One version of the draft. Before it is published its text may change; afterwards never."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("版本")
    html = models.TextField("正文", help_text="ground.language.rules.markup.sanitise")
    note = models.CharField("修改说明", max_length=500, blank=True, default="")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        verbose_name = "草案版本"
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="draft_version_once")]

    def __str__(self) -> str:
        return f"{self.consultation_id} v{self.number}"


class Thread(models.Model):
    """What is said about one clause through all versions; ``anchor`` is given once in a consultation.

    The counts are those of comments that stand, and of those that the public may read.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="threads")
    anchor = models.PositiveIntegerField("锚点")
    comments = models.PositiveIntegerField("意见数", default=0)
    shown = models.PositiveIntegerField("已公开意见数", default=0)

    class Meta:
        verbose_name = "条款讨论"
        constraints = [models.UniqueConstraint(fields=["consultation", "anchor"], name="thread_once")]

    def __str__(self) -> str:
        return f"{self.consultation_id} c{self.anchor}"


class Clause(models.Model):
    """A clause as it stands in one version."""

    version = models.ForeignKey(DraftVersion, models.CASCADE, related_name="clauses")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField("次序")
    label = models.CharField("条款号", max_length=40)
    heading = models.TextField("上面的标题", blank=True, default="")
    html = models.TextField("正文")
    body = models.TextField("文字", help_text="Without its number: what it is known by in the next version")

    class Meta:
        verbose_name = "条款"
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="clause_place"),
            models.UniqueConstraint(fields=["version", "thread"], name="clause_thread_once"),
        ]

    def __str__(self) -> str:
        return self.label

"""Many things done in one go, and each with its result."""

from django.db import models

from ..rules import batches


class Batch(models.Model):
    """Many things done in one go, in one post's name; ``seed`` decides which are looked at afterwards."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    action = models.CharField("办理", max_length=12, choices=batches.Action.choices())
    title = models.CharField("名称", max_length=200)
    note = models.CharField("更新说明", max_length=500, blank=True, default="")
    progress = models.CharField("进度", max_length=12, choices=batches.Progress.choices())
    total = models.PositiveIntegerField("条数")
    done = models.PositiveIntegerField("已完成", default=0)
    failed = models.PositiveIntegerField("未完成", default=0)
    sample_rate = models.PositiveSmallIntegerField("抽查比例", default=0, help_text="Per cent")
    seed = models.CharField("抽查种子", max_length=32)
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    post = models.CharField("岗位", max_length=120)
    trouble = models.CharField("停止原因", max_length=500, blank=True, default="")
    opened_at = models.DateTimeField("开始时间")
    moved_at = models.DateTimeField("最近进展")
    finished_at = models.DateTimeField("办完时间", null=True, blank=True)

    class Meta:
        verbose_name = "批量办理"
        indexes = [models.Index(fields=["organisation", "-opened_at", "-id"], name="batch_list")]

    def __str__(self) -> str:
        return self.title


class BatchItem(models.Model):
    """One thing of a batch and what became of it; the payload is kept no longer than it is needed."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField("次序")
    kind = models.CharField("对象类别", max_length=12, choices=batches.Subject.choices())
    subject = models.CharField("对象", max_length=80)
    label = models.CharField("名称", max_length=200)
    payload = models.TextField("内容", blank=True, default="")
    state = models.CharField("结果", max_length=8, choices=batches.State.choices(), default="waiting")
    identifier = models.CharField("索引号", max_length=40, blank=True, default="")
    trouble = models.CharField("原因", max_length=500, blank=True, default="")
    sampled = models.BooleanField("抽查", default=False)

    class Meta:
        verbose_name = "批量条目"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind", "subject"], name="batch_item_once"),
            models.UniqueConstraint(fields=["batch", "position"], name="batch_item_place"),
        ]
        indexes = [
            models.Index(fields=["batch", "state", "position"], name="batch_item_state"),
            models.Index(fields=["identifier"], name="batch_item_identifier"),
            models.Index(fields=["kind", "subject"], name="batch_item_subject"),
        ]

    def __str__(self) -> str:
        return self.label

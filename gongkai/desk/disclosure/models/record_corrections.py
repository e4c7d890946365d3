"""Requests to correct one's own record (条例 art. 41), sealed like applications."""

from django.db import models

from ..rules.record_corrections import State


class RecordCorrection(models.Model):
    """更正本人信息的一件申请. What the person wrote and is lies sealed."""

    number = models.CharField("编号", max_length=40, unique=True)
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="record_corrections")
    subject = models.CharField("登记事由", max_length=120, blank=True, default="")
    state = models.CharField("状态", max_length=12, choices=State.choices(), default=State.RECEIVED)
    received_on = models.DateField("收到日")
    ended_on = models.DateField("办结日", null=True, blank=True)
    transferred_to = models.ForeignKey(
        "orgs.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    officer = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    sealing = models.CharField("密封钥匙", max_length=32, unique=True)
    sealed = models.BinaryField("申请内容（密封）")
    answer = models.BinaryField("答复（密封）", null=True)
    code = models.CharField("查询码标记", max_length=64, db_index=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "信息更正申请"
        indexes = [models.Index(fields=["organisation", "state", "-id"], name="correction_work")]

    def __str__(self) -> str:
        return self.number


class Evidence(models.Model):
    """证据材料 of a record correction, sealed in the storage ``sealed``; its name too."""

    correction = models.ForeignKey(RecordCorrection, models.CASCADE, related_name="evidence")
    place = models.CharField("存放位置", max_length=32, unique=True)
    sealed_name = models.BinaryField("文件名（密封）")
    format = models.CharField("格式", max_length=8)
    size = models.PositiveBigIntegerField("字节")

    class Meta:
        verbose_name = "更正证据"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.correction_id} {self.place}"

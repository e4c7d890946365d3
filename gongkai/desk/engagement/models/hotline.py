"""The 12345 hotline's cases and the messages both ways.

No word of a message stays here: what came is sealed until it is applied and lies in the letter then; what
goes out is made from the letter when it leaves.
"""

from django.db import models
from django.db.models import Q

from ..rules.hotline import Inward, Outward, Sent, Taken


class HotlineCase(models.Model):
    """One case of the hotline, under the hotline's own number. ``applied`` and ``queued`` are the last
    numbers of each direction, ``followed`` the last event of the letter that the hotline was told of."""

    case = models.CharField("热线工单号", max_length=64, unique=True)
    dispatch = models.CharField("派单号", max_length=64, blank=True, default="")
    due_on = models.DateField("热线要求的期限", null=True, blank=True)
    letter = models.ForeignKey("engagement.Letter", models.PROTECT, null=True, related_name="hotline_cases")
    applied = models.PositiveIntegerField("已处理的来件序号", default=0)
    queued = models.PositiveIntegerField("已生成的发件序号", default=0)
    followed = models.PositiveIntegerField("已跟随的经过", default=0)
    recalled = models.BooleanField("热线已撤单", default=False)
    sealing = models.CharField("密封钥匙", max_length=32)
    began_at = models.DateTimeField("开始时间")

    class Meta:
        verbose_name = "热线工单"

    def __str__(self) -> str:
        return self.case


class HotlineIncoming(models.Model):
    """A message of the hotline. ``sealed`` is emptied once it is applied; ``digest`` recognises a repeat."""

    case = models.ForeignKey(HotlineCase, models.PROTECT, related_name="incoming")
    key = models.CharField("消息编号", max_length=64, unique=True)
    sequence = models.PositiveIntegerField("序号")
    type = models.CharField("类型", max_length=12, choices=Inward.choices())
    state = models.CharField("处理", max_length=8, choices=Taken.choices(), default=Taken.PARKED)
    digest = models.CharField(max_length=64, help_text="Keyed, of the canonical message")
    sealed = models.BinaryField("内容（密封）", null=True)
    note = models.CharField("说明", max_length=200, blank=True, default="")
    at = models.DateTimeField("热线的时间")
    received_at = models.DateTimeField("收到时间")

    class Meta:
        verbose_name = "热线来件"
        ordering = ["case", "sequence"]
        constraints = [models.UniqueConstraint(fields=["case", "sequence"], name="hotline_in_once")]
        indexes = [
            models.Index(fields=["received_at"], name="hotline_parked", condition=Q(state="parked")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sequence} {self.type}"


class HotlineOutgoing(models.Model):
    """A message to the hotline: which event of which letter it tells. Its words are made when it leaves."""

    case = models.ForeignKey(HotlineCase, models.PROTECT, related_name="outgoing")
    key = models.CharField("消息编号", max_length=80, unique=True)
    sequence = models.PositiveIntegerField("序号")
    type = models.CharField("类型", max_length=12, choices=Outward.choices())
    event = models.ForeignKey("engagement.LetterEvent", models.PROTECT, related_name="+")
    state = models.CharField("发送", max_length=10, choices=Sent.choices(), default=Sent.WAITING)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    due_at = models.DateTimeField("下次发送")
    trouble = models.CharField("原因", max_length=20, blank=True, default="")
    made_at = models.DateTimeField("生成时间")
    sent_at = models.DateTimeField("送达时间", null=True)
    missed = models.PositiveSmallIntegerField("热线称未收到的次数", default=0)

    class Meta:
        verbose_name = "发往热线"
        ordering = ["case", "sequence"]
        constraints = [models.UniqueConstraint(fields=["case", "sequence"], name="hotline_out_once")]
        indexes = [
            models.Index(fields=["due_at"], name="hotline_waiting", condition=Q(state="waiting")),
            models.Index(fields=["sent_at"], name="hotline_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.type}"


class HotlineNonce(models.Model):
    """A nonce that was used; what comes with it again is refused. Kept as long as its time stamp could
    hold."""

    nonce = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "热线请求标记"

    def __str__(self) -> str:
        return self.nonce


class HotlineCursor(models.Model):
    """How far into the ledger the hotline was told; one row."""

    index = models.PositiveBigIntegerField("存证序号")

    class Meta:
        verbose_name = "热线跟随位置"

    def __str__(self) -> str:
        return str(self.index)

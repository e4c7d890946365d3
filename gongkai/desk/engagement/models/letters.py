"""Letters, what happened to them, their files.

Who wrote, and the words as written, are sealed (BinaryField). ``title``, ``words`` and ``place`` are what the
masking left of them: lists, routing, grouping and search work on these and on nothing else.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..rules.events import Step
from ..rules.kinds import Channel, Elsewhere, Kind, Score, Stage
from ..rules.suggestions import MAX_CATEGORY, MAX_MODEL
from ..rules.writing import MAX_LINE, MAX_TITLE


class LetterSerial(models.Model):
    """The last number given out for an organisation's letters of a year."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "来信编号"
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="letter_serial_unique")]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.year}"


class Letter(models.Model):
    """一件来信. ``stage``, ``received_on``, ``due_on``, ``until``, ``moves``, ``final``, ``extended``,
    ``answer_by``, ``reopened``, ``late``, ``ended_on`` and ``took`` are projections of its events; services
    rewrite them, nobody sets them.

    ``organisation`` holds it now; ``referrer`` is the one whose people referred it there, and to whom it goes
    back. ``until`` is the day by which it must be answered, or that of a supervision order.
    """

    number = models.CharField("来信编号", max_length=40, unique=True)
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="letters")
    referrer = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField("来信类别", max_length=16, choices=Kind.choices())
    channel = models.CharField("来信渠道", max_length=12, choices=Channel.choices())
    outside = models.CharField("外部工单号", max_length=120, blank=True, default="")
    category = models.CharField("分类", max_length=MAX_CATEGORY, blank=True, default="")
    title = models.CharField("标题（已遮盖）", max_length=MAX_TITLE)
    words = models.TextField("内容（已遮盖）")
    place = models.CharField("地点（已遮盖）", max_length=MAX_LINE, blank=True, default="")
    public_wish = models.BooleanField("同意公开", default=False)
    likely_elsewhere = models.CharField(
        "可能属于其他渠道", max_length=12, blank=True, default="", choices=Elsewhere.choices()
    )
    redirected_to = models.CharField(
        "告知的渠道", max_length=12, blank=True, default="", choices=Elsewhere.choices()
    )
    stage = models.CharField("阶段", max_length=12, choices=Stage.choices(), default=Stage.RECEIVED)
    submitted_at = models.DateTimeField("提交时间")
    received_on = models.DateField("收到日", default=timezone.localdate)
    due_on = models.DateField("答复期限", null=True, blank=True)
    until = models.DateField("最后期限", default=timezone.localdate)
    provisional = models.BooleanField("期限为暂算", default=False)
    moves = models.PositiveSmallIntegerField("退回和转办次数", default=0)
    final = models.BooleanField("已指定承办单位", default=False)
    extended = models.BooleanField("已延长", default=False)
    answer_by = models.DateField("督办期限", null=True, blank=True)
    reopened = models.BooleanField("重新办理", default=False)
    late = models.BooleanField("逾期答复", default=False)
    ended_on = models.DateField("办结日", null=True, blank=True)
    took = models.PositiveSmallIntegerField("答复所用工作日", null=True, blank=True)
    officer = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    satisfaction = models.CharField("满意度", max_length=1, blank=True, default="", choices=Score.choices())
    suggested_category = models.CharField("建议分类", max_length=MAX_CATEGORY, blank=True, default="")
    suggested_organisation = models.CharField("建议承办单位", max_length=9, blank=True, default="")
    suggested_confidence = models.FloatField("建议的把握", null=True, blank=True)
    suggested_model = models.CharField("建议的模型", max_length=MAX_MODEL, blank=True, default="")
    suggested_abstained = models.BooleanField("没有把握", default=False)
    group = models.ForeignKey(
        "engagement.LetterGroup", models.PROTECT, null=True, blank=True, related_name="letters"
    )
    suggested_group = models.ForeignKey(
        "engagement.LetterGroup",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="suggested",
        verbose_name="疑似同一事件",
    )
    compared = models.BooleanField("已比对", default=False, help_text="Of its words as they are now")
    publication = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sealing = models.CharField("密封钥匙", max_length=32, unique=True)
    sealed = models.BinaryField("来信原文（密封）")
    person = models.CharField(
        "写信人标记", max_length=64, db_index=True, blank=True, help_text="Keyed digest of who writes"
    )
    citizen = models.CharField(
        "账号标记",
        max_length=64,
        db_index=True,
        blank=True,
        default="",
        help_text="Digest of a signed-in citizen",
    )
    code = models.CharField(
        "查询码标记", max_length=64, db_index=True, help_text="Keyed digest of the query code"
    )
    version = models.PositiveIntegerField("版本", default=1, help_text="Optimistic lock, and the ledger's")
    appraised_at = models.DateTimeField("鉴定时间", null=True, blank=True)

    class Meta:
        verbose_name = "来信"
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="letter_code_once"),
            models.UniqueConstraint(
                fields=["channel", "outside"], condition=~Q(outside=""), name="letter_outside_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "ended_on", "until", "id"], name="letter_work"),
            models.Index(fields=["ended_on", "until", "id"], name="letter_work_all"),
            models.Index(fields=["organisation", "stage", "id"], name="letter_stage"),
            models.Index(fields=["stage", "id"], name="letter_stage_all"),
            models.Index(fields=["referrer", "stage", "id"], name="letter_referred"),
            models.Index(fields=["officer", "ended_on", "until"], name="letter_officer"),
            models.Index(fields=["id"], condition=Q(compared=False), name="letter_uncompared"),
            models.Index(fields=["group", "id"], condition=Q(group__isnull=False), name="letter_grouped"),
            models.Index(  # everything that the public figures count: they read no letter
                fields=[
                    "received_on",
                    "organisation",
                    "category",
                    "kind",
                    "late",
                    "took",
                    "ended_on",
                    "until",
                    "redirected_to",
                    "satisfaction",
                ],
                name="letter_figures",
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return self.number


class LetterEvent(models.Model):
    """One step of a letter; never edited. ``sealed`` holds its reason or words, ``organisation`` who got
    it."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="events")
    position = models.PositiveSmallIntegerField("次序")
    step = models.CharField("步骤", max_length=12, choices=Step.choices())
    on = models.DateField("日期")
    kind = models.CharField("来信类别", max_length=16, choices=Kind.choices())
    simple = models.BooleanField("简单咨询", default=False)
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField("督办期限", null=True)
    sealed = models.BinaryField("内容（密封）", null=True)
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    post = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "来信经过"
        ordering = ["letter", "position"]
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="letter_event_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.position} {self.step}"


class LetterFile(models.Model):
    """A file of a letter, sealed in the storage ``sealed``; its name too."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="files")
    place = models.CharField("存放位置", max_length=32, unique=True)
    sealed_name = models.BinaryField("文件名（密封）")
    format = models.CharField("格式", max_length=8)
    size = models.PositiveBigIntegerField("字节")
    for_writer = models.BooleanField("随答复提供", default=False)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "来信附件"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.format}"

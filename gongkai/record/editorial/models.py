"""Reviews of drafts, what was decided in them, and what checks found. A draft is known by (kind, subject)."""

from django.db import models
from django.db.models import Q

from .rules.checks.vocabulary import Category
from .rules.findings import Severity
from .rules.profiles import Profile, Stage
from .rules.reviewing import Outcome, Status
from .rules.word_list import Act


class Review(models.Model):
    """One way of a draft through its stages. ``handler`` is the organisation whose people are asked now."""

    kind = models.CharField("对象类别", max_length=24)
    subject = models.CharField("对象", max_length=80)
    title = models.CharField("标题", max_length=500)
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    handler = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    profile = models.CharField("审核方式", max_length=12, choices=Profile.choices())
    stage = models.CharField("环节", max_length=12, choices=Stage.choices())
    status = models.CharField("状态", max_length=12, choices=Status.choices(), default=Status.OPEN)
    revision = models.PositiveIntegerField("送审版本")
    drafter = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField("送审时间")
    stage_at = models.DateTimeField("进入环节时间")
    due_on = models.DateField("期限", null=True, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "审核"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(status=Status.OPEN), name="review_one_open"
            )
        ]
        indexes = [
            models.Index(fields=["handler", "status", "stage", "due_on"], name="review_waiting"),
            models.Index(fields=["kind", "subject"], name="review_of"),
        ]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What one person decided or remarked at a stage. Two approvals of one stage, or of one person in two
    separate stages, cannot be stored."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="decisions")
    stage = models.CharField("环节", max_length=12, choices=Stage.choices())
    outcome = models.CharField("结论", max_length=12, choices=Outcome.choices())
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    post = models.CharField("岗位", max_length=120)
    words = models.TextField("意见", blank=True, default="")
    revision = models.PositiveIntegerField("版本")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "审核意见"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "stage"], condition=Q(outcome=Outcome.APPROVED), name="decision_stage_once"
            ),
            models.UniqueConstraint(
                fields=["review", "person"],
                condition=Q(outcome=Outcome.APPROVED, stage__in=("first", "second", "final", "afterwards")),
                name="decision_person_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.stage} {self.outcome}"


class StoredFinding(models.Model):
    """A finding about a draft or a publication, with the answer of the person who took it on."""

    kind = models.CharField("对象类别", max_length=24)
    subject = models.CharField("对象", max_length=80)
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, null=True, related_name="+")
    check_name = models.CharField("检查", max_length=60)
    severity = models.CharField("程度", max_length=12, choices=Severity.choices())
    place = models.CharField("位置", max_length=300)
    text = models.CharField("内容", max_length=500, help_text="Personal data masked")
    advice = models.CharField("处理办法", max_length=500)
    answerable = models.BooleanField("可说明", default=True)
    fingerprint = models.CharField("指纹", max_length=32)
    found_at = models.DateTimeField("发现时间")
    answer = models.CharField("说明", max_length=500, blank=True, default="")
    answered_by = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    answered_post = models.CharField("说明岗位", max_length=120, blank=True, default="")
    answered_at = models.DateTimeField("说明时间", null=True, blank=True)

    class Meta:
        verbose_name = "检查结果"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "fingerprint"], name="finding_unique")
        ]
        indexes = [
            models.Index(fields=["check_name", "severity"], name="finding_by_check"),
            models.Index(fields=["kind", "organisation", "-id"], name="finding_by_organisation"),
            models.Index(fields=["kind", "-id"], name="finding_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.check_name} {self.kind}:{self.subject}"


class FlaggedWord(models.Model):
    """An entry of the maintained list (词表). A retired one stays, so that its history can be read."""

    word = models.CharField("词语", max_length=40, unique=True)
    instead = models.CharField("改为", max_length=100)
    category = models.CharField("类别", max_length=12, choices=Category.choices())
    severity = models.CharField("程度", max_length=12, choices=Severity.choices())
    unless = models.TextField("除外词语", blank=True, default="", help_text="One right word a line")
    source = models.CharField("依据", max_length=200, blank=True, default="")
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = "词条"
        indexes = [models.Index(fields=["category", "word"], name="word_by_category")]

    def __str__(self) -> str:
        return self.word


class WordChange(models.Model):
    """One change of the list; its number is the revision. ``stated`` is the entry after it, as JSON."""

    word = models.ForeignKey(FlaggedWord, models.PROTECT, null=True, related_name="changes")
    act = models.CharField("变更", max_length=12, choices=Act.choices())
    stated = models.TextField("内容", blank=True, default="")
    reason = models.CharField("理由", max_length=300, blank=True, default="")
    post = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "词表变更"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.act}"


class NamedAddress(models.Model):
    """An outside address that a draft names, and whether it answered when asked last."""

    address = models.CharField("地址", max_length=1000, unique=True)
    alive = models.BooleanField("可以打开", null=True)
    failures = models.PositiveSmallIntegerField("连续失败", default=0)
    wanted_at = models.DateTimeField("最近引用")
    asked_at = models.DateTimeField("最近检查", null=True)
    answered_at = models.DateTimeField("最近应答", null=True)

    class Meta:
        verbose_name = "外部链接"
        indexes = [models.Index(fields=["asked_at", "id"], name="address_due")]

    def __str__(self) -> str:
        return self.address

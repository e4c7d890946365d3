"""Requests, what happened to them, their replies and disputes.

The applicant's words and person are sealed (BinaryField): nothing readable of them is in the database.
"""

from django.db import models
from django.utils import timezone

from gongkai.ground.deadlines.rules.events import Channel, Party, Step

from ..rules.applicants import Applicant
from ..rules.outcomes import Outcome
from ..rules.stages import Delivery, Purpose, ReplyState, Stage
from ..rules.tables import DISPUTES, RESULTS

PENDING = "pending"
LABELLED_STEPS = [(step.value, step.value) for step in Step]


class CaseSerial(models.Model):
    """The last number given out for an organisation's requests of a year; ``series`` "G" are record
    corrections."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年份")
    series = models.CharField("系列", max_length=1, blank=True, default="")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "申请编号"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "series"], name="case_serial_unique")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.year}"


class DisclosureRequest(models.Model):
    """依申请公开的一件申请. ``stage``, ``due_on``, ``waits_until``, ``until``, ``outcome``, ``ended_on`` are
    projections of its events; services rewrite them, nobody sets them.

    ``until`` is the day by which something must happen next: the reply, what is waited for, or the receipt.
    """

    number = models.CharField("申请编号", max_length=40, unique=True)
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="disclosure_requests")
    applicant = models.CharField("申请人类别", max_length=12, choices=Applicant.choices())
    channel = models.CharField("提交方式", max_length=16, choices=[(one.value, one.value) for one in Channel])
    subject = models.CharField("登记事由", max_length=120, blank=True, default="")
    stage = models.CharField("阶段", max_length=12, choices=Stage.choices(), default=Stage.SUBMITTED)
    outcome = models.CharField("办理结果", max_length=16, blank=True, default="", choices=Outcome.choices())
    submitted_at = models.DateTimeField("提交时间")
    received_on = models.DateField("收到日", null=True, blank=True)
    due_on = models.DateField("答复期限", null=True, blank=True)
    waits_until = models.DateField("等待至", null=True, blank=True)
    until = models.DateField("下一步期限", default=timezone.localdate)
    provisional = models.BooleanField("期限为暂算", default=False)
    ended_on = models.DateField("办结日", null=True, blank=True)
    officer = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    assistance = models.BooleanField("需要协助", default=False)
    extension_why = models.CharField("请求延长的理由", max_length=500, blank=True, default="")
    extension_asked = models.PositiveSmallIntegerField("请求延长的工作日数", default=0)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="same")
    transferred_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="transfers"
    )
    publication = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sealing = models.CharField("密封钥匙", max_length=32, unique=True)
    sealed = models.BinaryField("申请内容（密封）")
    person = models.CharField(
        "申请人标记", max_length=64, db_index=True, help_text="Keyed digest of who applies"
    )
    wish = models.CharField(
        "内容标记", max_length=64, db_index=True, help_text="Keyed digest of what is asked for"
    )
    code = models.CharField("查询码标记", max_length=64, help_text="Keyed digest of the query code")
    satisfaction = models.PositiveSmallIntegerField("满意度", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, help_text="Optimistic lock, and the ledger's")
    appraised_at = models.DateTimeField("鉴定时间", null=True, blank=True)

    class Meta:
        verbose_name = "公开申请"
        indexes = [
            models.Index(fields=["organisation", "ended_on", "until", "id"], name="request_work"),
            models.Index(fields=["ended_on", "until", "id"], name="request_work_all"),
            models.Index(fields=["organisation", "stage", "id"], name="request_stage"),
            models.Index(fields=["stage", "id"], name="request_stage_all"),
            models.Index(
                fields=["organisation", "received_on", "ended_on", "applicant", "outcome"],
                name="request_year",
            ),
            models.Index(fields=["stage", "due_on"], name="request_due"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseEvent(models.Model):
    """One step of a case; never edited. ``sealed`` holds its letter or words."""

    case = models.ForeignKey(DisclosureRequest, models.CASCADE, related_name="events")
    position = models.PositiveSmallIntegerField("次序")
    step = models.CharField("步骤", max_length=20, choices=LABELLED_STEPS)
    on = models.DateField("日期")
    days = models.PositiveSmallIntegerField("工作日数", default=0)
    reference = models.CharField("函号", max_length=40, blank=True, default="")
    party = models.CharField("征求对象", max_length=12, default=Party.THIRD_PARTY)
    consent = models.BooleanField("负责人同意，或者对方同意公开", default=False)
    excused = models.BooleanField("有正当理由", default=False)
    fee = models.PositiveIntegerField("信息处理费（元）", default=0)
    sealed = models.BinaryField("内容（密封）", null=True)
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    post = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "经过"
        ordering = ["case", "position"]
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="case_event_once")]
        indexes = [models.Index(fields=["step", "on"], name="case_event_day")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.position} {self.step}"


class CaseFile(models.Model):
    """A file of a case, sealed in the storage ``sealed``; its name too."""

    case = models.ForeignKey(DisclosureRequest, models.CASCADE, related_name="files")
    purpose = models.CharField("用途", max_length=12, choices=Purpose.choices())
    place = models.CharField("存放位置", max_length=32, unique=True)
    sealed_name = models.BinaryField("文件名（密封）")
    sealed_told = models.BinaryField("遮盖说明（密封）", null=True)
    format = models.CharField("格式", max_length=8)
    size = models.PositiveBigIntegerField("字节")
    for_applicant = models.BooleanField("随答复提供", default=False)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "申请材料"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.purpose}"


class Reply(models.Model):
    """答复书: drafted with one outcome, reviewed, delivered. A case has one."""

    case = models.OneToOneField(DisclosureRequest, models.CASCADE, related_name="reply")
    outcome = models.CharField("办理结果", max_length=16, choices=Outcome.choices())
    state = models.CharField("状态", max_length=12, choices=ReplyState.choices(), default=ReplyState.DRAFTING)
    number = models.CharField("答复书文号", max_length=80, blank=True, default="")
    sealed = models.BinaryField("正文（密封）")
    drafter = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField("版本", default=1)
    saved_at = models.DateTimeField("保存时间")
    delivery = models.CharField("送达方式", max_length=12, blank=True, default="", choices=Delivery.choices())
    delivered_on = models.DateField("送达日", null=True, blank=True)

    class Meta:
        verbose_name = "答复书"

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class Dispute(models.Model):
    """A reconsideration or a suit about a case, with its result: table four counts them."""

    case = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="disputes")
    row = models.CharField("类别", max_length=20, choices=list(DISPUTES.items()))
    filed_on = models.DateField("受理日")
    answer_by = models.DateField("答复书提交期限", null=True, blank=True)
    concluded_on = models.DateField("审结日", null=True, blank=True)
    result = models.CharField("结果", max_length=12, default=PENDING, choices=list(RESULTS.items()))
    redo_by = models.DateField("重新办理期限", null=True, blank=True)
    redone_on = models.DateField("重新答复日", null=True, blank=True)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "复议诉讼"
        ordering = ["filed_on", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.row}"

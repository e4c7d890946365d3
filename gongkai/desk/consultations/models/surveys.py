"""Surveys, what was answered, and the words that somebody wrote. Nothing here says who answered."""

from django.db import models
from django.db.models import Q

from ..rules.surveys import MAX_REASON, MAX_TITLE, Level, State, TextState


class Survey(models.Model):
    """问卷调查. ``revision`` is what a screen showed and a review looks at; ``questions`` do not change once
    it is reviewed, since answers name them by their places."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=MAX_TITLE)
    introduction = models.TextField("说明", blank=True, default="")
    questions = models.TextField("题目", default="[]", help_text="rules.surveys.pack")
    opens_at = models.DateTimeField("开放时间", null=True, blank=True)
    closes_at = models.DateTimeField("截止时间", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=State.choices(), default=State.DRAFTING)
    revision = models.PositiveIntegerField("版本", default=1)
    drafter = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    sender = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    publication = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    trouble = models.CharField("未能开放的原因", max_length=500, blank=True, default="")
    stopped = models.CharField("提前截止的原因", max_length=MAX_REASON, blank=True, default="")
    result_due_on = models.DateField("结果公布期限", null=True, blank=True)
    conclusion = models.TextField("结果怎样采用", blank=True, default="")
    concluded_by = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField("结果公布时间", null=True, blank=True)
    created_at = models.DateTimeField("建立时间")
    changed_at = models.DateTimeField("最近修改")

    class Meta:
        verbose_name = "问卷调查"
        indexes = [
            models.Index(fields=["state", "closes_at"], name="survey_by_state"),
            models.Index(fields=["organisation", "-id"], name="survey_by_organisation"),
        ]

    def __str__(self) -> str:
        return self.title


class SurveyAnswer(models.Model):
    """One answer. ``row`` is a random name that nothing leads back from; ``token`` and ``voice`` are keyed
    digests of the form and of a verified person, so that neither answers twice."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers")
    row = models.CharField("编号", max_length=16, unique=True)
    token = models.CharField("表单", max_length=64)
    voice = models.CharField("本人", max_length=64, null=True, blank=True)
    level = models.CharField("核验程度", max_length=12, choices=Level.choices())
    quick = models.BooleanField("疑似机器填写", default=False)
    choices = models.TextField("选择", default="{}", help_text="rules.survey_answers.pack")
    answered_at = models.DateTimeField("填写时间")

    class Meta:
        verbose_name = "问卷答卷"
        constraints = [
            models.UniqueConstraint(fields=["survey", "token"], name="survey_form_once"),
            models.UniqueConstraint(
                fields=["survey", "voice"], condition=Q(voice__isnull=False), name="survey_voice_once"
            ),
        ]

    def __str__(self) -> str:
        return self.row


class SurveyText(models.Model):
    """Words written into a survey, as the finder of personal data left them: as typed they are not kept."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="texts")
    answer = models.ForeignKey(SurveyAnswer, models.PROTECT, related_name="texts")
    question = models.PositiveSmallIntegerField("题号")
    words = models.TextField("文字", help_text="Personal data masked")
    state = models.CharField("状态", max_length=10, choices=TextState.choices(), default=TextState.WAITING)
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)

    class Meta:
        verbose_name = "问卷文字"
        constraints = [models.UniqueConstraint(fields=["answer", "question"], name="survey_text_once")]
        indexes = [models.Index(fields=["survey", "state", "id"], name="survey_text_by_state")]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.question}"

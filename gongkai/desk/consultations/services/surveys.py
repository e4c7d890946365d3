"""A survey is begun, written under an optimistic lock, checked at each save, and can be given up.

An unfinished draft may be saved: what is lacking is told on the screen and refused at review.
"""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules import personal
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import withholding
from gongkai.record.catalogue.rules import Kind as Published
from gongkai.record.editorial.queries import words
from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Subject
from gongkai.record.editorial.rules.findings import Finding
from gongkai.record.editorial.services import findings

from ..models import Survey
from ..queries import surveys as queries
from ..rules import survey_wording
from ..rules.surveys import Content, RuleBroken, State, pack, tidy, too_much

KIND = "survey"


@transaction.atomic
def begin(organisation: str, title: str, *, by: Actor) -> Survey:
    """A new draft of an organisation (code)."""
    body = orgs.by_code(organisation)
    if body is None or body.closed_on:
        raise RuleBroken("没有这个机构，或者它已经撤销，请重新选择")
    by.must(Duty.DRAFT, body.lineage)
    content = tidy(Content(title))
    if not content.title:
        raise RuleBroken("请写标题")
    if found := too_much(content):
        raise RuleBroken("；".join(found))
    now = timezone.now()
    survey = Survey(organisation=body, title=content.title, drafter_id=by.person or None)
    survey.created_at = survey.changed_at = now
    survey.save(force_insert=True)
    check(survey, by=by)
    noted("survey.begun", survey, by=by)
    return survey


@transaction.atomic
def save(key: int, content: Content, *, revision: int, by: Actor) -> Survey:
    """Keep what was written as a new revision. Raises RuleBroken when somebody saved in the meantime."""
    survey = locked(key, by)
    must_be_written(survey)
    if survey.revision != revision:
        raise RuleBroken("这份问卷刚刚由他人修改，您的内容还在这一页上：请另开一页核对，再决定怎样保存")
    content = tidy(content)
    if found := too_much(content):
        raise RuleBroken("；".join(found))
    survey.title, survey.introduction = content.title or survey.title, content.introduction
    survey.questions = pack(content.questions)
    survey.opens_at, survey.closes_at = content.opens_at, content.closes_at
    survey.revision += 1
    survey.changed_at = timezone.now()
    survey.save()
    check(survey, by=by)
    noted("survey.saved", survey, by=by)
    return survey


@transaction.atomic
def abandon(key: int, *, by: Actor) -> Survey:
    """Give up a draft; it can still be looked at."""
    survey = locked(key, by)
    must_be_written(survey)
    moved(survey, State.ABANDONED)
    noted("survey.abandoned", survey, by=by)
    return survey


@transaction.atomic
def answer(key: int, fingerprint: str, *, reason: str, by: Actor) -> None:
    """Whoever writes the survey, or its conclusion, takes a finding on, with a reason that others see."""
    survey = locked(key, by)
    if survey.state != State.CLOSED:
        must_be_written(survey)
    findings.answer(KIND, str(key), fingerprint, reason=reason, by=by)


def check(survey: Survey, *, by: Actor) -> None:
    """Read the words as the public will, and the questions for how they ask; keep what is found."""
    found = looked_at(survey)
    findings.store(KIND, str(survey.pk), found, by=by, organisation=survey.organisation_id)


def looked_at(survey: Survey, conclusion: str = "") -> list[Finding]:
    """Everything found in a survey now, and in what is written of its result."""
    return [*survey_wording.findings(queries.questions(survey)), *examine(subject(survey, conclusion))]


def subject(survey: Survey, extra: str = "") -> Subject:
    """Title, introduction, questions and options with the place of each line."""
    lines, places = [survey.title], ["标题"]
    for line in survey.introduction.split("\n"):
        lines.append(line)
        places.append("说明")
    for place, question in enumerate(queries.questions(survey), 1):
        lines += [question.words, *question.options]
        places += [f"第 {place} 题"] * (1 + len(question.options))
    for line in extra.split("\n") if extra else ():
        lines.append(line)
        places.append("采用情况")
    own: Any = survey.organisation
    return Subject(
        kind=Published.SURVEY,
        text="\n".join(lines),
        vocabulary=words.vocabulary(),
        withheld=withholding.entries(own.code),
        public=personal.published([own.telephone, own.fax, own.email]),
        places=tuple(places),
    )


def locked(key: int, by: Actor, duty: Duty = Duty.DRAFT) -> Survey:
    """The row, held, for an actor with the duty at its organisation."""
    rows = Survey.objects.select_for_update(of=("self",)).select_related("organisation")
    survey = rows.filter(pk=key).first()
    if survey is None:
        raise RuleBroken("没有找到这份问卷，请从列表重新打开")
    by.must(duty, survey.organisation.lineage)
    return survey


def must_be_written(survey: Survey) -> None:
    if survey.state != State.DRAFTING:
        raise RuleBroken(f"问卷{State(survey.state).label}，现在不能修改")


def moved(survey: Survey, state: State) -> None:
    """Another state, at this moment; the caller has set whatever else changes."""
    survey.state, survey.changed_at = state, timezone.now()
    survey.save()


def noted(kind: str, survey: Survey, *, by: Actor, **facts: Any) -> None:
    """The entry about a survey: codes, states and digests only."""
    record(
        kind,
        f"survey/{survey.pk}",
        by=by,
        organisation=survey.organisation.code,
        revision=survey.revision,
        state=str(survey.state),
        digest=digest(survey),
        **facts,
    )


def digest(survey: Survey) -> str:
    """Stands for what is asked and until when; hex."""
    period = [at.isoformat() if at else "" for at in (survey.opens_at, survey.closes_at)]
    whole = "\0".join((survey.title, survey.introduction, survey.questions, *period, survey.conclusion))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()

"""A consultation is begun and written. One call, one transaction, one ledger entry.

``locked`` is how every service gets its row: held, within the actor's scope, and closed if its time is over.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.language.rules import markup
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing

from ..models import Consultation
from ..rules.decisions import MINIMUM, Decision, must_be_long_enough
from ..rules.phases import Phase, RuleBroken, Stage, phase_at
from ..rules.pieces import Content, too_long
from . import checking, closing, drafts

MAX_NOTE = 500


@transaction.atomic
def begin(organisation: str, content: Content, *, by: Actor) -> Consultation:
    """A new consultation of an organisation (code), to be written on. Nothing need be complete yet."""
    body = orgs.by_code(organisation)
    if body is None or body.closed_on:
        raise RuleBroken("没有这个机构，或者已经撤销，请核对机构代码")
    by.must(Duty.DRAFT, body.lineage)
    if not content.title.strip():
        raise RuleBroken("请先填写标题")
    now = timezone.now()
    row = Consultation(organisation=body, created_at=now, changed_at=now, sealing=sealing.new_key())
    row.drafter_id = by.person or None
    _fill(row, content)
    row.save(force_insert=True)
    drafts.write(row, _clean(content.html), "")
    checking.check(row, by=by)
    noted("consultation.begun", row, by=by)
    return row


@transaction.atomic
def save(key: int, content: Content, *, revision: int, by: Actor) -> Consultation:
    """Write the draft with everything that is published beside it, before it is sent to review.

    While the consultation is open only the text can change, and its note says what changed. Raises RuleBroken
    for a stale ``revision``, a period too short without its reason, or a field too long.
    """
    row = locked(key, by)
    must_be_written(row)
    if row.phase == Phase.CLOSED:
        raise RuleBroken("征集已经截止，草案不能再改；请整理意见、起草结果")
    same(row, revision)
    if row.phase == Phase.PREPARING:
        _fill(row, content)
    elif not content.note.strip() or len(content.note) > MAX_NOTE:
        raise RuleBroken(f"请写明这一版改了什么（1 至 {MAX_NOTE} 字），公众会看到")
    if found := too_long(content):
        raise RuleBroken("；".join(found))
    drafts.write(row, _clean(content.html), content.note.replace("\0", "").strip())
    touched(row)
    row.save()
    checking.check(row, by=by)
    noted("consultation.saved", row, by=by)
    return row


def minimum(decision: Decision, at: datetime) -> int:
    """The days that a draft of this kind stays open at least; 0 where no rule says so."""
    rule = MINIMUM.get(decision)
    return deadlines.statute(rule, timezone.localdate(at)).value if rule else 0


def must_have_period(row: Consultation) -> None:
    """Refuse a period that is too short and says nothing of why."""
    least = minimum(Decision(row.decision), timezone.now())
    must_be_long_enough(row.days, least, row.shorten_reason)


def locked(key: int, by: Actor, duty: Duty = Duty.DRAFT) -> Consultation:
    """The row, held, for an actor with the duty at its organisation; closed when its time is over."""
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.filter(pk=key).first()
    if row is None:
        raise RuleBroken("没有找到这次意见征集，请从列表重新打开")
    by.must(duty, row.organisation.lineage)
    now = timezone.now()
    if phase_at(row.phase, row.closes_at, now) != row.phase:
        closing.close(row, now, by=by)
        noted("consultation.closed", row, by=by)
    return row


def must_be_written(row: Consultation) -> None:
    """Refuse a change of what is reviewed, or public and not taken up again."""
    if row.stage == Stage.WRITING:
        return
    if row.stage == Stage.PUBLIC:
        raise RuleBroken("已经公布的内容不能直接改：征集中可以“修改草案”，审核后公布新版本")
    raise RuleBroken(f"文稿{Stage(row.stage).label}，现在不能修改；请先撤回")


def same(row: Consultation, revision: int) -> None:
    if row.revision != revision:
        raise RuleBroken("内容刚刚由他人修改，请刷新页面核对后再保存")


def touched(row: Consultation) -> None:
    row.revision, row.changed_at = row.revision + 1, timezone.now()


def noted(kind: str, row: Consultation, *, by: Actor, **facts: Any) -> None:
    """The entry about a consultation: codes, states and numbers only."""
    record(
        kind,
        f"consultation/{row.pk}",
        by=by,
        organisation=row.organisation.code,
        decision=str(row.decision),
        phase=str(row.phase),
        stage=str(row.stage),
        revision=row.revision,
        **facts,
    )


def _fill(row: Consultation, content: Content) -> None:
    if found := too_long(content):
        raise RuleBroken("；".join(found))
    least = minimum(content.decision, timezone.now())
    must_be_long_enough(content.days, least, content.shorten_reason)
    row.decision, row.days = content.decision, content.days
    for name in ("title", "explanation", "ways", "contact", "shorten_reason"):
        setattr(row, name, str(getattr(content, name)).replace("\0", "").strip())
    if row.days >= least:
        row.shorten_reason = ""


def _clean(html: str) -> str:
    if markup.too_deep(html):
        raise RuleBroken("草案正文的格式嵌套太深，请另存为纯文本后重新粘贴")
    return markup.sanitise(html)

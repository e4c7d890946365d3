"""An approved draft becomes public and open for comments; a revised one takes its place, comments stay."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.periods import months_later
from gongkai.ground.language.rules import markup
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import publications

from ..models import Consultation
from ..queries import pages
from ..rules.phases import Phase, RuleBroken, Stage, last_day
from . import drafts
from .consultations import locked, must_have_period, noted, same, touched


@transaction.atomic
def publish(key: int, *, by: Actor) -> Consultation:
    """Put an approved draft before the public: it is open from now, for as many whole days as were approved.

    A revised draft becomes the new version of the same publication; its time does not change.
    """
    row = locked(key, by, Duty.PUBLISH)
    if row.phase not in (Phase.PREPARING, Phase.OPEN):
        raise RuleBroken("征集已经截止，草案不能再公布；请公布结果")
    if row.stage != Stage.APPROVED:
        raise RuleBroken(f"文稿{Stage(row.stage).label}，审核通过以后才能公布")
    version = drafts.working(row)
    if version is None:
        raise RuleBroken("没有待公布的草案，请刷新页面")
    now = timezone.now()
    known: Any = row.draft
    if row.phase == Phase.PREPARING:
        must_have_period(row)
        _set_period(row, now)
    row.stage = Stage.PUBLIC
    draft = draft_of(row, now)
    if known is None:
        made = publications.publish(draft, by=by)
    else:
        draft = replace(draft, published_at=known.published_at)
        made = publications.republish(known.identifier, draft, note=version.note, by=by)
    version.published_at = now
    version.save(update_fields=["published_at"])
    row.public_version, row.draft_id, row.phase = version.number, made.pk, Phase.OPEN
    touched(row)
    row.save()
    kind = "consultation.opened" if known is None else "consultation.revised"
    noted(kind, row, by=by, version=version.number, closes=str(row.closes_on), publication=made.identifier)
    return row


@transaction.atomic
def revise(key: int, *, revision: int, by: Actor) -> Consultation:
    """Take the public draft up again while people comment; it stays public as it is until the next is."""
    row = locked(key, by)
    same(row, revision)
    if row.phase != Phase.OPEN or row.stage != Stage.PUBLIC:
        raise RuleBroken("只有征集中、没有正在修改的草案才能修改")
    drafts.take_up(row)
    row.stage = Stage.WRITING
    touched(row)
    row.save(update_fields=["stage", "revision", "changed_at"])
    noted("consultation.taken_up", row, by=by)
    return row


def _set_period(row: Consultation, now: datetime) -> None:
    today = timezone.localdate(now)
    row.opened_at, row.closes_on = now, last_day(today, row.days)
    midnight = datetime.combine(row.closes_on + timedelta(days=1), time())
    row.closes_at = timezone.make_aware(midnight)
    months = deadlines.statute("consultation_result", today).value
    row.result_due_on = months_later(row.closes_on, months)


def draft_of(row: Consultation, now: datetime) -> Draft:
    """The draft with all that art. 15 asks for, as it is published."""
    html = pages.draft_html(row)
    body = row.organisation
    return Draft(
        kind=Kind.CONSULTATION,
        title=row.title,
        publisher=body.code,
        html=html,
        text=markup.plain(html),
        published_at=now,
        issuing_bodies=(body.name,),
        mandatory_item=items.suggested(body.code, Kind.CONSULTATION),
        made_on=timezone.localdate(now),
        source=body.name,
    )

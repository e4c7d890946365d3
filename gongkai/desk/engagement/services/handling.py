"""What the organisation that got a letter does with it: accept, refuse, transfer, extend, join in.

A refused letter goes back to whoever referred it. The second refusal or transfer takes it to the disclosure
office of the government, whose decision nobody refuses.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify_duty
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing

from ..models import Handling, Letter
from ..rules.clock import MOST_MOVES
from ..rules.events import Event, Step
from ..rules.kinds import Part, RuleBroken
from .discretion import written
from .holding import changed, happened, held, locked, must_be, must_handle, must_live, noted
from .referring import assign, release
from .sealed import about


@transaction.atomic
def accept(key: int, *, version: int, by: Actor) -> Letter:
    """Take a letter up; the person becomes its officer."""
    letter = held(key, by, version=version)
    letter.officer_id = by.person or None
    happened(letter, Event(Step.ACCEPTED, timezone.localdate()), by=by)
    return letter


@transaction.atomic
def refuse(key: int, *, reason: str, version: int, by: Actor) -> Letter:
    """Not this organisation's: back to whoever referred it, with the reason."""
    letter = held(key, by, version=version)
    return _moved(letter, Step.REFUSED, letter.referrer, reason, by)


@transaction.atomic
def transfer(key: int, organisation: str, *, reason: str, version: int, by: Actor) -> Letter:
    """To the organisation whose matter it is, with the reason. The second move goes to the disclosure office
    instead, which reads whom this one proposes."""
    letter = held(key, by, version=version)
    target = orgs.by_code(organisation)
    if target is None or target.closed_on:
        raise RuleBroken("请选择一个没有撤销的机构")
    if target.pk == letter.organisation_id:
        raise RuleBroken("这件来信就在本单位，请选择其他机构")
    return _moved(letter, Step.TRANSFERRED, target, reason, by)


@transaction.atomic
def extend(key: int, *, reason: str, version: int, by: Actor) -> Letter:
    """More time for a complex matter, once, before the last day; the writer reads the reason."""
    letter = held(key, by, version=version)
    happened(letter, Event(Step.EXTENDED, timezone.localdate()), words=written(reason, "延长的理由"), by=by)
    return letter


@transaction.atomic
def contribute(key: int, organisation: str, *, words: str, version: int, by: Actor) -> Letter:
    """A joint organisation gives the lead its opinion; it is sealed with the letter."""
    letter, part = _part(key, organisation, by, version)
    part.part, part.given_on = Part.GIVEN, timezone.localdate()
    part.sealed = sealing.seal(
        letter.sealing, written(words, "协办意见", 20_000).encode(), about(letter, f"part/{part.pk}")
    )
    part.save(update_fields=["part", "given_on", "sealed"])
    happened(letter, Event(Step.JOINED, timezone.localdate()), to=part.organisation, by=by)
    return letter


@transaction.atomic
def excuse(key: int, organisation: str, *, version: int, by: Actor) -> Letter:
    """The lead waits for a joint organisation's opinion no longer."""
    letter = held(key, by, version=version)
    rows = letter.handlings.filter(ended_on=None, lead=False, part=Part.WAITING)
    part = rows.filter(organisation__code=organisation).first()
    if part is None:
        raise RuleBroken("没有等待这个单位的协办意见")
    part.part = Part.EXCUSED
    part.save(update_fields=["part"])
    changed(letter)
    noted("letter.excused", letter, by=by, organisation=organisation)
    return letter


@transaction.atomic
def take_over(key: int, *, version: int, by: Actor) -> Letter:
    """Another person of the organisation becomes the officer."""
    letter = held(key, by, version=version)
    must_live(letter)
    letter.officer_id = by.person or None
    changed(letter, "officer")
    noted("letter.taken_over", letter, by=by)
    return letter


def _moved(letter: Letter, step: Step, target: Any, reason: str, by: Actor) -> Letter:
    reason, proposed = written(reason, "理由"), target
    if letter.moves + 1 >= MOST_MOVES and not letter.final:
        target = orgs.root()
    letter.organisation, letter.officer = target, None
    release(letter)
    if step is Step.TRANSFERRED and target is proposed:
        assign(letter, target)
    happened(letter, Event(step, timezone.localdate()), words=reason, to=proposed, by=by)
    told = Words(f"来信 {letter.number} {step.label}，请办理", "", f"/console/letters/{letter.pk}/")
    duty = Duty.ANSWER if step is Step.TRANSFERRED and target is proposed else Duty.REFER
    notify_duty(target.code, duty, told, by=by)
    return letter


def _part(key: int, organisation: str, by: Actor, version: int) -> tuple[Letter, Handling]:
    letter = locked(key)
    rows = letter.handlings.filter(ended_on=None, lead=False).select_related("organisation")
    part = rows.filter(organisation__code=organisation).first()
    if part is None:
        raise RuleBroken("这个单位不是这件来信的协办单位")
    must_handle(Duty.ANSWER, part.organisation, by)
    must_be(letter, version)
    if part.part == Part.GIVEN:
        raise RuleBroken("协办意见已经提出，需要补充请与主办单位联系")
    return letter, part

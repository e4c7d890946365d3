"""What is done for a batch's items: many at once where that goes, else each in a savepoint of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction

from gongkai.ground.orgs.rules import Actor, NotAllowed
from gongkai.record.catalogue.rules import RuleBroken as NotNow
from gongkai.record.catalogue.rules import Unpublishable
from gongkai.record.catalogue.rules.content import Prepared, prepare
from gongkai.record.catalogue.rules.drafts import unpack
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import publications

from ..models import Batch, BatchItem
from ..rules import manuscripts
from ..rules.batches import Action, Subject
from . import publishing

REFUSALS = (Unpublishable, NotNow, NotAllowed, manuscripts.RuleBroken)


@dataclass(slots=True)
class Outcome:
    """What became of one item: an index number, or a reason."""

    item: BatchItem
    identifier: str = ""
    trouble: str = ""


def in_bulk(item: BatchItem | None, batch: Batch) -> bool:
    """Drafts and new versions are made many at once; the rest one by one."""
    return item is None or item.kind == Subject.DRAFT or batch.action == Action.REPUBLISH


def prepared(item: BatchItem, batch: Batch) -> Prepared | str:
    try:
        return prepare(unpack(item.payload), note=batch.note if batch.action == Action.REPUBLISH else "")
    except (ValueError, KeyError, TypeError) as fault:
        return str(fault) or type(fault).__name__


def done(batch: Batch, pairs: list[tuple[BatchItem, Any]], by: Actor) -> list[Outcome]:
    """The outcome of each item: all at once where that goes, else each by itself."""
    fit = [(item, draft) for item, draft in pairs if isinstance(draft, Prepared)]
    bad = [Outcome(item, trouble=draft) for item, draft in pairs if isinstance(draft, str)]
    if not fit:
        return bad + [alone(one(batch, item, by), item) for item, draft in pairs if draft is None]

    def many(some: list[tuple[BatchItem, Prepared]]) -> list[Any]:
        if batch.action == Action.REPUBLISH:
            named = [(item.subject, draft) for item, draft in some]
            return publications.republish_many(named, note=batch.note, by=by)
        return publications.publish_many([draft for _, draft in some], by=by)

    def by_itself(pair: tuple[BatchItem, Prepared]) -> Outcome:
        return alone(lambda: str(many([pair])[0].identifier), pair[0])

    try:
        with transaction.atomic():
            made = many(fit)
    except REFUSALS:
        return bad + [by_itself(pair) for pair in fit]
    return bad + [Outcome(item, row.identifier) for (item, _), row in zip(fit, made, strict=True)]


def one(batch: Batch, item: BatchItem, by: Actor) -> Callable[[], str]:
    """What to do for an item that is done by itself; it gives the index number."""

    def manuscript() -> str:
        made: Any = publishing.publish(int(item.subject), by=by).publication
        return str(made.identifier)

    def withdrawal() -> str:
        asked = orjson.loads(item.payload or "{}")
        ending = Ending(asked.get("ending", Ending.WITHDRAWN))
        reason, successor = asked.get("reason", ""), asked.get("successor", "")
        return publications.withdraw(
            item.subject, reason=reason, ending=ending, successor=successor, by=by
        ).identifier

    return withdrawal if batch.action == Action.WITHDRAW else manuscript


def alone(act: Callable[[], str], item: BatchItem) -> Outcome:
    """One item in a savepoint of its own: its refusal undoes nothing else."""
    try:
        with transaction.atomic():
            return Outcome(item, act())
    except (*REFUSALS, ValueError) as refusal:
        return Outcome(item, trouble=str(refusal))

"""Whoever answers for an organisation hears which of its entries must be looked at: once for each reason."""

from datetime import date

from django.db import transaction

from gongkai.ground.ledger.services import record_many
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify_duty
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import FaqEntry
from ..queries.faq import Stale, stale

NAMED = 8  # entries that one notice names
LINK = "/console/faq/?state=published"


def remind(today: date, *, by: Actor) -> int:
    """Tell what came due or lost its ground since the last time; of how many entries. The clock calls this
    daily: it follows publications by asking them, since nothing below calls up."""
    fresh: dict[str, list[Stale]] = {}
    for one in stale(today):
        if one.entry.told != one.why:
            fresh.setdefault(one.entry.organisation.code, []).append(one)
    for organisation, some in fresh.items():
        _tell(organisation, some, by=by)
    return sum(map(len, fresh.values()))


@transaction.atomic
def _tell(organisation: str, some: list[Stale], *, by: Actor) -> None:
    lines = [f"{one.entry.question}：{one.words}" for one in some[:NAMED]]
    more = f"\n等 {len(some)} 条" if len(some) > NAMED else ""
    words = Words(f"{len(some)} 条常见问题需要复核", "\n".join(lines)[:900] + more, LINK)
    notify_duty(organisation, Duty.ANSWER, words, by=by)
    for one in some:
        FaqEntry.objects.filter(pk=one.entry.pk).update(told=one.why)
    facts = [(f"faq/{one.entry.pk}", {"why": one.why}) for one in some]
    record_many("faq.reminded", facts, by=by)

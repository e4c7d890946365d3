"""What is not disclosed (负面清单): put on the list with its ground, assessed anew, disclosed after all.

One call, one transaction, one ledger entry a matter. The words stay in the row, the ledger has their digest.
"""

from datetime import date

from django.db import transaction
from django.db.models import F, Max, Q

from gongkai.ground.ledger.services import record, record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import WithheldMatter
from ..queries import withholding as queries
from ..rules import MAX_BATCH, MAX_REASON, RuleBroken
from ..rules.content import reason_digest
from ..rules.withholding import BadMatter, MatterState, NewMatter, check, next_assessment


@transaction.atomic
def withhold(organisation: str, new: NewMatter, *, by: Actor) -> WithheldMatter:
    """Put a matter on the list. Needs the items duty there. Raises RuleBroken, in words."""
    body = orgs.by_code(organisation)
    if body is None:
        raise RuleBroken(f"机构 {organisation} 不存在，请检查机构代码")
    by.must(Duty.ITEMS, body.lineage)
    matter = _checked(new)
    held = list(WithheldMatter.objects.select_for_update().filter(organisation=body.pk))
    if any(row.title == matter.title and row.state == MatterState.WITHHELD for row in held):
        raise RuleBroken(f"“{matter.title[:40]}”已在清单上，如有变化请重新评估")
    last = WithheldMatter.objects.filter(organisation=body.pk).aggregate(last=Max("number"))["last"] or 0
    row = WithheldMatter(
        organisation_id=body.pk,
        number=last + 1,
        title=matter.title,
        scope=matter.scope,
        ground=matter.ground,
        basis=matter.basis,
        decided_on=matter.decided_on,
        reassess_on=matter.reassess_on or next_assessment(matter.decided_on),
        state=MatterState.WITHHELD,
        changed_by=by.post,
    )
    row.save(force_insert=True)
    record("matter.withheld", _subject(row, organisation), by=by, **queries.facts(row, organisation))
    return row


@transaction.atomic
def keep(
    organisation: str,
    number: int,
    *,
    on: date,
    reason: str,
    reassess_on: date | None = None,
    by: Actor,
) -> WithheldMatter:
    """Assess anew and go on withholding, until ``reassess_on`` (default a year from ``on``)."""
    row = _held(organisation, number, by)
    until = reassess_on or next_assessment(on)
    _checked(NewMatter(row.title, row.ground, row.basis, on, row.scope, until))
    row.reassess_on, row.changed_by, row.reminded_on = until, by.post, None
    row.save(update_fields=["reassess_on", "changed_by", "reminded_on"])
    _record("matter.kept", row, organisation, reason, by)
    return row


@transaction.atomic
def disclose(organisation: str, number: int, *, reason: str, by: Actor) -> WithheldMatter:
    """Take a matter off the list because it may be disclosed now (art. 18)."""
    row = _held(organisation, number, by)
    row.state, row.changed_by = MatterState.DISCLOSED, by.post
    row.save(update_fields=["state", "changed_by"])
    _record("matter.disclosed", row, organisation, reason, by)
    return row


def remind(on: date, *, by: Actor) -> int:
    """Record each matter whose day of re-assessment has come, once; returns how many.

    Who must be told follows these entries. At most 200 in one transaction.
    """
    waiting = WithheldMatter.objects.filter(state=MatterState.WITHHELD, reassess_on__lte=on)
    waiting = waiting.filter(Q(reminded_on=None) | ~Q(reminded_on=F("reassess_on")))
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), MAX_BATCH):
        with transaction.atomic():
            locked = WithheldMatter.objects.select_for_update(of=("self",)).select_related("organisation")
            rows = list(locked.filter(pk__in=keys[start : start + MAX_BATCH]).order_by("pk"))
            for row in rows:
                by.must(Duty.ITEMS, row.organisation.lineage)
                row.reminded_on = row.reassess_on
            WithheldMatter.objects.bulk_update(rows, ["reminded_on"])
            told = [(row, row.organisation.code) for row in rows]
            entries = [(_subject(row, code), queries.facts(row, code)) for row, code in told]
            record_many("matter.due", entries, by=by)
    return len(keys)


def _checked(new: NewMatter) -> NewMatter:
    try:
        return check(new)
    except BadMatter as wrong:
        raise RuleBroken(str(wrong)) from wrong


def _held(organisation: str, number: int, by: Actor) -> WithheldMatter:
    locked = WithheldMatter.objects.select_for_update(of=("self",)).select_related("organisation")
    row = locked.filter(organisation__code=organisation, number=number).first()
    if row is None:
        raise RuleBroken(f"清单上没有第 {number} 号事项，请刷新")
    by.must(Duty.ITEMS, row.organisation.lineage)
    if row.state != MatterState.WITHHELD:
        raise RuleBroken("该事项已转为公开，可能已由他人处理，请刷新")
    return row


def _record(kind: str, row: WithheldMatter, organisation: str, reason: str, by: Actor) -> None:
    reason = reason.strip()
    if not 0 < len(reason) <= MAX_REASON or "\0" in reason:
        raise RuleBroken(f"请写明评估结论和理由（1 至 {MAX_REASON} 字）")
    facts = queries.facts(row, organisation) | {"reason_digest": reason_digest(reason)}
    record(kind, _subject(row, organisation), by=by, **facts)


def _subject(row: WithheldMatter, organisation: str) -> str:
    return f"matter/{organisation}/{row.number}"

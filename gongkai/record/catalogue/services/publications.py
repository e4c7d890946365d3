"""Publishing, publishing anew, and how a publication ends.

One call, one transaction, one ledger entry per publication changed. Everything that can be computed
without the database is computed before the write lock is taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Publication, Version
from ..queries import publications as reads
from ..rules import MAX_BATCH, Draft, RuleBroken, Status, Unpublishable, endings, validity
from ..rules.content import Prepared, prepare
from ..rules.drafts import unpack
from ..rules.endings import Ending
from . import attached, closing, dues, entries, links, placements, rows, serials


def publish(draft: Draft | Prepared, *, by: Actor) -> Publication:
    """Make one draft public (see ``publish_many``)."""
    return publish_many([draft], by=by)[0]


def publish_many(drafts: Sequence[Draft | Prepared], *, by: Actor) -> list[Publication]:
    """Make up to 200 drafts public in one transaction; publications in the order of the drafts.

    Needs the publish duty at each publisher. Nothing is published when it raises: Unpublishable for a draft
    that ``rules.content.check`` objects to, an unknown publisher, an unknown or closed channel, an item that
    is not in the publisher's catalogue; NotAllowed.
    """
    items = _prepared(drafts)
    if not items:
        return []
    publishers = orgs.by_codes(item.draft.publisher for item in items)
    for code in sorted({item.draft.publisher for item in items}):
        if code not in publishers:
            raise Unpublishable(f"发布机构 {code!r} 不存在，请先设立机构或检查机构代码")
        by.must(Duty.PUBLISH, publishers[code].lineage)
    channels = placements.open_channels((code for item in items for code in placements.wanted(item)), by)
    slots = [
        (publishers[i.draft.publisher].pk, i.draft.publisher, _year(i.draft.published_at)) for i in items
    ]
    now = timezone.now()
    made = [rows.publication(item, publishers[item.draft.publisher].pk, now) for item in items]
    pairs = list(zip(items, made, strict=True))
    dues.hang(pairs, {body.pk: body for body in publishers.values()})
    versions = [rows.version(item, row, now) for item, row in pairs]
    named, old, placed = links.relations(pairs), links.aliases(pairs), placements.rows_of(pairs, channels)
    with transaction.atomic():
        for row, identifier in zip(made, serials.reserve(slots), strict=True):
            row.identifier, row.path = identifier, rows.path(identifier)
        Publication.objects.bulk_create(made)
        rows.seal(pairs, versions)
        Version.objects.bulk_create(versions)
        placements.save(placed)
        attached.save(pairs)
        linked = links.link(pairs, named, old)
        standing = placements.new_standings(pairs, channels)
        codes = {row.pk: item.draft.publisher for item, row in pairs}
        entries.record_made("publication.published", made, versions, standing, codes, linked, by=by, at=now)
    return made


def republish(identifier: str, draft: Draft | Prepared, *, note: str, by: Actor) -> Publication:
    """Publish a new version with a public change note (see ``republish_many``)."""
    return republish_many([(identifier, draft)], note=note, by=by)[0]


def republish_many(
    items: Sequence[tuple[str, Draft | Prepared]], *, note: str, by: Actor
) -> list[Publication]:
    """Give up to 200 publications a new version each; ``note`` is the public change note.

    Publisher, identifier and address stay; channels are added, never taken away; relations that were only
    found are read anew, those that a person decided stay. Raises RuleBroken for a publication that is not
    public or twice in the list, Publication.DoesNotExist for an unknown one.
    """
    return _renew(items, Status.PUBLISHED, note=note, by=by)


def restore(identifier: str, draft: Draft | Prepared | None = None, *, note: str, by: Actor) -> Publication:
    """Publish a withdrawn publication anew, as a new version with a public note.

    Without a draft as it last stood, in those of its channels that are still open. Raises RuleBroken unless
    it is withdrawn: what was removed by law is gone, and what was taken down is decided on in its review.
    """
    row = reads.get(identifier)
    if row is None or row.status != Status.WITHDRAWN:
        raise RuleBroken(f"{identifier} 不在已撤回状态，不能恢复；依法删除的内容不能恢复")
    if draft is None:
        last = reads.current(row)
        draft = unpack(reads.metadata(last), html=last.html, text=last.text)
        draft = replace(draft, channels=placements.still_open(draft.channels))
    return _renew([(identifier, draft)], Status.WITHDRAWN, note=note, by=by)[0]


def _renew(
    items: Sequence[tuple[str, Draft | Prepared]], status: Status, *, note: str, by: Actor
) -> list[Publication]:
    """New versions of publications that have that status; they are public afterwards."""
    if not note.strip():
        raise Unpublishable("缺少更新说明，请写明改了什么")
    if not items:
        return []
    prepared = _prepared([draft for _, draft in items], note)
    anew = (
        status != Status.PUBLISHED
    )  # stands nowhere any more: where its draft names no channel, by its kind
    wanted = [identifier for identifier, _ in items]
    named = (placements.wanted(item) if anew else item.draft.channels for item in prepared)
    channels = placements.open_channels((code for codes in named for code in codes), by)
    now = timezone.now()
    with transaction.atomic():
        locked = {row.identifier: row for row in entries.locked(wanted)}
        was = {row.pk: row.kind for row in locked.values()}
        made = []
        for identifier, item in zip(wanted, prepared, strict=True):
            row = locked.pop(identifier, None)
            if row is None:
                raise RuleBroken(f"{identifier} 不存在，或在同一批中出现两次")
            by.must(Duty.PUBLISH, row.publisher.lineage)
            _must_stay(row, item, status)
            closing.reopen(row)
            row.version += 1
            for name, value in rows.columns(item).items():
                setattr(row, name, value)
            row.validity = rows.validity(row, now)
            made.append(row)
        pairs = list(zip(prepared, made, strict=True))
        dues.check(pairs)
        Publication.objects.bulk_create(
            made,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["version", "validity", *closing.ENDED, *rows.COLUMNS],
        )
        versions = [rows.version(item, row, now) for item, row in pairs]
        rows.seal(pairs, versions)
        Version.objects.bulk_create(versions)
        placements.save(
            placements.rows_of([pair for pair in pairs if anew or pair[0].draft.channels], channels)
        )
        placements.move(made)
        attached.save(pairs)
        lost = links.lost(made)
        linked = links.link(pairs, links.renewed(pairs), links.aliases(pairs))
        for source, target, kind in lost:
            linked.tie(source, target, kind)
        linked.affected |= links.affected_by(made)
        linked.tie_all(made)
        codes = {row.pk: row.publisher.code for row in made}
        standing = placements.standings(made)
        kind = "publication.republished"
        entries.record_made(kind, made, versions, standing, codes, linked, by=by, at=now, was=was)
    return made


def withdraw(
    identifier: str, *, reason: str, by: Actor, ending: Ending = Ending.WITHDRAWN, successor: str = ""
) -> Publication:
    """Take a publication back with its public ``reason``; no list has it any more, its versions stay.

    WITHDRAWN stays readable under its explanation; IN_ERROR is gone, or leads to its ``successor`` (an index
    or document number); CONSOLIDATED leads to what now holds it. What it repealed or amended is in force
    again. Raises RuleBroken unless it is public.
    """
    endings.check(ending, successor=bool(successor.strip()))
    return _end(identifier, ending, (Status.PUBLISHED,), reason=reason, successor=successor, by=by)


def remove(identifier: str, *, basis: str, by: Actor) -> Publication:
    """Delete a publication's content because the law demands it; ``basis`` is the public legal ground.

    A tombstone with index number, address and the versions' digests stays; nothing else does.
    """
    return _end(identifier, Ending.REMOVED, (Status.PUBLISHED, Status.WITHDRAWN), reason=basis, by=by)


def _end(
    identifier: str,
    ending: Ending,
    allowed: tuple[Status, ...],
    *,
    reason: str,
    successor: str = "",
    by: Actor,
) -> Publication:
    with transaction.atomic():
        row = entries.one(identifier, by)
        if row.status == Status.SUSPENDED:
            raise RuleBroken(f"{identifier} 已紧急下架，请在下架复核中决定恢复还是不再公开")
        if row.status not in allowed:
            raise RuleBroken(f"{identifier} 已经撤回或删除")
        closing.close(row, ending, reason=reason, successor=successor, by=by, at=timezone.now())
    return row


def expire_due(on: date, *, by: Actor) -> int:
    """Bring the validity of documents up to a day: expired, come into force, repealed or amended since.

    Returns how many changed; at most 200 in one transaction.
    """
    overtaken = list(entries.due(on).values_list("pk", flat=True))
    now, changed = timezone.now(), 0
    for start in range(0, len(overtaken), MAX_BATCH):
        with transaction.atomic():
            due = list(entries.held(entries.due(on).filter(pk__in=overtaken[start : start + MAX_BATCH])))
            for row in due:
                by.must(Duty.PUBLISH, row.publisher.lineage)
                row.validity = validity.on(row.kind, rows.dates(row), on)
            Publication.objects.bulk_update(due, ["validity"])
            entries.record_due(due, by=by, at=now)
        changed += len(due)
    return changed


def _prepared(drafts: Iterable[Draft | Prepared], note: str = "") -> list[Prepared]:
    items = []
    for draft in drafts:
        if isinstance(draft, Draft):
            draft = prepare(draft, note=note)
        items.append(draft if draft.note == note else prepare(draft.draft, note=note))
    if len(items) > MAX_BATCH:
        raise RuleBroken(f"一次最多处理 {MAX_BATCH} 条，请分批")
    return items


def _must_stay(row: Publication, item: Prepared, status: Status) -> None:
    if row.status != status:
        raise RuleBroken(f"{row.identifier} 现为“{Status(row.status).label}”，不能这样更新")
    if row.publisher.code != item.draft.publisher:
        raise RuleBroken(f"{row.identifier} 的发布机构不能改变，请由原机构撤回后另行发布")


def _year(instant: datetime) -> int:
    return timezone.localtime(instant).year

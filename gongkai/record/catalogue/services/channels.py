"""Opening, changing and closing channels, and placing publications in them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record, record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Channel, Placement, Publication
from ..rules import RuleBroken, Status
from ..rules.channels import DEFAULTS, NewChannel
from . import placements, rows

CHANGEABLE = frozenset({"name", "english_name", "description", "update_days", "position"})


def open_channel(new: NewChannel, *, by: Actor) -> Channel:
    """Open one channel (see ``open_channels``)."""
    return open_channels([new], by=by)[0]


@transaction.atomic
def open_channels(new: Sequence[NewChannel], *, by: Actor) -> list[Channel]:
    """Open channels; owners default to the root. Needs the channels duty at each owner.

    Raises RuleBroken for a code in use and for an owner or parent that is not here.
    """
    root = orgs.root()
    owners = orgs.by_codes(item.owner for item in new)
    parents = {item.parent for item in new if item.parent}
    known = {row.code: row for row in Channel.objects.filter(code__in=parents | {item.code for item in new})}
    opened = []
    for item in new:
        owner = owners.get(item.owner) if item.owner else root
        if owner is None:
            raise RuleBroken(f"机构 {item.owner!r} 不存在，请先设立机构")
        by.must(Duty.CHANNELS, owner.lineage)
        if item.code in known:
            raise RuleBroken(f"栏目代码 {item.code!r} 已被使用")
        if item.parent and item.parent not in known:
            raise RuleBroken(f"上级栏目 {item.parent!r} 不存在，请先开设")
        row = Channel(
            code=item.code,
            name=item.name,
            english_name=item.english_name,
            description=item.description,
            type=item.type,
            site=item.site,
            owner_id=owner.pk,
            parent=known.get(item.parent),
            update_days=item.update_days,
            position=item.position,
        )
        row.save(force_insert=True)
        known[item.code] = row
        opened.append(row)
    codes = {row.owner_id: row.owner.code for row in opened}
    record_many("channel.opened", [(_subject(row), facts(row, codes[row.owner_id])) for row in opened], by=by)
    return opened


@transaction.atomic
def ensure_defaults(*, by: Actor) -> int:
    """Open the default channels that are not here yet, for the root; returns how many were opened."""
    here = set(Channel.objects.values_list("code", flat=True))
    missing = [replace(item, owner=orgs.root().code) for item in DEFAULTS if item.code not in here]
    return len(open_channels(missing, by=by)) if missing else 0


@transaction.atomic
def change_channel(code: str, /, *, by: Actor, **columns: str | int | None) -> Channel:
    """Change name, English name, description, update duty or position of a channel."""
    row = _locked(code, by)
    if wrong := set(columns) - CHANGEABLE:
        raise RuleBroken(f"不能修改 {'、'.join(sorted(wrong))}，请关闭后另行开设")
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    record("channel.changed", _subject(row), by=by, **facts(row, row.owner.code))
    return row


@transaction.atomic
def close_channel(code: str, *, by: Actor, closed_on: date | None = None) -> Channel:
    """Close a channel from a day on (default today); what stands in it stays."""
    row = _locked(code, by)
    if row.closed_on:
        raise RuleBroken(f"栏目“{row.name}”已经关闭")
    row.closed_on = closed_on or timezone.localdate()
    row.save(update_fields=["closed_on"])
    record("channel.closed", _subject(row), by=by, **facts(row, row.owner.code))
    return row


@transaction.atomic
def place(identifier: str, channel_code: str, *, by: Actor) -> None:
    """Show a publication in one more channel; the channel's owner decides (channels duty there)."""
    channel, row = _pair(identifier, channel_code, by)
    if channel.closed_on or row.status != Status.PUBLISHED:
        raise RuleBroken("栏目已关闭，或该信息已撤回、删除，不能放入栏目")
    _, created = Placement.objects.get_or_create(
        publication=row, channel=channel, defaults={"published_at": row.published_at}
    )
    if not created:
        raise RuleBroken(f"{identifier} 已在栏目“{channel.name}”中")
    _record("publication.placed", row, channel, by)


@transaction.atomic
def unplace(identifier: str, channel_code: str, *, by: Actor) -> None:
    """Take a publication out of a channel; its page and its other channels stay."""
    channel, row = _pair(identifier, channel_code, by)
    if not Placement.objects.filter(publication=row, channel=channel).delete()[0]:
        raise RuleBroken(f"{identifier} 不在栏目“{channel.name}”中")
    _record("publication.unplaced", row, channel, by)


def facts(row: Channel, owner: str) -> dict[str, Any]:
    """Every column of a channel: what ``gongkai verify`` compares the row with."""
    return {
        "code": row.code,
        "name": row.name,
        "english_name": row.english_name,
        "description": row.description,
        "type": str(row.type),
        "site": row.site,
        "owner": owner,
        "parent": row.parent.code if row.parent else "",
        "update_days": row.update_days,
        "position": row.position,
        "closed_on": row.closed_on.isoformat() if row.closed_on else "",
    }


def _record(kind: str, row: Publication, channel: Channel, by: Actor) -> None:
    """``channels`` names only the one that changed; the publication's other pages do not."""
    standing = placements.Standing()
    standing.add(channel)
    facts_of = rows.facts(row, row.publisher.code) | standing.facts()
    record_many(kind, [(row.identifier, facts_of)], by=by)


def _subject(row: Channel) -> str:
    return f"channel/{row.code}"


def _locked(code: str, by: Actor) -> Channel:
    row = Channel.objects.select_for_update(of=("self",)).select_related("owner", "parent").get(code=code)
    by.must(Duty.CHANNELS, row.owner.lineage)
    return row


def _pair(identifier: str, channel_code: str, by: Actor) -> tuple[Channel, Publication]:
    channel = Channel.objects.select_related("owner").get(code=channel_code)
    by.must(Duty.CHANNELS, channel.owner.lineage)
    locked = Publication.objects.select_for_update(of=("self",), no_key=True).select_related("publisher")
    return channel, locked.get(identifier=identifier)

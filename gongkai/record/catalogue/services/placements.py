"""Where publications stand: rows of channels, and the codes that ledger entries name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Channel, Placement, Publication
from ..rules import ChannelType, Unpublishable, default_channel
from ..rules.content import Prepared


@dataclass(slots=True)
class Standing:
    """The channels of one publication, and the organisations whose pages show it besides its publisher's."""

    channels: set[str] = field(default_factory=set)
    shown_by: set[str] = field(default_factory=set)

    def facts(self) -> dict[str, Any]:
        known: dict[str, Any] = {"channels": sorted(self.channels)}
        if self.shown_by:
            known["shown_by"] = sorted(self.shown_by)
        return known

    def add(self, channel: Channel) -> None:
        self.channels.add(channel.code)
        if channel.type == ChannelType.ORGANISATION:
            self.shown_by.add(channel.owner.code)


def wanted(item: Prepared) -> tuple[str, ...]:
    """Channel codes of a draft, or the default one of its kind."""
    return item.draft.channels or (default_channel(item.draft.kind),)


def open_channels(codes: Iterable[str], by: Actor) -> dict[str, Channel]:
    """Open channels by code. Raises Unpublishable for unknown and closed ones.

    Another organisation's own page is its own decision: it needs the channels duty there.
    """
    codes = set(codes)
    found = {row.code: row for row in Channel.objects.select_related("owner").filter(code__in=codes)}
    for code in sorted(codes):
        channel = found.get(code)
        if channel is None:
            raise Unpublishable(f"栏目 {code!r} 不存在，请先开设该栏目（新库请先运行 gongkai migrate）")
        if channel.closed_on:
            raise Unpublishable(f"栏目“{channel.name}”已关闭，请改用其他栏目")
        if channel.type == ChannelType.ORGANISATION:
            by.must(Duty.CHANNELS, channel.owner.lineage)
    return found


def still_open(codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the channels that are not closed, in their order."""
    wanted = list(codes)
    kept = set(Channel.objects.filter(code__in=wanted, closed_on=None).values_list("code", flat=True))
    return tuple(code for code in wanted if code in kept)


def rows_of(pairs: Sequence[tuple[Prepared, Publication]], open_: dict[str, Channel]) -> list[Placement]:
    """Rows for every channel that the drafts name, not yet saved."""
    return [
        Placement(publication=row, channel=open_[code], published_at=row.published_at)
        for item, row in pairs
        for code in dict.fromkeys(wanted(item))
    ]


def save(placements: list[Placement]) -> None:
    """Save placements; those already there stay."""
    Placement.objects.bulk_create(
        placements,
        update_conflicts=True,
        unique_fields=["publication", "channel"],
        update_fields=["published_at"],
    )


def standings(rows: Iterable[Publication]) -> dict[int, Standing]:
    """Where publications stand now, by primary key."""
    found = {row.pk: Standing() for row in rows}
    stood = Placement.objects.filter(publication__in=found).select_related("channel__owner")
    for placement in stood:
        found[placement.publication_id].add(placement.channel)
    return found


def new_standings(
    pairs: Sequence[tuple[Prepared, Publication]], open_: dict[str, Channel]
) -> dict[int, Standing]:
    """The same for publications that have just been placed for the first time, without a query."""
    found = {}
    for item, row in pairs:
        found[row.pk] = Standing()
        for code in wanted(item):
            found[row.pk].add(open_[code])
    return found


def move(rows: Sequence[Publication]) -> None:
    """Give the placements the times of publications whose time may have changed."""
    times = {row.pk: row.published_at for row in rows}
    stale = [
        p
        for p in Placement.objects.filter(publication__in=times)
        if p.published_at != times[p.publication_id]
    ]
    for placement in stale:
        placement.published_at = times[placement.publication_id]
    Placement.objects.bulk_update(stale, ["published_at"])


def clear(row: Publication) -> None:
    """Take a publication out of every channel."""
    Placement.objects.filter(publication=row).delete()

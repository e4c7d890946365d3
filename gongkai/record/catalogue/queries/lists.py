"""Lists of publications in keyset pages: a cursor names the last row seen, never an offset."""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from gongkai.ground.orgs import queries as orgs

from ..models import Channel, Placement, Publication
from ..rules import ChannelType, Status


@dataclass(frozen=True, slots=True)
class Page:
    """Items of one page and the cursor of the next; ``next`` is None on the last page."""

    items: list[Any]
    next: str | None


def cursor(at: datetime, pk: int) -> str:
    """An opaque cursor standing after a row."""
    text = json.dumps([at.isoformat(), pk], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def position(text: str) -> tuple[datetime, int]:
    """Where a cursor stands. Raises ValueError for anything that ``cursor`` did not write."""
    try:
        at, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not isinstance(pk, int) or not 0 <= pk < 2**63:
            raise ValueError(text)
        moment = moment.astimezone(UTC)  # what no calendar in UTC holds, no database holds either
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError) as broken:
        raise ValueError("翻页参数无效，请从第一页开始") from broken
    return moment, pk


def latest(
    *,
    kind: str | None = None,
    publisher: str | None = None,
    channel: str | None = None,
    mandatory_item: str | None = None,
    item: str | None = None,
    before: str | None = None,
    limit: int = 20,
) -> Page:
    """Public items, newest first, in at most three statements. Raises ValueError for a bad cursor.

    ``mandatory_item`` is an article's, ``item`` also one of the publisher's own. Publisher and channel
    are looked up by themselves first, so that the database can weigh them.
    """
    given: dict[str, Any] = {"kind": kind, "mandatory_item": mandatory_item, "item": item}
    given = {name: value for name, value in given.items() if value}
    if publisher:
        organisation = orgs.by_code(publisher)
        if organisation is None:
            return Page([], None)
        given["publisher"] = organisation.pk
    if channel:
        place = Channel.objects.filter(code=channel).values_list("pk", flat=True).first()
        return _in_channels([place] if place else [], given, before, limit)
    rows = Publication.objects.select_related("publisher").filter(status=Status.PUBLISHED, **given)
    return page(rows.order_by("-published_at", "-id"), before, limit)


def count(*, most: int, **wanted: str | None) -> int:
    """How many public items ``latest`` lists under the same conditions; ``most`` + 1 when there are more.

    The database stops counting there, so that no page waits for hundreds of thousands of rows.
    """
    given = {name: value for name, value in wanted.items() if value}
    if code := given.pop("channel", None):
        at = Channel.objects.filter(code=code).values_list("pk", flat=True).first()
        here = {f"publication__{_column(name)}": value for name, value in given.items()}
        return Placement.objects.filter(channel=at, **here).order_by()[: most + 1].count()
    own = {_column(name): value for name, value in given.items()}
    return Publication.objects.filter(status=Status.PUBLISHED, **own).order_by()[: most + 1].count()


def _column(name: str) -> str:
    return "publisher__code" if name == "publisher" else name


def page(rows: QuerySet[Publication], before: str | None, limit: int) -> Page:
    """A page of rows already ordered by (-published_at, -id)."""
    if before:
        at, pk = position(before)
        rows = rows.filter(published_at__lte=at).filter(Q(published_at__lt=at) | Q(id__lt=pk))
    items = list(rows[: limit + 1])
    more = len(items) > limit
    items = items[:limit]
    return Page(items, cursor(items[-1].published_at, items[-1].pk) if more else None)


def _in_channels(places: Sequence[int], given: dict[str, Any], before: str | None, limit: int) -> Page:
    """Only public items are placed, so that the index of placements gives one channel's page by itself."""
    rows = (
        Placement.objects.filter(channel__in=places)
        if len(places) > 1
        else Placement.objects.filter(channel=next(iter(places), None))
    )
    rows = rows.filter(**{f"publication__{name}": value for name, value in given.items()})
    if before:
        at, pk = position(before)
        rows = rows.filter(published_at__lte=at).filter(Q(published_at__lt=at) | Q(publication__lt=pk))
    rows = rows.select_related("publication__publisher").order_by("-published_at", "-publication_id")
    found = {row.publication_id: row.publication for row in rows[: (limit + 1) * max(1, len(places))]}
    items = list(found.values())[:limit]
    return Page(items, cursor(items[-1].published_at, items[-1].pk) if len(found) > limit else None)


def in_channel(organisation: Any, channel: Any, *, before: str | None = None, limit: int = 20) -> Page:
    """What an organisation (its row) published in a channel (its row), newest first, in one statement."""
    return _in_channels([channel.pk], {"publisher": organisation.pk}, before, limit)


def shown_by(organisation: Any, *, before: str | None = None, limit: int = 20) -> Page:
    """What an organisation's page shows, newest first: its own, and what stands in its own channels.

    A street shows the city's notice; the notice keeps its one owner and address. At most three statements,
    merged. Raises ValueError for a bad cursor.
    """
    rows = Publication.objects.filter(publisher=organisation.pk, status=Status.PUBLISHED)
    own = page(rows.select_related("publisher").order_by("-published_at", "-id"), before, limit)
    channels = Channel.objects.filter(owner=organisation.pk, type=ChannelType.ORGANISATION)
    places = list(channels.values_list("pk", flat=True))
    return merged([own, _in_channels(places, {}, before, limit)], limit) if places else own


def merged(parts: Sequence[Page], limit: int) -> Page:
    """One page from the first pages of several lists; what stands in more than one stands once."""
    rows = {row.pk: row for part in parts for row in part.items}
    items = sorted(rows.values(), key=lambda row: (row.published_at, row.pk), reverse=True)
    more = len(items) > limit or any(part.next for part in parts)
    items = items[:limit]
    return Page(items, cursor(items[-1].published_at, items[-1].pk) if more else None)


def today_by_publisher(now: datetime) -> dict[str, int]:
    """How many items each organisation published since local midnight, most first."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Publication.objects.filter(
        status=Status.PUBLISHED, migrated=False, published_at__gte=midnight, published_at__lte=now
    )
    counted = today.values("publisher__code").annotate(n=Count("pk")).order_by("-n", "publisher__code")
    return {row["publisher__code"]: row["n"] for row in counted}


def counts() -> dict[str, int]:
    """How many public items stand in each channel, by channel code."""
    counted = Placement.objects.values("channel").annotate(n=Count("pk")).order_by()
    codes = dict(Channel.objects.values_list("pk", "code"))
    return {codes[row["channel"]]: row["n"] for row in counted}


def last_published(codes: Iterable[str] | None = None) -> dict[str, datetime]:
    """When each channel (of ``codes``, or all) last got an item; blank channels are absent.

    One look into the index for each channel, in one statement: grouping would read every placement.
    """
    newest = Placement.objects.filter(channel=OuterRef("pk")).order_by("-published_at", "-publication")
    rows = Channel.objects.annotate(last=Subquery(newest.values("published_at")[:1])).order_by()
    rows = rows if codes is None else rows.filter(code__in=list(codes))
    return {code: at for code, at in rows.values_list("code", "last") if at is not None}


def home(channels: Sequence[str], limit: int = 8) -> dict[str, list[Publication]]:
    """The newest items of several channels: one statement for each and one more."""
    places = dict(Channel.objects.filter(code__in=channels).values_list("code", "pk"))
    wanted = {code: [places[code]] if code in places else [] for code in channels}
    return {code: _in_channels(place, {}, None, limit).items for code, place in wanted.items()}


def public(identifiers: Iterable[str]) -> set[str]:
    """Those of the index numbers that are public now, in one statement; none for no identifiers.

    The status is looked at here: asked in the statement, it tempts SQLite to read everything public.
    """
    wanted = list(identifiers)
    if not wanted:
        return set()
    rows = Publication.objects.filter(identifier__in=wanted).values_list("identifier", "status")
    return {identifier for identifier, status in rows if status == Status.PUBLISHED}


def by_identifiers(identifiers: Iterable[str]) -> dict[str, Publication]:
    """Public items by index number, in one statement; those that are not public are absent."""
    rows = Publication.objects.select_related("publisher").filter(identifier__in=list(identifiers))
    return {row.identifier: row for row in rows if row.status == Status.PUBLISHED}


def between(organisation: Any, first: date, last: date, limit: int) -> list[Publication]:
    """What an organisation published from a day to a day, both included, newest first, at most ``limit``."""
    since = timezone.make_aware(datetime.combine(first, time()))
    until = timezone.make_aware(datetime.combine(last, time())) + timedelta(days=1)
    rows = Publication.objects.filter(publisher=organisation.pk, status=Status.PUBLISHED)
    rows = rows.filter(published_at__gte=since, published_at__lt=until).select_related("publisher")
    return list(rows.order_by("-published_at", "-id")[:limit])

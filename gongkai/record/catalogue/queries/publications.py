"""One publication: its versions, relations, old addresses, and which one a number means."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from gongkai.ground.language.rules import numbers
from gongkai.record.editorial.rules.checks.subject import Numbers

from ..models import Alias, Publication, Relation, Version
from ..rules import Kind, RelationKind, RelationState, Status, Validity
from ..rules.content import address, local_part
from ..rules.endings import named
from ..rules.validity import Dates, on


def get(identifier: str) -> Publication | None:
    """The publication of an index number, whatever its status (a withdrawn one explains itself)."""
    return Publication.objects.select_related("publisher", "successor").filter(identifier=identifier).first()


def removed() -> QuerySet[Publication]:
    """What the law removed: a tombstone each."""
    return Publication.objects.filter(status=Status.REMOVED)


def current(publication: Publication) -> Version:
    """The version that is public now."""
    return Version.objects.get(publication=publication, number=publication.version)


def versions(publication: Publication) -> list[Version]:
    """Every version, newest first, without the bodies (they load when read)."""
    return list(Version.objects.filter(publication=publication).defer("html", "text").order_by("-number"))


def version(publication: Publication, number: int) -> Version | None:
    """One version by its number."""
    return Version.objects.filter(publication=publication, number=number).first()


def currents(publications: Iterable[Publication]) -> dict[int, Version]:
    """The current version of each, by the publication's primary key, in one statement without the bodies."""
    keys = [row.pk for row in publications]
    rows = Version.objects.filter(publication__in=keys, number=F("publication__version"))
    return {row.publication_id: row for row in rows.defer("metadata", "html", "text")} if keys else {}


def metadata(version: Version) -> dict[str, Any]:
    """A version's metadata as plain values (dates as ISO text); {} when purged by law."""
    return dict(json.loads(version.metadata)) if version.metadata else {}


def by_number(text: str) -> list[Publication]:
    """Publications with a document number, in any spelling, or an index number; newest first, at most 50.

    Those that were removed by law or are taken down are not known by their number.
    """
    key = numbers.key(text)
    rows = Publication.objects.select_related("publisher")
    found = list(rows.filter(number_key=key).order_by("-published_at", "-id")[:50]) if key else []
    found = found or list(rows.filter(identifier=text.strip()))
    return [row for row in found if named(row.status)]


def relations(publication: Publication) -> list[Relation]:
    """Relations from this publication that nobody rejected, by kind."""
    own = Relation.objects.filter(source=publication).exclude(state=RelationState.REJECTED)
    return list(own.select_related("target", "target__publisher").order_by("kind", "id"))


def inverse(publication: Publication, limit: int = 100) -> list[Relation]:
    """Relations from others to this publication, newest source first; withdrawn sources are left out."""
    return list(_inverse(publication).order_by("-source__published_at", "-source__id")[:limit])


def _inverse(publication: Publication) -> QuerySet[Relation]:
    others = Relation.objects.filter(target=publication, source__status=Status.PUBLISHED)
    return others.exclude(state=RelationState.REJECTED).select_related("source", "source__publisher")


def validity_on(publication: Publication, day: date) -> str:
    """The Validity of a document on any day; "" before it was made or published, and for other kinds."""
    row = publication
    known = row.effective_on, row.expires_on, row.repealed_on, row.amended_on, row.lapsed_on
    return on(row.kind, Dates(*known, since=existed_on(row)), day)


def existed_on(publication: Publication) -> date:
    """The first day of a document: made, or published where that came first or stands alone."""
    published_on = timezone.localdate(publication.published_at)
    return min(publication.made_on or published_on, published_on)


def alias(url: str) -> Publication | None:
    """The publication that had this old address; without the old host when only one has that path."""
    key = address(url)
    rows = Alias.objects.select_related("publication")
    if found := rows.filter(url=key).first():
        return found.publication
    local = local_part(key)
    same = list(rows.filter(local=local)[:2]) if local not in ("", "/") else []
    return same[0].publication if len(same) == 1 else None


def changed(publications: Iterable[Publication]) -> dict[int, datetime]:
    """When the current version came, by primary key, of those that have more than one."""
    keys = [row.pk for row in publications if row.version > 1]
    if not keys:
        return {}
    rows = Version.objects.filter(publication__in=keys, number=F("publication__version"))
    return dict(rows.values_list("publication", "at"))


def by_numbers(keys: Iterable[str]) -> dict[str, Publication]:
    """Public items by document number key (``numbers.key``), in one statement; documents go first."""
    rows = Publication.objects.select_related("publisher").filter(number_key__in=set(keys))
    public = [row for row in rows if row.status == Status.PUBLISHED]
    found: dict[str, Publication] = {}
    for row in sorted(public, key=lambda row: (row.kind != Kind.DOCUMENT, row.pk)):
        found.setdefault(row.number_key, row)
    return found


def interpretation_counts(keys: Iterable[int]) -> dict[int, int]:
    """How many public interpretations each publication (primary key) has; those without are absent."""
    rows = Relation.objects.filter(target__in=set(keys), kind=RelationKind.INTERPRETS).order_by()
    seen = rows.exclude(state=RelationState.REJECTED).values_list("target", "source__status")
    return dict(Counter(target for target, status in seen if status == Status.PUBLISHED))


def last_serial(prefix: str, year: int) -> int:
    """The highest serial of a series of document numbers (代字 and year) that is public; 0 without any."""
    begin = numbers.key(f"{prefix}〔{year}〕1号").removesuffix("1号")
    series = Publication.objects.filter(number_key__gte=begin, number_key__lt=begin + "\uffff")
    keys = series.values_list("number_key", flat=True)
    serials = (key.removeprefix(begin).removesuffix("号") for key in keys)
    return max((int(serial) for serial in serials if serial.isdigit()), default=0)


def cited(keys: Mapping[str, str]) -> Numbers:
    """What the record knows of numbers that a text cites (key → as written): the public ones, what became
    of those that ended, and the series (代字) of which any number is public here."""
    rows = Publication.objects.filter(number_key__in=list(keys))
    held: dict[str, set[str]] = {}
    for key, kind, status, validity in rows.values_list("number_key", "kind", "status", "validity"):
        if status == Status.PUBLISHED and kind == Kind.DOCUMENT:
            held.setdefault(key, set()).add(validity)
    ended = {Validity.REPEALED, Validity.EXPIRED}
    repealed = {
        key: "、".join(sorted(Validity(one).label for one in known))
        for key, known in held.items()
        if known <= ended
    }
    series = {
        (parsed.prefix, parsed.year)
        for key, written in keys.items()
        if key not in held and (parsed := numbers.parse(written)).readable and parsed.year
    }
    complete = {prefix for prefix, year in series if prefix and last_serial(prefix, year)}
    return Numbers(frozenset(held), repealed, frozenset(complete))

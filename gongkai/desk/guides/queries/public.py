"""The guides that the public reads now: by event of life, by organisation, by whom they serve, by words."""

from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import Count, Q, QuerySet

from gongkai.record.catalogue.rules import Status

from ..models import PublicEvent, PublicGuide
from ..rules.shape import Serves, Shape, unpack

COLUMNS = {Serves.PERSON: "for_persons", Serves.ENTERPRISE: "for_enterprises"}
MAX_WORDS = 5  # of one search


@dataclass(frozen=True, slots=True)
class Counts:
    """How many guides there are, by what people look for."""

    whole: int
    serves: dict[str, int]
    events: dict[str, int]
    organisations: list[tuple[str, str, int]]


def public() -> QuerySet[PublicGuide]:
    rows = PublicGuide.objects.filter(publication__status=Status.PUBLISHED)
    return rows.select_related("publication", "organisation", "guide")


def listed(
    *,
    serves: str = "",
    event: str = "",
    organisation: str = "",
    words: str = "",
    begin: int = 0,
    limit: int = 50,
) -> tuple[list[PublicGuide], int]:
    """Guides by organisation and title, without their shapes' words, and how many there are in all."""
    rows = public()
    if serves in COLUMNS:
        rows = rows.filter(**{COLUMNS[Serves(serves)]: True})
    if event:
        rows = rows.filter(events__event=event)
    if organisation:
        rows = rows.filter(organisation__code=organisation)
    for word in words.split()[:MAX_WORDS]:
        rows = rows.filter(Q(words__icontains=word))
    count = rows.count()
    shown = rows.defer("words").order_by("organisation__lineage", "title", "pk")
    return list(shown[begin : begin + limit]), count


def of(identifier: str) -> PublicGuide | None:
    """The guide of a publication (index number), while it is public."""
    return public().filter(publication__identifier=identifier).first()


def counts() -> Counts:
    """Three statements."""
    rows = PublicGuide.objects.filter(publication__status=Status.PUBLISHED)
    whole = rows.aggregate(
        whole=Count("pk"), **{code: Count("pk", filter=Q(**{name: True})) for code, name in COLUMNS.items()}
    )
    events = PublicEvent.objects.filter(guide__publication__status=Status.PUBLISHED)
    by_event = dict(events.values_list("event").annotate(n=Count("pk")).order_by())
    owners = rows.values_list("organisation__code", "organisation__short_name").annotate(n=Count("pk"))
    return Counts(
        whole["whole"],
        {str(code): whole[code] for code in COLUMNS},
        by_event,
        list(owners.order_by("organisation__lineage")),
    )


def shape(guide: PublicGuide) -> Shape:
    return unpack(guide.shape)


def papers(guide: PublicGuide) -> list[dict[str, Any]]:
    """Its forms and samples, in the order of the publication's files: name, role, material, sha256."""
    found: list[dict[str, Any]] = orjson.loads(guide.papers)
    return found

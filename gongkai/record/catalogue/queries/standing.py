"""An organisation's standing pages: what they would say by the rows of today, and what is public of each."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Subquery
from django.utils import timezone

from ..models import Publication
from ..rules import Kind, RuleBroken, Status, items, standing
from ..rules.standing import Body, Line, Page
from ..rules.withholding import Ground
from . import items as lists
from . import withholding
from .columns import newest

COMPARED = 50  # pages of one kind among which an organisation's own is looked for
CARRIED = 200  # documents that one gazette issue begins with


def page(body: Any, kind: Kind, today: date) -> Page:
    """The page of an organisation (its row) as it should begin today; empty where rows know nothing of it.

    Raises RuleBroken where there is nothing to list.
    """
    if kind == Kind.CATALOGUE:
        return _catalogue(body)
    if kind == Kind.NEGATIVE_LIST:
        return standing.negative_list(body.name, _withheld(body.code))
    if kind == Kind.GUIDE:
        return standing.guide(_registered(body), items.binding(body.kind))
    if kind == Kind.LEADER:
        return standing.leaders(_registered(body))
    if kind == Kind.GAZETTE:
        return _issue(body, today)
    return Page(kind, "", "")


def present(body: Any, kind: Kind) -> Publication | None:
    """The one public page of this kind of an organisation (its row); None while there is none.

    A guide is that of the organisation whatever its title says (条例 art. 12).
    """
    rows, name = newest(body, kind, COMPARED), standing.NAMES[kind]
    own = next((row for row in rows if row.title.endswith(name)), None)
    return own or (rows[0] if rows and kind == Kind.GUIDE else None)


def newest_of_each(body: Any, kinds: Iterable[Kind]) -> dict[str, Publication]:
    """The newest public item of each kind of an organisation (its row), in one statement."""
    own = Publication.objects.filter(publisher=body.pk, status=Status.PUBLISHED)
    order = ("-published_at", "-id")
    each: list[Any] = [Subquery(own.filter(kind=kind).order_by(*order).values("pk")[:1]) for kind in kinds]
    return {row.kind: row for row in Publication.objects.filter(pk__in=each)}


def _catalogue(body: Any) -> Page:
    versions = lists.adopted(body.code)
    if not versions:
        raise RuleBroken("还没有采用的公开目录，请先提出并确认一版")
    on = timezone.localdate(versions[0].decided_at)
    return standing.catalogue(body.name, versions[0].number, on, lists.listed(versions[0]))


def _withheld(code: str) -> list[Line]:
    return [
        Line(
            row.number,
            row.title,
            row.scope,
            row.ground,
            Ground(row.ground).label,
            row.basis,
            row.decided_on,
            row.reassess_on,
        )
        for row in withholding.withheld(code)
    ]


def _registered(body: Any) -> Body:
    return Body(**{name: getattr(body, name) for name in Body.__dataclass_fields__})


def _issue(body: Any, today: date) -> Page:
    """The next issue of this year, with the policy documents that became public since the last one."""
    earlier = newest(body, Kind.GAZETTE, COMPARED)
    number = 1 + sum(timezone.localdate(row.published_at).year == today.year for row in earlier)
    since = earlier[0].published_at if earlier else None
    found = newest(body, Kind.DOCUMENT, CARRIED)
    documents = [
        (row.path, row.document_number, row.title, timezone.localdate(row.published_at))
        for row in reversed(found)
        if since is None or row.published_at > since
    ]
    return standing.issue(body.name, today.year, number, documents)

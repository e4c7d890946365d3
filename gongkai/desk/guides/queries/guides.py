"""Reads of guides for those who write them. The scope comes first: another organisation's is not there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from gongkai.ground.attachments.rules import MEDIA, Format
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, Scope
from gongkai.record.catalogue.rules import Link

from ..models import Guide, GuideFile
from ..rules.completeness import LACKING_KINDS
from ..rules.page import Paper
from ..rules.shape import Shape, unpack
from ..rules.states import State

MAX_KEY = 2**63  # what no database takes for a key
WAITING = Q(differing__gt=0) & ~Q(compared=F("item_digest"))


@dataclass(frozen=True, slots=True)
class Page:
    """``next`` is the cursor of the following page, None on the last."""

    items: list[Guide]
    next: str | None


def within(scope: Scope) -> QuerySet[Guide]:
    rows = Guide.objects.select_related("organisation", "publication", "drafter")
    return rows if "" in scope.lineages else rows.filter(organisation__in=orgs.below(scope))


def one(scope: Scope, key: int) -> Guide | None:
    """A guide in the scope; None outside it, so that the screen answers 404."""
    return within(scope).filter(pk=key).first() if 0 < key < MAX_KEY else None


def listed(
    scope: Scope,
    *,
    state: str = "",
    words: str = "",
    organisation: str = "",
    lacking: bool = False,
    differing: bool = False,
    before: str | None = None,
    limit: int = 30,
) -> Page:
    """Guides, the last changed first, by keyset; ``words`` part of a title or an implementation code.

    ``lacking`` those that lack four kinds of elements or more, ``differing`` those whose catalogue item
    nobody has compared yet. Raises ValueError for a cursor that is none of ours.
    """
    rows = within(scope).defer("shape", "item")
    rows = rows.filter(state=state) if state else rows.exclude(state=State.ABANDONED)
    if organisation:
        rows = rows.filter(organisation__code=organisation)
    if words := words.strip():
        rows = rows.filter(Q(title__icontains=words) | Q(code__istartswith=words))
    if lacking:
        rows = rows.filter(missing__gte=LACKING_KINDS)
    if differing:
        rows = rows.filter(WAITING)
    if before:
        at, _, pk = before.partition("_")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not 0 <= int(pk) < MAX_KEY:
            raise ValueError("翻页参数不正确，请从第一页重新查看")
        rows = rows.filter(Q(changed_at__lt=moment) | Q(changed_at=moment, pk__lt=int(pk)))
    found = list(rows.order_by("-changed_at", "-pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], f"{last.changed_at.isoformat()}_{last.pk}" if last else None)


def pending(actor: Actor, limit: int = 20) -> list[Guide]:
    """What this person has to go on with: drafts of their own, and approved guides to be published."""
    wanted = Q()
    if Duty.DRAFT in actor.duties and actor.person:
        wanted |= Q(state=State.DRAFTING, drafter=actor.person)
    if Duty.PUBLISH in actor.duties:
        wanted |= Q(state=State.APPROVED)
    if not wanted:
        return []
    return list(within(actor.scope).defer("shape", "item").filter(wanted).order_by("-changed_at")[:limit])


def shape(guide: Guide) -> Shape:
    """What the guide says now."""
    return unpack(guide.shape)


def item(guide: Guide) -> Shape | None:
    """What the provincial catalogue says of it; None where none was imported."""
    return unpack(guide.item) if guide.item else None


def to_compare(guide: Guide) -> bool:
    """Whether the catalogue differs and nobody has decided on it yet."""
    return bool(guide.differing) and guide.compared != guide.item_digest


def files(guide: Guide) -> list[GuideFile]:
    """Its files in the order that the public will see."""
    return list(GuideFile.objects.filter(guide=guide))


def papers(rows: Iterable[GuideFile]) -> list[Paper]:
    return [Paper(row.name, row.role, row.material) for row in rows]


def links(rows: Iterable[GuideFile]) -> tuple[Link, ...]:
    """Files as the record names them."""
    return tuple(Link(row.name, "", MEDIA[Format(row.format)], row.size, row.sha256) for row in rows)

"""An organisation's catalogue of mandatory items: the present one, earlier versions, items by code."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.periods import Due, NoDeadline
from gongkai.ground.orgs.rules import Scope

from ..models import DisclosureItem, ItemCatalogue
from ..rules import items, limits
from ..rules.item_lists import NAMES, CatalogueState, NewItem, load
from .staff import publishers


def present(organisation: str) -> list[DisclosureItem]:
    """The items in force of an organisation (code), in their order; [] without a catalogue."""
    return list(DisclosureItem.objects.filter(organisation__code=organisation, to_number=None))


def version(organisation: str, number: int) -> ItemCatalogue | None:
    rows = ItemCatalogue.objects.select_related("organisation")
    return rows.filter(organisation__code=organisation, number=number).first()


def versions(organisation: str) -> list[ItemCatalogue]:
    """Every version, newest first, without the words of a waiting one."""
    rows = ItemCatalogue.objects.filter(organisation__code=organisation).defer("proposal")
    return list(rows.order_by("-number"))


def adopted(organisation: str) -> list[ItemCatalogue]:
    """The versions that were in force, newest first."""
    return [row for row in versions(organisation) if row.state == CatalogueState.ADOPTED]


def listed(held: ItemCatalogue) -> list[NewItem]:
    """The list of a version: as proposed while it waits or was refused, else from the rows of its time."""
    if held.state != CatalogueState.ADOPTED:
        return load(held.proposal)
    rows = DisclosureItem.objects.filter(organisation=held.organisation_id, from_number__lte=held.number)
    rows = rows.filter(Q(to_number=None) | Q(to_number__gte=held.number)).order_by("position")
    return [new_item(row) for row in rows]


def before(held: ItemCatalogue) -> list[NewItem]:
    """The list that a version follows: that of the last one adopted before it; [] for the first."""
    earlier = ItemCatalogue.objects.filter(organisation=held.organisation_id, number__lt=held.number)
    last = earlier.filter(state=CatalogueState.ADOPTED).order_by("-number").first()
    return listed(last) if last else []


def new_item(row: DisclosureItem) -> NewItem:
    return NewItem(**{name: getattr(row, name) for name in NAMES})


def highest(organisation: str) -> dict[str, int]:
    """The last serial given out under each article, in any version."""
    found: dict[str, int] = {}
    codes = DisclosureItem.objects.filter(organisation__code=organisation).values_list("code", flat=True)
    waiting = ItemCatalogue.objects.filter(organisation__code=organisation).exclude(proposal="")
    proposed = [item.code for held in waiting for item in load(held.proposal)]
    for code in [*codes, *proposed]:
        article, _, serial = code.rpartition(".")
        found[article] = max(found.get(article, 0), int(serial))
    return found


def item(organisation: str, code: str) -> DisclosureItem | None:
    """An item as it stands, or as it stood last when it stands no more."""
    rows = DisclosureItem.objects.filter(organisation__code=organisation, code=code)
    return rows.order_by("-from_number").first()


def title(organisation: str, code: str) -> str:
    """What a publication's item is called: the organisation's own words, else the article's; "" unknown."""
    if items.own(code):
        found = item(organisation, code)
        return found.title if found else items.title(items.article(code))
    return items.title(code)


def by_codes(
    wanted: Iterable[tuple[int, str]], *, ever: bool = False
) -> dict[tuple[int, str], DisclosureItem]:
    """Items by (organisation key, code): those in force, with ``ever`` also those that were once."""
    pairs = set(wanted)
    if not pairs:
        return {}
    keys, codes = {key for key, _ in pairs}, {code for _, code in pairs}
    rows = DisclosureItem.objects.filter(organisation__in=keys, code__in=codes).order_by("from_number")
    found = {(row.organisation_id, row.code): row for row in rows if ever or row.to_number is None}
    return {pair: row for pair, row in found.items() if pair in pairs}


def suggested(organisation: str, kind: str, channels: Iterable[str] = ()) -> str:
    """The item on which a draft of this kind in these channels hangs when nobody says otherwise.

    The organisation's own item that names one of the channels; else its only item under the kind's article;
    else the article's.
    """
    article = items.KIND_ITEMS.get(kind, items.OTHER)  # type: ignore[call-overload]
    rows = present(organisation)
    named = set(channels)
    here = [row for row in rows if row.channel and row.channel in named]
    under = [row for row in rows if items.article(row.code) == article]
    both = [row for row in here if row in under]
    for some in (both, here, under):
        if len(some) == 1:
            return some[0].code
    return str(article)


def choices(organisation: str) -> list[tuple[str, str]]:
    """(code, words) of all that an organisation's draft may hang on: its own items, then the articles'."""
    own = [
        (row.code, f"{row.group} · {row.title}" if row.group else row.title) for row in present(organisation)
    ]
    return [*own, *((item.code, item.title) for item in items.ITEMS)]


def limit_words(code: str, on: date) -> str:
    """A limit's code in words, with the number in force on a day."""
    try:
        rule = deadlines.statute(code, on) if code in limits.RULES else None
    except KeyError:
        rule = None
    return limits.words(code, rule)


def waiting(scope: Scope) -> QuerySet[ItemCatalogue]:
    """Proposed versions in the scope, oldest first."""
    rows = ItemCatalogue.objects.filter(state=CatalogueState.PROPOSED).select_related("organisation")
    keys = publishers(scope)
    rows = rows if keys is None else rows.filter(organisation__in=keys)
    return rows.defer("proposal").order_by("proposed_at")


def due_on(
    organisation: str, kind: str, code: str, *, made_on: date | None, approved_on: date | None = None
) -> Due | None:
    """When something of this kind that hangs on an item is due to be public, with its derivation.

    The item's own limit counts; without one that of the kind, else art. 26 of the Regulation. None where the
    limit names no number, or its first day is not known yet.
    """
    held = item(organisation, code) if items.own(code) else None
    rule = held.limit_rule if held else limits.for_kind(kind)
    started = approved_on if limits.start(rule) == limits.Start.APPROVED and approved_on else made_on
    try:
        return limits.due_on(rule, started, deadlines.calendar(), deadlines.statute)
    except NoDeadline:
        return None

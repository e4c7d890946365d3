"""办事服务: guides by event of life, by whom they serve, by organisation, by words; and one guide to act by.

What stands here is drawn from the guides that are public now. A guide's page is for doing: what to bring as a
list to tick, telephones to call, the way to where it is done. Its registered text is its publication's page.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.desk.guides.queries import public as queries
from gongkai.desk.guides.rules.lives import LIST, Event
from gongkai.desk.guides.rules.shape import Channel, Serves, Shape
from gongkai.desk.guides.rules.states import Role
from gongkai.ground.language.rules import numbers
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import publications as catalogue

from . import document, opening, publications
from .fields import File, files
from .meta_tags import article, column
from .naming import called
from .page import Layout, absolute, answer, public, tagged
from .telephones import dialled

PAGE = 30
LAST = 1_000  # pages that can be asked for
FILTERS = ("serves", "event", "organisation")
MAX_WORDS = 60
STYLES = ("portal/document.css", "portal/guides.css")
CODE = re.compile(r"[0-9A-Za-z]{1,20}")
KIND_TAG = "kind:service_guide"


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to narrow the list: its words, how many, where it leads, whether it is chosen."""

    label: str
    count: int
    query: str
    chosen: bool


def event_name(event: Event) -> str:
    return event.english if get_language() == "en" else event.name


@public
def services(request: HttpRequest) -> HttpResponse:
    """Every public guide, narrowed by what is asked; before there is any, what can be done today."""
    counts = queries.counts()
    if not counts.whole:
        return opening.services(request)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    asked = {name: value if CODE.fullmatch(value) else "" for name, value in asked.items()}
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MAX_WORDS]
    text = request.GET.get("page", "1")
    page = int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 5 else 1
    page = max(1, min(page, LAST))
    narrowed = bool(words) or any(asked.values())
    rows, count = queries.listed(**asked, words=words, begin=(page - 1) * PAGE, limit=PAGE)
    title = _("办事服务")
    layout = Layout(
        title,
        "services",
        reverse("portal:services"),
        crumbs=[(_("首页"), reverse("portal:home")), (title, "")],
        meta=column(
            title, _("办事指南，按人生大事、按对象、按部门查"), [title, _("办事指南")], _("办事服务")
        ),
        styles=STYLES,
    )
    names = {code: name for code, name, _n in counts.organisations}
    known = asked | ({"q": words} if words else {})
    context = {
        "guides": [(row, queries.shape(row), publications.acted_by(row.publication)) for row in rows],
        "count": count,
        "whole": counts.whole,
        "words": words,
        "carried": [(name, value) for name, value in asked.items() if value],
        "narrowed": narrowed,
        "marks": marks(known, names),
        "serves": [
            (
                _(serves.label),
                Choice(_("全部"), counts.serves[serves], query(known, serves=serves, event=""), False),
                events(serves, counts.events, known),
            )
            for serves in Serves
            if counts.serves[serves]
        ],
        "bodies": [
            Choice(name, n, query(known, organisation=code), asked["organisation"] == code)
            for code, name, n in counts.organisations
        ],
        "page": page,
        "before": query(known, page=page - 1) if page > 1 else "",
        "following": query(known, page=page + 1) if page * PAGE < count and page < LAST else "",
    }
    kept = not words and (bool(rows) or not narrowed)  # made-up codes fill no store
    tags = [KIND_TAG, "organisations"] if kept else []
    return answer(
        request, "portal/guides.html", layout, context, tags=tags, reads="event organisation page serves q"
    )


def events(serves: Serves, counted: dict[str, int], known: dict[str, str]) -> list[Choice]:
    """The events of whom they serve under which something stands."""
    return [
        Choice(
            event_name(event),
            counted[event.code],
            query(known, serves=serves, event=event.code),
            known.get("event") == event.code,
        )
        for event in LIST
        if event.serves == serves and counted.get(event.code)
    ]


def query(known: dict[str, str], **changes: Any) -> str:
    """The query string with these changes; a change leads to the first page."""
    values = {name: value for name, value in (known | changes).items() if value and value != 1}
    return "?" + urlencode(values) if values else reverse("portal:services")


def marks(known: dict[str, str], names: dict[str, str]) -> list[tuple[str, str]]:
    """What is chosen, and the query without it."""
    labels = {
        "serves": {str(one): _(one.label) for one in Serves},
        "event": {event.code: event_name(event) for event in LIST},
        "organisation": names,
    }
    return [
        (labels[name].get(known[name], known[name]), query(known, **{name: ""}))
        for name in FILTERS
        if known.get(name)
    ]


@public
def guide(request: HttpRequest, org: str, year: int, serial: str) -> HttpResponse:
    """One guide; what is no longer public, or no guide, is told by its publication's page."""
    item = publications.found(org, year, serial)
    row = queries.of(item.identifier)
    if row is None:
        return tagged(HttpResponseRedirect(item.path), [f"publication:{item.identifier}"])
    shape, version = queries.shape(row), catalogue.current(item)
    facts = catalogue.metadata(version)
    cited = {numbers.key(one.number): one.number for one in shape.statutes if one.number}
    here = catalogue.by_numbers(sorted(key for key in cited if key))
    crumbs = [
        (_("首页"), reverse("portal:home")),
        (_("办事服务"), reverse("portal:services")),
        (called(item.publisher), f"{reverse('portal:services')}?organisation={org}"),
    ]
    layout = Layout(
        shape.title,
        "services",
        request.path,
        crumbs=crumbs,
        meta=article(
            shape.title,
            item.published_at,
            item.publisher.name,
            url=absolute(request.path),
            keywords=shape.themes,
            description=shape.summary or shape.conditions,
        ),
        styles=STYLES,
    )
    forms = papers(row, files(facts["attachments"], document.address(item, version)))
    context = {
        "publication": item,
        "version": version,
        "shape": shape,
        "facts": stated(shape),
        "materials": [
            (one, [paper for paper in forms if paper[2] == one.name and one.name]) for one in shape.materials
        ],
        "papers": [paper for paper in forms if paper[2] not in {one.name for one in shape.materials}],
        "statutes": [
            (one, here[key].path if (key := numbers.key(one.number)) in here else "")
            for one in shape.statutes
        ],
        "telephones": dialled(shape.telephones),
        "complaint": dialled(shape.complaint),
        "host": urlsplit(shape.online).hostname if shape.online else "",
        "changed": version.at,
        "demo": bool(orgs.demonstration()),
    }
    tags = publications.own_tags(item, here.values())
    return answer(request, "portal/guide.html", layout, context, tags=tags)


def papers(row: Any, listed: list[File]) -> list[tuple[File, str, str]]:
    """Each file with what it is and for which material it is; in the order of the publication's files."""
    labels = {str(role): _(role.label) for role in Role}
    told = queries.papers(row)
    return [
        (file, labels.get(one["role"], ""), one["material"]) for file, one in zip(listed, told, strict=False)
    ]


def stated(shape: Shape) -> list[tuple[str, str]]:
    """What one wants to know at a glance; what is not known is left out."""
    serves = "、".join(_(Serves(one).label) for one in shape.serves)
    ways = "、".join(_(Channel(one).label) for one in shape.channels)
    rows = [
        (_("服务对象"), serves),
        (_("怎么办"), ways),
        (_("多久办好"), shape.promised or shape.statutory),
        (_("法定时限"), shape.statutory if shape.promised else ""),
        (_("要跑几次"), shape.visits),
        (_("收费"), "\n".join(filter(None, (shape.fee, shape.fee_basis)))),
        (_("办成以后得到"), shape.result),
        (_("实施主体"), shape.authority),
        (_("事项类型"), shape.item_type),
        (_("实施编码"), shape.code),
    ]
    return [(label, words) for label, words in rows if words]

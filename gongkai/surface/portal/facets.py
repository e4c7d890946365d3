"""The facets of a search as links: each value adds or removes itself, so that no script is needed.

Written without templates: a page has a hundred of these links, and a search page is rendered for every query.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.record.catalogue.rules import items

from .listing import KINDS, VALIDITIES
from .naming import Names

FIELDS = ("kind", "publisher", "year", "validity", "subject_category", "mandatory_item", "channel")
SHOWN = {"publisher": 10, "mandatory_item": 4, "channel": 6}
SHOWN_OTHERWISE = 8
MORE = 20  # values behind "more"; a search narrows better than a longer list
KNOWN: Mapping[str, Container[str]] = {
    "kind": KINDS,
    "validity": VALIDITIES,
    "mandatory_item": items.BY_CODE,
}
CHOSEN = 20  # values of one facet that an address may ask for


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet. ``query`` is the address that toggles it."""

    label: str
    count: int | None
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: the values that stand open, and those behind "more"."""

    label: str
    shown: list[Choice]
    more: list[Choice]


def chosen(query: QueryDict, fields: Sequence[str] = FIELDS) -> dict[str, list[str]]:
    """The filters that an address asks for; repeats and what cannot be a value dropped."""
    wanted = {
        name: [value for value in dict.fromkeys(query.getlist(name)) if readable(name, value)]
        for name in fields
    }
    return {name: values[:CHOSEN] for name, values in wanted.items() if values}


def readable(field: str, value: str) -> bool:
    """Whether ``value`` can be one of a facet at all: a mistyped one narrows nothing and is no mark."""
    if field == "year":
        return len(value) == 4 and value.isascii() and value.isdecimal()
    return value in KNOWN[field] if field in KNOWN else bool(value)


def item_label(code: str) -> str:
    """A mandatory item as the law words it; the code itself when unknown."""
    title = items.title(code)
    return _(title) if title else code


def category_label(value: str) -> str:
    """A subject category as a path: 科技、教育 › 教育; sources write its steps with a backslash."""
    return " › ".join(filter(None, value.split("\\")))


def written(field: str, value: str, names: Names, year: str) -> str:
    """A facet's value as people read it; ``year`` is how a year is written."""
    match field:
        case "publisher":
            return names.bodies.get(value, value)
        case "channel":
            return _(names.channels[value]) if value in names.channels else value
        case "kind":
            return _(KINDS[value]) if value in KINDS else value
        case "validity":
            return _(VALIDITIES[value]) if value in VALIDITIES else value
        case "year":
            return year % {"year": value}
        case "mandatory_item":
            return item_label(value)
        case "subject_category":
            return category_label(value)
        case _other:
            return value


def titles() -> dict[str, str]:
    """What each facet is called."""
    return {
        "kind": _("种类"),
        "publisher": _("发布机构"),
        "year": _("年份"),
        "validity": _("效力"),
        "subject_category": _("主题分类"),
        "mandatory_item": _("法定公开事项"),
        "channel": _("栏目"),
    }


def facets(
    query: QueryDict,
    counts: Mapping[str, Sequence[tuple[str, int]]],
    names: Names,
    fields: Sequence[str] = FIELDS,
) -> tuple[list[Facet], list[Choice]]:
    """The facets to show, chosen values first, and the chosen values as marks to remove."""
    wanted, called, year = chosen(query, fields), titles(), _("%(year)s 年")
    shown, marks = [], []
    for field in fields:
        picked = wanted.get(field, [])
        limit = SHOWN.get(field, SHOWN_OTHERWISE)
        present = {value: count for value, count in counts.get(field, ()) if value}
        others = [value for value in present if value not in picked]
        others = (sorted(others, reverse=True) if field == "year" else others)[: limit + MORE]
        rest = remaining(query, field)
        choices = []
        for value in picked:
            left = urlencode([(field, other) for other in picked if other != value])
            choices.append(
                Choice(written(field, value, names, year), present.get(value), True, joined(rest, left))
            )
        marks += choices
        kept = joined(rest, urlencode([(field, value) for value in picked]))
        for value in others:
            address = joined(kept.removeprefix("?"), f"{field}={quote(value)}")
            choices.append(Choice(written(field, value, names, year), present[value], False, address))
        if len(choices) > 1 or picked:
            shown.append(Facet(called[field], choices[:limit], choices[limit:]))
    return shown, marks


def remaining(query: QueryDict, field: str) -> str:
    """The query without one field; paging restarts."""
    pairs = [
        (name, value) for name, values in query.lists() for value in values if name not in (field, "page")
    ]
    return urlencode(pairs)


def joined(*parts: str) -> str:
    return "?" + "&".join(filter(None, parts))


def panel(shown: Sequence[Facet]) -> SafeString:
    """The facets as headings and lists of links."""
    cancel = escape(_("取消"))
    out = []
    for facet in shown:
        out += [f"<h2>{escape(facet.label)}</h2>", listed(facet.shown, cancel)]
        if facet.more:
            more = escape(_("另外 %(n)s 项") % {"n": len(facet.more)})
            out.append(f"<details><summary>{more}</summary>{listed(facet.more, cancel)}</details>")
    return mark_safe("".join(out))  # every text and address above is escaped


def listed(choices: Sequence[Choice], cancel: str) -> str:
    return "<ul>" + "".join(link(choice, cancel) for choice in choices) + "</ul>"


def link(choice: Choice, cancel: str) -> str:
    current = ' aria-current="true"' if choice.chosen else ""
    count = cancel if choice.chosen else f"{choice.count or 0:,}"
    return (
        f'<li><a href="{escape(choice.query)}" rel="nofollow"{current}>'
        f'{escape(choice.label)}<span class="n num">{count}</span></a></li>'
    )

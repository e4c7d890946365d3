"""One record as its source says it, before anything is judged: what every adapter hands on.

Texts are as written; dates and numbers are read later (``drafting``), so that what cannot be read stays
visible.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from gongkai.record.catalogue.rules import Link

SURROGATE = re.compile("[\ud800-\udfff]")
TOO_DEEP = "网页标签一层套一层，超过可处理的深度，未读入；请另存为干净的网页后重试"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link the source itself states between two of its records, resolved after the run.

    The record ``source`` explains the record ``target`` (both source keys); one of them is the record
    that carries the pointer.
    """

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """``key`` is ``{adapter}:{id}``. At most one of ``html``, ``markdown`` and ``text`` is the body: the
    first that is not empty in this order. ``published`` and ``made`` are dates in any written form.

    ``interprets`` names what this record explains (number, address or title); ``hint`` is the site's own
    column or category; ``thin`` marks a record that only lists a document (index row, link pair).
    """

    key: str
    title: str = ""
    number: str = ""
    issuer: str = ""
    index_number: str = ""
    published: str = ""
    made: str = ""
    expires: str = ""
    effective: str = ""
    url: str = ""
    site: str = ""
    hint: str = ""
    subject: str = ""
    genre: str = ""
    keywords: str = ""
    summary: str = ""
    disclosure: str = ""
    validity: str = ""
    html: str = ""
    markdown: str = ""
    text: str = ""
    attachments: tuple[Link, ...] = ()
    interprets: tuple[tuple[str, str, str], ...] = ()
    pointers: tuple[Pointer, ...] = ()
    dated_by_file: str = ""
    thin: bool = False
    attach_only: bool = False
    flags: tuple[str, ...] = ()


class Unreadable(ValueError):
    """The record cannot become a publication; the message says why, in Chinese, for the report."""


def text_of(value: object) -> str:
    """A JSON value as text: None, NaN and empty lists are "", lists their first item, numbers their
    digits."""
    if value is None or value != value:
        return ""
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    if isinstance(value, bool | dict):
        return ""
    return str(value).replace("\x00", "").strip(" \t\r\n\u200b\ufeff\u3000\xa0")


def encodable(source: Source) -> Source:
    """Lone surrogates, which JSON can spell and no database can hold, become U+FFFD."""
    broken: dict[str, Any] = {
        name: value.encode("utf-8", "replace").decode()
        for name in source.__dataclass_fields__
        if isinstance(value := getattr(source, name), str) and SURROGATE.search(value)
    }
    return replace(source, **broken) if broken else source

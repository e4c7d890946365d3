"""One unit of input becomes one reading: a prepared draft with what was found in it, or the reason why not.

Runs in the parser processes: pure, and everything it takes and gives can be sent between processes.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from gongkai.ground.language.rules import markup, personal
from gongkai.ground.language.rules.dates import SHANGHAI
from gongkai.ground.language.rules.decoding import decode
from gongkai.record.catalogue.rules import Draft, Kind, RelationKind, Unpublishable
from gongkai.record.catalogue.rules.content import Prepared, prepare

from . import identity, shapes
from .adapters import answers, pages, tables
from .drafting import draft_of
from .kinds import NUMBER_BEHIND
from .source import Pointer, Source, Unreadable, encodable

HIDDEN = re.compile(r'\b(?:alt|title|href|src)="([^"]*)"')
NOT_DIGITS = re.compile(r"[^0-9Xx]+")
ADDRESSES = re.compile(r'\b(?:href|src)="([^"]*)"')
AROUND = 16


@dataclass(frozen=True, slots=True)
class Unit:
    """One record as it lies in a file. ``form``: line, record, answer, page, row, or fault (``payload``
    says what).

    ``name`` tells pages and rows apart; ``extra`` is the schema's name or the mapping; ``saved_at`` epoch
    seconds.
    """

    file: str
    line: int
    form: str
    payload: Any
    name: str = ""
    extra: Any = None
    saved_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A personal identifier: its kind, in which part it stands, masked, and masked with the words around
    it."""

    kind: str
    part: str
    masked: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Reading:
    """``reason`` is empty unless the record is rejected; then ``prepared`` is None."""

    file: str
    line: int
    key: str = ""
    title: str = ""
    reason: str = ""
    fingerprint: str = ""
    prepared: Prepared | None = None
    hits: tuple[Hit, ...] = ()
    address: str = ""
    likeness: str = ""
    core: str = ""
    pointers: tuple[Pointer, ...] = ()
    attach_only: bool = False
    thin: bool = False


def read_all(units: list[Unit], publisher: str) -> list[Reading]:
    """Readings of a batch, in its order. One record's fault never touches another's."""
    return [read(unit, publisher) for unit in units]


def read(unit: Unit, publisher: str) -> Reading:
    """One reading; never raises for what lies in the record."""
    key = title = ""
    try:
        source = encodable(source_of(unit))
        key, title = source.key, source.title
        draft = draft_of(
            source, publisher=publisher, saved_at=datetime.fromtimestamp(unit.saved_at, SHANGHAI)
        )
        return of_draft(source, draft, unit)
    except (Unreadable, Unpublishable) as fault:
        return Reading(unit.file, unit.line, key, title[:200], str(fault))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as fault:
        return Reading(
            unit.file, unit.line, key, title[:200], f"记录内容无法处理：{type(fault).__name__} {fault}"[:300]
        )


def source_of(unit: Unit) -> Source:
    match unit.form:
        case "fault":
            raise Unreadable(unit.payload)
        case "line":
            text, flags = decode(unit.payload)
            if not text.strip():
                raise Unreadable("空行")
            return flagged(shapes.source_of(shapes.parse(text)), flags)
        case "record":
            return shapes.source_of(unit.payload)
        case "answer":
            schema = next(schema for schema in answers.SCHEMAS if schema.name == unit.extra)
            return answers.row_source(schema, unit.payload)
        case "page":
            text, flags = decode(unit.payload)
            return flagged(pages.page(text, unit.name), flags)
        case "row":
            return tables.row_source(unit.payload, unit.extra, unit.name, unit.line)
    raise Unreadable(f"不认识的输入：{unit.form}")


def flagged(source: Source, flags: tuple[str, ...]) -> Source:
    return replace(source, flags=(*source.flags, *flags)) if flags else source


def of_draft(source: Source, draft: Draft, unit: Unit) -> Reading:
    return Reading(
        file=unit.file,
        line=unit.line,
        key=source.key[:300],
        title=draft.title[:200],
        fingerprint=identity.fingerprint([draft.publisher, source]),
        prepared=prepare(draft),
        hits=screen(draft),
        address=identity.address(draft.source_url),
        likeness=identity.likeness(draft),
        core=core_of(draft),
        pointers=source.pointers,
        attach_only=source.attach_only,
        thin=source.thin,
    )


def core_of(draft: Draft) -> str:
    """What the draft is about; for an interpretation, what it explains."""
    if draft.kind is not Kind.INTERPRETATION:
        return identity.core(NUMBER_BEHIND.sub("", draft.title))
    explained = next((found for found in draft.relations if found.kind is RelationKind.INTERPRETS), None)
    return identity.core(explained.label.partition("》")[0].removeprefix("《") if explained else "")


def parts(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Everything of a draft that the public would see, by part."""
    hidden = " \n".join(found[1] for found in HIDDEN.finditer(draft.html)) if "=" in draft.html else ""
    names = " \n".join(link.name for link in draft.attachments)
    rest = " \n".join(
        (
            *draft.keywords,
            draft.source,
            draft.subject_category,
            draft.genre,
            *draft.issuing_bodies,
            *draft.flags,
        )
    )
    named = " \n".join(found.label for found in draft.relations)
    codes = " \n".join((draft.document_number, draft.source_index_number))
    return (
        ("标题", draft.title), ("正文", draft.text), ("摘要", draft.summary),
        ("附件名", names), ("图片说明与链接", hidden), ("其他信息", rest),
        ("文号与索引号", codes), ("所指文件", named),
    )  # fmt: skip


def in_addresses(addresses: str) -> list[personal.Finding]:
    """Hits among the runs of digits of addresses: a file may be named by somebody's telephone.

    Long runs are file names by time and serial; a check digit is right by chance one time in ten: no cards.
    """
    found = personal.screen(NOT_DIGITS.sub("；", addresses))
    return [finding for finding in found if finding.kind != "bank_card"]


def screen(draft: Draft) -> tuple[Hit, ...]:
    """First screening for personal data (个人信息保护法 art. 28; 条例 art. 15) over all that would be
    seen."""
    hits = [
        Hit(finding.kind, part, finding.masked, excerpt(text, finding, found))
        for part, text in parts(draft)
        if text and (found := personal.screen(text))
        for finding in found
    ]
    addresses = (
        draft.source_url,
        *(link.url for link in draft.attachments),
        *(address for address in ADDRESSES.findall(draft.html) if any(map(str.isdigit, address))),
    )
    hits += [
        Hit(finding.kind, "网址", finding.masked, finding.masked)
        for address in addresses
        for finding in in_addresses(address)
    ]
    return tuple(hits)


def excerpt(text: str, hit: personal.Finding, found: list[personal.Finding]) -> str:
    """The words around a hit. Another hit at the edge is taken in whole: half of one would stay unmasked."""
    start, end = max(0, hit.start - AROUND), hit.end + AROUND
    for other in found:
        start = other.start if other.start < start < other.end else start
        end = other.end if other.start < end < other.end else end
    return personal.mask(text[start:end]).replace("\n", " ")


def masked(draft: Draft) -> Draft:
    """The draft with every identifier masked; the body falls back to plain paragraphs if tags split a
    number."""
    html = personal.mask(draft.html)
    text = markup.plain(html)
    if personal.screen(text):
        html = markup.from_text(personal.mask(draft.text))
        text = markup.plain(html)
    clean = replace(
        draft,
        html=html,
        text=text,
        title=personal.mask(draft.title),
        summary=personal.mask(draft.summary),
        keywords=tuple(map(personal.mask, draft.keywords)),
        source=personal.mask(draft.source),
        subject_category=personal.mask(draft.subject_category),
        document_number=personal.mask(draft.document_number),
        source_index_number=personal.mask(draft.source_index_number),
        source_url="" if in_addresses(draft.source_url) else draft.source_url,
        issuing_bodies=tuple(map(personal.mask, draft.issuing_bodies)),
        flags=tuple(map(personal.mask, draft.flags)),
        attachments=tuple(
            replace(link, name=personal.mask(link.name))
            for link in draft.attachments
            if not in_addresses(link.url)
        ),
        relations=tuple(
            replace(found, label=personal.mask(found.label), evidence=personal.mask(found.evidence))
            for found in draft.relations
        ),
    )
    return replace(clean, flags=(*clean.flags, "个人信息已遮盖"))

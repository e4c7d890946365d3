"""One unit of input becomes one reading: a prepared draft with what was found in it, or the reason why not.

Runs in the parser processes: pure, and everything it takes and gives can be sent between processes.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from gongkai.ground.language.rules.dates import SHANGHAI
from gongkai.ground.language.rules.decoding import decode
from gongkai.record.catalogue.rules import Draft, Kind, RelationKind, Unpublishable
from gongkai.record.catalogue.rules.content import Prepared, prepare
from gongkai.record.editorial.rules.checks.subject import Withheld

from . import identity, shapes
from .adapters import answers, pages, tables
from .drafting import draft_of
from .gate import Hit, doubts, kept_back, screen
from .kinds import NUMBER_BEHIND
from .source import Pointer, Source, Unreadable, encodable


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


def read_all(units: list[Unit], publisher: str, withheld: tuple[Withheld, ...] = ()) -> list[Reading]:
    """Readings of a batch, in its order. One record's fault never touches another's. ``withheld`` is the
    publisher's negative list."""
    return [read(unit, publisher, withheld) for unit in units]


def read(unit: Unit, publisher: str, withheld: tuple[Withheld, ...] = ()) -> Reading:
    """One reading; never raises for what lies in the record."""
    key = title = ""
    try:
        source = encodable(source_of(unit))
        key, title = source.key, source.title
        draft = draft_of(
            source, publisher=publisher, saved_at=datetime.fromtimestamp(unit.saved_at, SHANGHAI)
        )
        return of_draft(source, draft, unit, withheld)
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


def of_draft(source: Source, draft: Draft, unit: Unit, withheld: tuple[Withheld, ...]) -> Reading:
    if doubtful := doubts(draft):
        draft = replace(draft, flags=(*draft.flags, *doubtful))
    return Reading(
        file=unit.file,
        line=unit.line,
        key=source.key[:300],
        title=draft.title[:200],
        fingerprint=identity.fingerprint([draft.publisher, source]),
        prepared=prepare(draft),
        hits=(*screen(draft), *kept_back(draft, withheld)),
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

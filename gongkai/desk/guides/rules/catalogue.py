"""An item of a provincial catalogue as a guide: from plain values under somebody's headings. Pure.

A line of a table may be a whole item, or one material of an item whose other lines stand above or below it.
What is not understood is told with its line, and never guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import columns
from .cells import NO_MATERIALS, READERS
from .completeness import said
from .shape import CHOSEN, LABELS, ROWS, Material, RuleBroken, Shape, cleaned, of

_BETWEEN = re.compile(r"[、，,；;/|\n]+")
_CODE = re.compile(r"[0-9A-Za-z\-]{6,60}")
_NO = re.compile(r"^(否|不收费|无|不收|免费|n|no|false|0)$", re.I)
_AMOUNT = re.compile(r"\d{1,4}(\.0)?")
UNITS = {"statutory": "statutory_unit", "promised": "promised_unit"}
UNIT_NAMES = {"1": "工作日", "2": "自然日", "天": "自然日", "日": "自然日", "个工作日": "工作日"}
MAX_CELL = 20_000  # characters of one cell; the longest that was seen has a tenth of it


@dataclass(frozen=True, slots=True)
class Line:
    """One record as read: ``number`` as a spreadsheet or an editor shows it, values by heading."""

    number: int
    values: Mapping[str, Any]
    wrong: str = ""  # why it could not be read


@dataclass(frozen=True, slots=True)
class Item:
    """One item, ready to be compared. ``organisation`` as the catalogue names the body: a code, or "" with
    the name in ``shape.authority``. ``notes`` say what was not understood and left out."""

    number: int
    shape: Shape
    organisation: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that became nothing, and why."""

    number: int
    code: str
    reason: str


@dataclass(slots=True)
class Read:
    """``unknown`` are headings that are no field of ours."""

    items: list[Item] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def table(rows: Sequence[Sequence[str]]) -> list[Line]:
    """The records of a table whose headings stand in one of its first lines. RuleBroken without headings."""
    top = enumerate(rows[: columns.HEADINGS_WITHIN])
    place = next((place for place, row in top if columns.is_heading(row)), None)
    if place is None:
        raise RuleBroken(
            f"前 {columns.HEADINGS_WITHIN} 行里没有找到表头：表头要有“事项名称”“实施编码”这样的列名"
        )
    headings = [" ".join(cell.split()) for cell in rows[place]]
    return [
        Line(number, {head: cell for head, cell in zip(headings, row, strict=False) if head})
        for number, row in enumerate(rows[place + 1 :], place + 2)
        if any(cell.strip() for cell in row)
    ]


def read(lines: Iterable[Line]) -> Read:
    """The items of all lines, each code once, and what was rejected."""
    found, seen = Read(), dict[str, int]()
    unknown: dict[str, None] = {}
    for first, merged in _grouped(lines, found.rejected, unknown):
        code = _text(merged.get("code", ""))
        try:
            item = _item(first, merged)
        except RuleBroken as broken:
            found.rejected.append(Rejected(first, code[:60], str(broken)))
            continue
        if item.shape.code in seen:
            why = f"实施编码与第 {seen[item.shape.code]} 行相同，一个编码只能有一个事项"
            found.rejected.append(Rejected(first, item.shape.code, why))
            continue
        seen[item.shape.code] = first
        found.items.append(item)
    found.rejected.sort(key=lambda one: one.number)
    found.unknown = list(unknown)
    return found


def _grouped(
    lines: Iterable[Line], rejected: list[Rejected], unknown: dict[str, None]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Lines of the same item joined: those that follow with its code, or without any, and bring a row."""
    first, open_item = 0, dict[str, Any]()
    for line in lines:
        if line.wrong:
            rejected.append(Rejected(line.number, "", line.wrong))
            continue
        values, rows = _named(line.values, unknown)
        code, mine = _text(values.get("code", "")), _text(open_item.get("code", ""))
        bare = not code and not _text(values.get("title", ""))
        if open_item and rows and (bare or code == mine):
            for name, row in rows.items():
                open_item.setdefault(f"+{name}", []).append(row)
            continue
        if open_item:
            yield first, open_item
        first, open_item = line.number, values | {f"+{name}": [row] for name, row in rows.items()}
    if open_item:
        yield first, open_item


def _named(
    values: Mapping[str, Any], unknown: dict[str, None]
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """Values under our names, and the columns of a row that stand beside the item's own."""
    named: dict[str, Any] = {}
    rows: dict[str, dict[str, str]] = {}
    for heading, value in values.items():
        name = columns.field_of(str(heading))
        where = None if name else columns.beside(str(heading))
        if where and _text(value):
            rows.setdefault(where[0], {})[where[1]] = _text(value)
        elif name and value not in ("", None) and not _text(named.get(name, "")):
            named[name] = value
        elif not name and not where:
            unknown.setdefault(" ".join(str(heading).split())[:60])
    return named, rows


def _item(number: int, values: Mapping[str, Any]) -> Item:
    code, title = _text(values.get("code", "")), _text(values.get("title", ""))
    if not code:
        raise RuleBroken("没有实施编码，无法与这里的指南对应")
    if not _CODE.fullmatch(code):
        raise RuleBroken(
            f"实施编码“{code[:40]}”不是数字和字母：表格软件可能把长编码变成了科学计数，请按文本导出"
        )
    if not said(title):
        raise RuleBroken("没有事项名称")
    notes: list[str] = []
    taken: dict[str, Any] = {}
    for name in LABELS:
        if name in ROWS:
            taken[name] = [*_rows(name, values.get(name)), *values.get(f"+{name}", ())]
        elif name in CHOSEN:
            taken[name] = _choice(name, values.get(name), notes)
        else:
            taken[name] = _said(_text(values.get(name, "")))
    _nothing_to_bring(taken, _text(values.get("materials", "")))
    taken["fee"] = taken["fee"] or ("不收费" if _NO.match(_text(values.get("charged", ""))) else "")
    for name, unit in UNITS.items():
        taken[name] = _limit(name, taken[name], values, _text(values.get(unit, "")))
    return Item(number, cleaned(of(taken)), _text(values.get("organisation", ""))[:60], tuple(notes))


def _nothing_to_bring(taken: dict[str, Any], words: str) -> None:
    """无需提交材料, in the cell or as the only row, is an answer and no material."""
    names = [row.get("name", "") for row in taken["materials"]]
    said_so = next((one for one in (*names, words) if NO_MATERIALS.search(one)), "")
    if said_so and len(names) <= 1:
        taken["materials"], taken["no_materials"] = [], said_so


def _rows(name: str, value: Any) -> list[dict[str, str]]:
    """Rows of a list of mappings, or read from text."""
    if isinstance(value, list):
        known = columns.ROW_FIELDS[name]
        rows: list[dict[str, str]] = []
        for one in value:
            if isinstance(one, Mapping):
                pairs = ((known.get(columns.plain(str(head))), _text(text)) for head, text in one.items())
                rows.append({column: text for column, text in pairs if column and text})
            elif said(_text(one)):
                rows += _rows(name, _text(one))
        return [row for row in rows if row]
    text = _text(value)
    if not said(text) or (name == "materials" and NO_MATERIALS.search(text)):
        return []
    kind = ROWS[name]
    return [
        {column: getattr(row, column) for column in kind.__dataclass_fields__}
        for row in READERS[name](text)
        if not isinstance(row, Material) or said(row.name)
    ]


def _choice(name: str, value: Any, notes: list[str]) -> list[str]:
    """Codes of a choice, or plain words where there is no list."""
    parts = [_text(one) for one in value] if isinstance(value, list) else _BETWEEN.split(_text(value))
    words = [part.strip() for part in parts if said(part)]
    if name not in columns.VALUES:
        return words
    known, strange = columns.chosen(name, words)
    if strange:
        notes.append(f"{LABELS[name]}“{'、'.join(strange)[:60]}”不认识，没有取")
    return known


def _limit(name: str, text: str, values: Mapping[str, Any], unit: str) -> str:
    """A bare number gets its unit from the column beside it, or from its own heading."""
    working = _text(values.get(f"{name}_working", ""))
    if not text and _AMOUNT.fullmatch(working):
        text, unit = working, "工作日"
    unit = UNIT_NAMES.get(unit, unit)
    if _AMOUNT.fullmatch(text) and unit:
        return f"{text.removesuffix('.0')} 个{unit}"
    return text or (working if said(working) else "")


def _said(text: str) -> str:
    return text if said(text) else ""


def _text(value: Any) -> str:
    """A plain value as text; what is nested has no text of its own. RuleBroken for what is too long."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_text(one) for one in value)
    text = str(value).strip()
    if len(text) > MAX_CELL:
        raise RuleBroken(f"有一格超过 {MAX_CELL} 字，不像办事指南，请核对文件")
    return text

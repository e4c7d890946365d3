"""Catalogues as tables: the columns of the 26 pilot fields' standard catalogues, in the forms met with.

Headers of one or two rows, merged first-level cells, ticked columns (√) and ticked lists (■政府网站 □公报).
A good row becomes an item; a bad one is named with its row, column and reason.
Pure: no Django, no clock, no I/O.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gongkai.ground.language.rules.cells import unquoted

from . import items, limit_texts, limits
from .item_lists import LABELS, LENGTHS, NewItem, problem
from .pilot import article_of

Row = Sequence[str]
TOP = 12  # rows in which the header is looked for
WANTED = ("content", "limit_text", "basis", "body")  # a header names at least two of these and an item
TICKS = frozenset("√✓✔■☑●◼▲VvYy是")
BLANK_BOXES = re.compile(r"[□☐◻]")
BOX = re.compile(r"([■☑◼√✓✔□☐◻])")
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("serial", re.compile(r"^序号$")),
    ("code", re.compile(r"^(?:事项)?(?:编码|编号|代码)$")),
    ("article", re.compile(r"对应条款|条例条款")),
    ("limit_rule", re.compile(r"时限规则")),
    ("channel", re.compile(r"^(?:网站)?栏目$")),
    ("group", re.compile(r"一级")),
    ("title", re.compile(r"二级|三级|^公开事项(?:名称)?$|^事项名称$|^事项$")),
    ("content", re.compile(r"公开内容|内容要素|^内容")),
    ("basis", re.compile(r"依据")),
    ("limit_text", re.compile(r"时限|公开时间")),
    ("body", re.compile(r"公开主体|责任(?:主体|单位|科室|部门|机构)|^主体")),
    ("media", re.compile(r"渠道|载体")),
    ("audience", re.compile(r"公开对象|对象|全社会|特定")),
    ("way", re.compile(r"公开方式|方式|^主动|依申请")),
    ("level", re.compile(r"层级|县级|乡级|乡镇|村级")),
)
SECOND = re.compile(r"一级|二级|三级|全社会|特定|^主动|依申请|县级|乡|村级|市级|区级")
TICKED = ("audience", "way", "level")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is no item: where (``row`` counts from 1 as spreadsheets do), and why."""

    sheet: str
    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Read:
    """What a file gave. ``uncomputed`` are good rows whose limit stays words: (sheet, row, text)."""

    items: list[NewItem] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    uncomputed: list[tuple[str, int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: which field, its label, and the tick's meaning in a ticked one."""

    place: int
    name: str
    label: str
    tick: str = ""


def read(sheets: Iterable[tuple[str, Sequence[Row]]], article: str = "") -> Read:
    """Items of every sheet with a recognisable header; ``article`` (20.7) for rows that name none.

    Without it the pilot field named by the sheet or its heading decides, else art. 20(15).
    """
    found, headed = Read(), False
    seen: dict[tuple[str, ...], str] = {}
    for name, rows in sheets:
        header = _header(rows)
        if header is None:
            continue
        headed = True
        first, columns = header
        above = " ".join(cell for row in rows[:first] for cell in row)
        usual = article or article_of(f"{name} {above}") or items.OTHER
        _items(name, rows, first, columns, usual, found, seen)
    if not headed:
        reason = "没有找到表头，应有 公开事项、公开内容、公开依据、公开时限、公开主体 等列"
        found.rejected.append(Rejected("", 1, "", reason))
    return found


def _header(rows: Sequence[Row]) -> tuple[int, list[Column]] | None:
    """(place of the first row below the header, its columns)."""
    for place, row in enumerate(rows[:TOP]):
        one = _columns([_squeezed(cell) for cell in row], [])
        names = {column.name for column in one}
        if not (names & {"title", "group", "content"} and len(names & set(WANTED)) >= 2):
            continue
        below = [_squeezed(cell) for cell in rows[place + 1]] if place + 1 < len(rows) else []
        own = [cell for cell, over in zip(below, row, strict=False) if cell and cell != _squeezed(over)]
        if len(own) >= 2 and all(SECOND.search(cell) and len(cell) <= 24 for cell in own):
            return place + 2, _columns([_squeezed(cell) for cell in row], below)
        return place + 1, one
    return None


def _columns(upper: list[str], lower: list[str]) -> list[Column]:
    """Columns from one or two header rows; an empty upper cell belongs to the one on its left."""
    columns, over = [], ""
    lower += [""] * (len(upper) - len(lower))
    for place, (top, under) in enumerate(zip(upper, lower, strict=False)):
        over = top or (over if under else "")
        if not (over or under):
            continue
        name = _named(under) if under and under != over else ""
        parent = _named(over)
        if parent in TICKED and under and under != over:
            columns.append(Column(place, parent, f"{over}（{under}）", under))
        elif name or parent:
            columns.append(Column(place, name or parent, under or over))
    return columns


def _named(label: str) -> str:
    return next((name for name, pattern in COLUMNS if label and pattern.search(label)), "")


def _items(
    sheet: str,
    rows: Sequence[Row],
    first: int,
    columns: list[Column],
    usual: str,
    found: Read,
    seen: dict[tuple[str, ...], str],
) -> None:
    group = ""
    for number, row in enumerate(rows[first:], first + 1):
        cells = {c: unquoted(row[c.place].strip()) for c in columns if c.place < len(row)}
        values = _values(cells)
        filled = [name for name, value in values.items() if value and name != "serial"]
        if not filled or (len({row[c.place].strip() for c in cells} - {""}) == 1 and _note(row)):
            continue
        if values.get("group"):
            group = values["group"]
        elif group and not values.get("code") and (values.get("title") or values.get("content")):
            values["group"] = group  # merged cells that came as blanks: the first level stands once
        item, bad = _item(values, usual)
        if bad is None and item is not None:
            key = (item.code if items.own(item.code) else "", item.group, item.title, item.content)
            if key in seen:
                bad = ("title", f"与{seen[key]}重复")
            else:
                seen[key] = f"“{sheet}”第 {number} 行" if sheet else f"第 {number} 行"
        if bad is not None or item is None:
            name, reason = bad or ("", "")
            label = next((c.label for c in columns if c.name == name), LABELS.get(name, name))
            found.rejected.append(Rejected(sheet, number, label, reason))
            continue
        found.items.append(item)
        if not item.limit_rule:
            found.uncomputed.append((sheet, number, item.limit_text))


def _note(row: Row) -> bool:
    """Whether a row is a remark across the table, not an item."""
    text = next((cell.strip() for cell in row if cell.strip()), "")
    return len(text) > 12 or text.startswith(("备注", "注", "说明", "填表"))


def _values(cells: dict[Column, str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for column, cell in cells.items():
        text = cell
        if column.tick:
            text = _ticked(column.tick, cell)
        elif column.name in ("media", *TICKED):
            text = chosen(cell)
        if text:
            join = "、" if column.name in ("media", *TICKED) else " "
            before = values.get(column.name, "")
            values[column.name] = f"{before}{join}{text}" if before and before != text else text
        else:
            values.setdefault(column.name, "")
    return values


def _ticked(meaning: str, cell: str) -> str:
    plain = _squeezed(cell)
    if not plain or plain in ("□", "☐", "否", "×", "/", "—", "-"):
        return ""
    meaning = re.sub(r"[（(].*", "", meaning)
    return meaning if set(plain) <= TICKS else f"{meaning}：{plain.lstrip('√✓✔■')}"


def chosen(cell: str) -> str:
    """The ticked ones of a list with boxes; a cell without boxes as it is written."""
    parts = BOX.split(cell)
    if len(parts) < 3:
        return " ".join(cell.split())
    ticked = [
        re.sub(r"\s+", "", text).strip("、，,；;")
        for box, text in zip(parts[1::2], parts[2::2], strict=True)
        if not BLANK_BOXES.match(box)
    ]
    return "、".join(text for text in ticked if text)


def _item(values: dict[str, str], usual: str) -> tuple[NewItem | None, tuple[str, str] | None]:
    """An item, or the column that is wrong with the reason."""
    code = values.get("code") or _article(values.get("article", "")) or usual
    title, group = values.get("title", ""), values.get("group", "")
    title, group = (title, group) if title else (group, "")
    if not title:
        return None, ("title", "缺少公开事项")
    for name, most in LENGTHS.items():
        if len(values.get(name, "")) > most:
            return None, (name, f"{LABELS[name]}超过 {most} 字，现有 {len(values[name])} 字，请缩短")
    rule = values.get("limit_rule", "")
    item = NewItem(code, title, group, limit_rule=rule)
    given = ("content", "basis", "limit_text", "body", "way", "media", "channel", "audience", "level")
    item = replace(item, **{name: values[name] for name in given if values.get(name)})
    if not rule:
        item = replace(item, limit_rule=limit_texts.parse(item.limit_text, item.title + item.content))
    else:
        try:
            limits.read(rule)
        except limits.BadLimit as wrong:
            return None, ("limit_rule", str(wrong))
    if wrong_code := problem(item):
        return None, ("code" if not items.known(code) else "title", wrong_code)
    return item, None


def _article(text: str) -> str:
    return text.strip() if items.known(text.strip()) else ""


def _squeezed(cell: str) -> str:
    return re.sub(r"\s+", "", cell)

"""The form of a guide: plain fields and rows of fields, read without a word lost; it works without scripts.

A row is named ``materials-3-copies``. Emptied rows go; empty ones stand below for the next entries; a button
moves a row up or asks for more, and only shows the form anew.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from gongkai.desk.guides.rules.lives import LIST
from gongkai.desk.guides.rules.shape import (
    CHOSEN,
    LABELS,
    LONG,
    ROW_LABELS,
    ROWS,
    Channel,
    Serves,
    Shape,
    of,
)

NAMED = re.compile(r"(materials|steps|statutes|questions)-(\d{1,3})-([a-z]+)")
MOVED = re.compile(r"(materials|steps|statutes|questions)-(\d{1,3})")
SPARE = 2  # empty rows below the filled ones
MORE = 5
SEPARATOR = "、"
GROUPS = (
    ("事项", ("title", "code", "basic_code", "item_type", "authority", "serves", "events", "themes",
              "summary")),
    ("谁可以办、凭什么", ("conditions", "statutes")),
    ("要带什么", ("materials", "no_materials")),
    ("怎么办", ("steps", "channels", "online", "statutory", "promised", "visits", "result")),
    ("在哪里、什么时候、找谁", ("places", "hours", "telephones", "complaint")),
    ("收费", ("fee", "fee_basis")),
    ("还有什么", ("questions", "notes")),
)  # fmt: skip
HELP = {
    "code": "省级政务服务事项目录的实施编码，导入目录时按它对应；没有的留空",
    "item_type": "行政许可、行政确认、行政给付、公共服务等",
    "themes": "用顿号分开，例如：社会保障、证件办理",
    "summary": "一句话说清这件事是什么、谁要办；会出现在列表里",
    "conditions": "一行一条，写给办事的人看",
    "no_materials": "不用带任何材料时填写，例如：无需提交材料，系统自动核验",
    "online": "从 https:// 开始的完整网址",
    "statutory": "例如：20 个工作日",
    "promised": "例如：5 个工作日；当场能办的写“当场办结”",
    "visits": "例如：0 次（可全程网办）",
    "places": "写到楼层和窗口；有多处的一行一处",
    "hours": "例如：周一至周五 9:00-12:00，14:00-17:00（法定节假日除外）",
    "telephones": "办公电话或热线，用顿号分开，例如：027-65601234、12345",
    "fee": "不收费的写“不收费”",
    "fee_basis": "收费的写明文件名称和文号",
}
TALL = {"conditions": 5, "places": 3, "notes": 4}
CHOICES = {
    "serves": Serves.choices(),
    "channels": Channel.choices(),
    "events": [(event.code, event.name) for event in LIST],
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One input of a row."""

    name: str
    label: str
    value: str
    long: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: ``kind`` is line, words, chosen or rows."""

    name: str
    label: str
    help: str
    kind: str
    value: Any
    rows: int = 2


def typed(sent: QueryDict) -> Shape:
    """What stands in the form. Rows keep their order; those with nothing in them are gone."""
    values: dict[str, Any] = {name: sent.get(name, "") for name in LABELS}
    for name in CHOSEN:
        values[name] = [one for one in sent.getlist(name) if one]
    values["themes"] = [one.strip() for one in re.split(r"[、，,;；]", sent.get("themes", "")) if one.strip()]
    rows: dict[str, dict[int, dict[str, str]]] = {name: {} for name in ROWS}
    for key in sent:
        if match := NAMED.fullmatch(key):
            rows[match[1]].setdefault(int(match[2]), {})[match[3]] = sent[key]
    for name in ROWS:
        filled = (row for _, row in sorted(rows[name].items()))
        values[name] = [row for row in filled if any(text.strip() for text in row.values())]
    return of(values)


def moved(sent: QueryDict, shape: Shape) -> Shape:
    """The row named by ``up`` one place higher; the form is then shown anew."""
    match = MOVED.fullmatch(sent.get("up", ""))
    if match is None:
        return shape
    rows, place = list(getattr(shape, match[1])), int(match[2])
    if 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    return replace(shape, **{match[1]: tuple(rows)})


def groups(shape: Shape, more: str = "") -> list[tuple[str, list[Field]]]:
    """Headings with their fields; ``more`` names a list of rows that gets more empty ones."""
    return [(heading, [_field(name, shape, more) for name in names]) for heading, names in GROUPS]


def _field(name: str, shape: Shape, more: str) -> Field:
    value, note = getattr(shape, name), HELP.get(name, "")
    if name in ROWS:
        return Field(name, LABELS[name], note, "rows", _rows(name, value, MORE if more == name else SPARE))
    if name in CHOICES:
        boxes = [(code, label, code in value) for code, label in CHOICES[name]]
        return Field(name, LABELS[name], note, "chosen", boxes)
    if name == "themes":
        return Field(name, LABELS[name], note, "line", SEPARATOR.join(value))
    kind = "words" if name in LONG else "line"
    return Field(name, LABELS[name], note, kind, value, TALL.get(name, 2))


def _rows(name: str, rows: tuple[Any, ...], spare: int) -> list[tuple[int, list[Cell]]]:
    labels, empty = ROW_LABELS[name], ROWS[name]()
    return [
        (
            place,
            [
                Cell(f"{name}-{place}-{column}", label, getattr(row, column), column in ("words", "answer"))
                for column, label in labels.items()
            ],
        )
        for place, row in enumerate([*rows, *[empty] * spare])
    ]

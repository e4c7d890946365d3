"""The difference between two HTML texts, written for reading: one text with its marks, or side by side.

Without what stands in ``<ins>`` the merged text reads as the old one, without ``<del>`` as the new.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from .blocks import VOID, Block, Element, Run, parse, wrapped
from .changes import Change, Kind, between
from .markup import sanitise

Side = StrEnum("Side", "BOTH OLD NEW")
MARKS = {Kind.ADDED: "ins", Kind.REMOVED: "del"}
HIDDEN = {Side.BOTH: None, Side.OLD: Kind.ADDED, Side.NEW: Kind.REMOVED}
LINES = {"tr": "<table><tbody>{}</tbody></table>", "dt": "<dl>{}</dl>", "dd": "<dl>{}</dl>"}
ALONE = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"))
UNREAD = frozenset(("col", "colgroup"))
SPAN = re.compile(r" (colspan|rowspan)=\"(\d+)\"")
START = re.compile(r" start=\"(\d+)\"")
YES, NO = "是", "否"


class Row(NamedTuple):
    """One line of the view side by side; "" where a side has nothing."""

    kind: Kind
    left_html: str
    right_html: str


class Difference(NamedTuple):
    """``merged`` is sanitised HTML with ins and del; ``rows`` says the same side by side."""

    merged: str
    rows: list[Row]


def compare(old_html: str, new_html: str) -> Difference:
    """The difference from the old text to the new; both are sanitised first."""
    whole = between(parse(sanitise(old_html)), parse(sanitise(new_html)))
    return Difference("".join(_html(part, Side.BOTH) for part in whole.parts), list(_rows(whole)))


def metadata(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(label, before, after) in words of every field that differs, in the order of the new one."""
    labels = [*after, *(label for label in before if label not in after)]
    pairs = [(label, _words(before.get(label)), _words(after.get(label))) for label in labels]
    return [(label, old, new) for label, old, new in pairs if old != new]


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(map(_words, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _html(change: Change, side: Side) -> str:
    """A change as one side shows it, or both with their marks."""
    if change.kind == HIDDEN[side]:
        return ""
    block = change.old if change.new is None or (side == Side.OLD and change.old) else change.new
    if change.kind == Kind.SAME and block is not None and change.old is change.new:
        return block.html()
    if isinstance(block, Run):
        return "".join(_marked(change, mark, side) for mark in change.marks)
    assert block is not None
    attributes = _widest(change) if side == Side.BOTH else block.attributes
    return wrapped(block.tag, attributes, "".join(_html(part, side) for part in change.parts))


def _marked(change: Change, mark: tuple[Kind, int, int], side: Side) -> str:
    kind, start, end = mark
    if kind == HIDDEN[side]:
        return ""
    run = change.old if kind == Kind.REMOVED else change.new
    assert isinstance(run, Run)
    inside = run.cut(start, end)
    return wrapped(MARKS[kind], "", inside) if kind in MARKS else inside


def _widest(change: Change) -> str:
    """The attributes of the new side; a merged cell spans the rows and columns of both, gone ones as well."""
    old, new = change.old, change.new
    if not isinstance(new, Element):
        return old.attributes if isinstance(old, Element) else ""
    if not isinstance(old, Element) or old.attributes == new.attributes or "span=" not in old.attributes:
        return new.attributes
    here, there = (dict(SPAN.findall(side.attributes)) for side in (old, new))
    most = {name: max(int(here.get(name, 1)), int(there.get(name, 1))) for name in here | there}
    return SPAN.sub("", new.attributes) + "".join(f' {name}="{size}"' for name, size in most.items())


def _rows(change: Change) -> Iterator[Row]:
    """One row for each paragraph, heading, list item and table row."""
    before = after = 0
    for part in change.parts:
        block = part.new or part.old
        if isinstance(block, Element) and block.tag in UNREAD:
            continue
        before, after = before + (part.old is not None), after + (part.new is not None)
        if block is None or _is_line(block):
            left = _line(part, Side.OLD, change.old, before) if part.old else ""
            right = _line(part, Side.NEW, change.new, after) if part.new else ""
            yield Row(part.kind, left, right)
        else:
            yield from _rows(part)


def _is_line(block: Block) -> bool:
    if isinstance(block, Run) or block.tag in ("tr", *VOID):
        return True
    return all(isinstance(child, Run) for child in block.children) or (
        block.tag == "li" and not any(child.tag in ("ul", "ol", "table") for child in block.children)
    )


def _line(part: Change, side: Side, parent: Block | None, place: int) -> str:
    """One side of a row as HTML that may stand alone: an item keeps its list and number, a row its table."""
    inside = _html(part, side)
    block = part.old if side == Side.OLD else part.new
    if block is None or block.tag in ALONE:
        return inside
    if block.tag == "li" and isinstance(parent, Element) and parent.tag == "ol":
        start = START.search(parent.attributes)
        return f'<ol start="{place + (int(start[1]) - 1 if start else 0)}">{inside}</ol>'
    if block.tag == "li":
        return f"<ul>{inside}</ul>"
    if block.tag in LINES:
        return LINES[block.tag].format(inside)
    return f"<p>{''.join(_html(inner, side) for inner in part.parts) or inside}</p>"

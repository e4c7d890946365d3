"""An annual report as the public reads it: six sections in their fixed order, tables with headings. Pure.

``html`` is made of escaped words and needs no more cleaning. A table's headings say whether they stand for a
column or a row, so that a screen reader tells of each number what it counts.
"""

from collections.abc import Mapping
from html import escape
from itertools import groupby

from .identities import Tables
from .report_form import SECTIONS, TABLE_SECTIONS, Printed, table

WRITTEN = {SECTIONS[0]: "one", SECTIONS[4]: "five", SECTIONS[5]: "six"}
TABLES = {section: number for number, section in TABLE_SECTIONS.items()}


def html(sections: Mapping[str, str], tables: Tables) -> str:
    """The body; ``sections`` are filled."""
    parts = []
    for section in SECTIONS:
        parts.append(f"<h2>{section}</h2>")
        if section in TABLES:
            parts.append(_table(TABLES[section], tables))
        else:
            lines = sections.get(WRITTEN[section], "").splitlines()
            parts += [f"<p>{escape(line)}</p>" for line in lines if line.strip()]
    return "".join(parts)


def _table(number: int, tables: Tables) -> str:
    rows = [
        "<tr>" + "".join(_cell(number, one, tables) for one in line) + "</tr>"
        for _, line in groupby(table(number), key=lambda one: one.row)
    ]
    return f"<table><caption>{TABLE_SECTIONS[number]}</caption><tbody>{''.join(rows)}</tbody></table>"


def _cell(number: int, one: Printed, tables: Tables) -> str:
    spans = f' rowspan="{one.rows}"' if one.rows > 1 else ""
    spans += f' colspan="{one.columns}"' if one.columns > 1 else ""
    if one.cell is not None:
        return f"<td{spans}>{tables.get(one.cell, 0)}</td>"
    return f'<th scope="{_scope(number, one)}"{spans}>{escape(one.text)}</th>'


def _scope(number: int, one: Printed) -> str:
    """Table three has three lines of headings, table two one above each block, table four only columns."""
    if number == 3:
        return "row" if one.row > 2 else "col"
    if number == 2 and one.columns == 1 and one.column == 0 and one.text != "信息内容":
        return "row"
    return "col"

"""Cells and charts of a workbook: numbers that are one of the words, and formulas that name one."""

import re
from decimal import Decimal, InvalidOperation

from gongkai.ground.attachments.rules.cleaning.rewriting import drop
from gongkai.ground.attachments.rules.hidden.package import Element, local, named, words

from . import MARK
from .wordlist import Words

_LITERAL = re.compile(f'"[^"]*{MARK}[^"]*"')  # in a formula; a sheet of that name is written in single quotes


def cut_cells(root: Element, wanted: Words) -> int:
    """Cells whose number holds a word say the mark; formulas that name one become the value they showed."""
    removed = 0
    for cell in named(root, "c"):
        if local(cell.getparent()) != "row":
            continue
        formulas, values = list(cell.iterchildren("{*}f")), list(cell.iterchildren("{*}v"))
        for formula in formulas:
            if _LITERAL.search(formula.text or ""):
                drop(formula)
        if cell.get("t", "n") == "n" and values and wanted.spans(plain(words(values[0]))):
            for one in list(cell):
                drop(one)
            cell.set("t", "inlineStr")
            holder = cell.makeelement(cell.tag.replace("}c", "}is"))
            said = holder.makeelement(cell.tag.replace("}c", "}t"))
            said.text = MARK
            holder.append(said)
            cell.append(holder)
            removed += 1
    return removed


def plain(number: str) -> str:
    """A number as it is written by hand: 1.3812345678E10 is 13812345678."""
    try:
        return f"{Decimal(number):f}"
    except InvalidOperation:
        return number


def cut_points(root: Element, wanted: Words) -> int:
    """Numbers of a chart that hold a word: the point goes, for no number can be a mark."""
    removed = 0
    for holder in named(root, "numCache", "numLit"):
        for point in list(holder.iterchildren("{*}pt")):
            if wanted.spans(plain(words(point))):
                drop(point)
                removed += 1
    return removed


def apart(root: Element) -> None:
    """Sheets whose names became the same are numbered: no workbook may have two of one name."""
    if local(root) != "workbook":
        return
    seen: set[str] = set()
    for one in named(root, "sheet"):
        name, number = one.get("name", ""), 1
        while one.get("name", "").lower() in seen:
            number += 1
            one.set("name", f"{name}{number}")
        seen.add(one.get("name", "").lower())

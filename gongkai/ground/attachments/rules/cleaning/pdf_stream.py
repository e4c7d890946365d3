"""Text that nobody sees taken out of the drawing instructions of a PDF page, operator by operator.

PDFium makes one text object of each instruction that shows text; where the two do not count alike, or what
follows is placed by the width of what would go, nothing is guessed: the page becomes its picture instead.
"""

from collections.abc import Sequence
from typing import Any

import pikepdf
import pypdfium2.raw as raw

from gongkai.ground.attachments.rules.hidden.pdf_page import PageView

_SHOW = {"Tj", "TJ", "'", '"'}
_PLACE = {"Td", "TD", "Tm", "T*", "BT", "ET"}


def without_unseen(document: pikepdf.Pdf, page: pikepdf.Page, view: PageView) -> bytes | None:
    """The instructions of the page without its unseen text; None when they cannot be told apart."""
    texts = [one for one in view.objects if one.kind == raw.FPDF_PAGEOBJ_TEXT]
    hiding: dict[int, set[bool]] = {}
    for glyph in view.glyphs:
        if glyph.address:
            hiding.setdefault(glyph.address, set()).add(glyph.hiding is not None)
    try:
        instructions = list(pikepdf.parse_content_stream(page))
    except pikepdf.PdfError:
        return None
    shown = [number for number, one in enumerate(instructions) if str(one.operator) in _SHOW]
    whole = [number for number in shown if _says(instructions[number])]
    if len(whole) != len(texts) or any(one.handle.container is not None for one in texts):
        return None
    gone = set()
    for number, text in zip(whole, texts, strict=True):
        states = hiding.get(text.address, set())
        if states == {True, False}:
            return None
        if states == {True}:
            gone.add(number)
    if any(not _placed_again(instructions, number, gone) for number in gone):
        return None
    kept: list[Any] = []
    for number, one in enumerate(instructions):
        if number not in gone:
            kept.append(one)
        elif str(one.operator) in ("'", '"'):
            kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("T*")))
    return pikepdf.unparse_content_stream(kept)


def _says(instruction: Any) -> bool:
    for operand in instruction.operands:
        parts = operand if isinstance(operand, pikepdf.Array) else [operand]
        if any(isinstance(part, pikepdf.String) and len(bytes(part)) for part in parts):
            return True
    return False


def _placed_again(instructions: Sequence[Any], number: int, gone: set[int]) -> bool:
    """Whether what is shown next is placed by itself, not by the width of what goes."""
    for at in range(number + 1, len(instructions)):
        operator = str(instructions[at].operator)
        if operator in _PLACE or operator in ("'", '"'):
            return True
        if operator in _SHOW and at not in gone:
            return False
    return True

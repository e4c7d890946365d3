"""The unseen text of a page that became a picture: what is seen of it, for search and screen readers."""

from collections.abc import Iterator, Sequence

import pikepdf

from . import MARK
from .painting import Box
from .pdf_look import Letter, Look, around, inside

_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end
"""


def layer(look: Look) -> bytes:
    """Instructions that write every line where it is seen, without drawing it."""
    high = look.size[1]
    parts = [b"BT 3 Tr"]
    for text, (left, top, right, bottom) in written(look):
        units = len(text.encode("utf-16-be")) // 2
        tall, wide = max((bottom - top) / look.scale, 1.0), max((right - left) / look.scale, 1.0)
        parts.append(
            b"/T %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj"
            % (
                tall,
                100 * wide / (units * tall),
                left / look.scale,
                (high - bottom) / look.scale,
                text.encode("utf-16-be").hex().encode(),
            )
        )
    return b"\n".join([*parts, b"ET"])


def written(look: Look) -> Iterator[tuple[str, Box]]:
    """The lines that stay: of the letters that are seen, then what only OCR read."""
    line: list[tuple[int, Letter]] = []
    for at, letter in enumerate(look.letters):
        if letter.text in ("\r", "\n"):
            yield from _line(look, line)
            line = []
        elif letter.seen or letter.text.isspace():
            line.append((at, letter))
    yield from _line(look, line)
    there = [one.box for one in look.letters if one.box is not None and one.seen]
    for signs in look.lines:
        if sum(inside(one.box, there) for one in signs) * 2 >= max(len(signs), 1):
            continue
        boxes = [one.box for one in signs]
        yield _marked([(one.text, inside(one.box, look.cut)) for one in signs]), around(boxes)


def _line(look: Look, line: Sequence[tuple[int, Letter]]) -> Iterator[tuple[str, Box]]:
    boxes = [letter.box for _, letter in line if letter.box is not None]
    text = _marked([(letter.text, at in look.gone) for at, letter in line]).strip()
    if boxes and text:
        yield text, around(boxes)


def _marked(signs: Sequence[tuple[str, bool]]) -> str:
    """The text with one mark for every run of signs that go."""
    told = ""
    before = False
    for text, gone in signs:
        if not gone:
            told += text
        elif not before:
            told += MARK
        before = gone
    return told


def font(document: pikepdf.Pdf) -> pikepdf.Object:
    """A font without letters: a code is its own character, and nothing is ever drawn."""
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name.Unseen,
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        DW=1000,
        CIDToGIDMap=pikepdf.Name.Identity,
        FontDescriptor=pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=pikepdf.Name.Unseen,
            Flags=4,
            FontBBox=[0, 0, 1000, 1000],
            ItalicAngle=0,
            Ascent=1000,
            Descent=0,
            CapHeight=1000,
            StemV=80,
        ),
    )
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name.Unseen,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[document.make_indirect(inner)],
            ToUnicode=document.make_stream(_UNICODE),
        )
    )

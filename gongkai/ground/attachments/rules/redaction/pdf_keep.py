"""Which pages of a PDF may stay as they are drawn, and what of them: all that is left is what a reader sees.

A page stays only when nothing on it hides and no word is anywhere in what it is drawn with.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.cleaning.of_picture import picture_copy

from .pdf_look import Look
from .pdf_walk import names, reach, spoken, strings, without_properties
from .wordlist import Words, folded

_KEPT = ("/Type", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_MARKED = {"BDC": "BMC", "DP": "MP"}
_QUIET = {"/Link", "/Popup", "/Text", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}
_ORIENTATION = 0x0112  # in Exif: viewers of PDF do not heed it, so such a picture is taken as it looks
_DEEP = 50  # levels of the tree of pages


def bare(page: Any) -> None:
    """Leave of a page only what draws it; what it takes from the tree of pages becomes its own."""
    for name in _INHERITED:
        holder, level = page, 0
        while isinstance(holder, pikepdf.Dictionary) and name not in holder and level < _DEEP:
            holder, level = holder.get("/Parent"), level + 1
        if isinstance(holder, pikepdf.Dictionary) and name in holder:
            page[name] = holder[name]
    for name in [name for name in page if name not in (*_KEPT, "/Parent")]:
        del page[name]
    for name in ("/Resources", "/Contents"):
        if name in page:
            without_properties(page[name])


def has_marks(page: Any) -> bool:
    """Whether fields, stamps, drawings or other notes stand on the page, which are seen with it."""
    listed = page.get("/Annots")
    notes = list(listed) if isinstance(listed, pikepdf.Array) else []
    return any(
        not isinstance(one, pikepdf.Dictionary) or str(one.get("/Subtype", "")) not in _QUIET for one in notes
    )


def stays(document: pikepdf.Pdf, page: Any, look: Look, words: Words) -> bool:
    """Whether a bare page may stay; if so its instructions hold no properties any more."""
    if look.cut or look.gone or look.hides:
        return False
    streams = [one for one in reach(page.get("/Resources")) if isinstance(one, pikepdf.Stream)]
    if any("/SMask" in one or "/Mask" in one or "/OC" in one or "/PS" in one for one in streams):
        return False
    if any(str(one.get("/Subtype", "")) == "/PS" for one in streams):
        return False
    if not all(_bare_picture(one) for one in streams if str(one.get("/Subtype", "")) == "/Image"):
        return False
    try:
        said = _instructions(document, page, streams)
    except (pikepdf.PdfError, ValueError, TypeError):
        return False
    telling = words.telling
    drawn = page.get("/Resources")
    named = telling is not None and telling.in_any(names(drawn))
    return not named and not words.in_any([said, *strings(drawn)])


def _bare_picture(image: Any) -> bool:
    """Take away what a camera wrote beside the pixels of a JPEG; False where a picture may carry more."""
    filters = image.get("/Filter")
    kinds = [str(one) for one in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    if "/JPXDecode" in kinds:
        return False
    if "/DCTDecode" not in kinds:
        return True
    data = bytes(image.read_raw_bytes())
    try:
        turned = Image.open(BytesIO(data)).getexif().get(_ORIENTATION, 1) not in (0, 1)
        if kinds != ["/DCTDecode"] or turned:
            return False
        image.write(picture_copy(data), filter=pikepdf.Name.DCTDecode, decode_parms=image.get("/DecodeParms"))
    except (Refused, OSError, ValueError, SyntaxError):
        return False
    return True


def _instructions(document: pikepdf.Pdf, page: Any, streams: Sequence[Any]) -> str:
    """Take property lists (layers, replacement texts) out of all instructions; what these show."""
    page["/Contents"] = document.make_stream(_unmarked(pikepdf.Page(page)))
    said = spoken(pikepdf.Page(page))
    for one in streams:
        if str(one.get("/Subtype", "")) == "/Form" or "/PatternType" in one:
            one.write(_unmarked(one))
            said += "\n" + spoken(one)
    resources = [one for one in reach(page.get("/Resources")) if isinstance(one, pikepdf.Dictionary)]
    for one in resources:
        if isinstance(one.get("/Properties"), pikepdf.Dictionary):
            del one["/Properties"]
    return said


def _unmarked(stream: Any) -> bytes:
    kept: list[Any] = []
    for one in pikepdf.parse_content_stream(stream):
        if (plain := _MARKED.get(str(one.operator))) is not None:
            kept.append(pikepdf.ContentStreamInstruction([pikepdf.Name.P], pikepdf.Operator(plain)))
        else:
            kept.append(one)
    return pikepdf.unparse_content_stream(kept)


def subsets(page: Any) -> set[tuple[int, int]]:
    """The fonts of a page that hold only the letters of this document (a tag of six letters and a plus)."""
    return {
        one.objgen
        for one in reach(page.get("/Resources"))
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/BaseFont", ""))[7:8] == "+"
    }


def signs(looks: Sequence[Look], *, gone: bool) -> set[str]:
    """The characters that are cut, or those that stay and are seen, as they are compared."""
    return {
        sign
        for look in looks
        for at, letter in enumerate(look.letters)
        if (at in look.gone) == gone and (gone or letter.seen)
        for sign in folded(letter.text)[0].strip()
    }

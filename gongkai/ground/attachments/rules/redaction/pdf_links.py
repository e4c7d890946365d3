"""Bookmarks and links of a PDF that stay: built anew from where they lead, without the words."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from .painting import Box
from .pdf_look import Look, on_picture
from .wordlist import Words

MOST = 2_000  # links of a page, bookmarks of a document
LONGEST = 4_000  # bytes of an address
_DEEP = 15


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page (its own points) and what it leads to: an address, or a page by its index."""

    box: Box
    address: str
    page: int


def links(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[Link]:
    """The links of a page that lead to a page or to an address of the web."""
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(MOST):
        if not raw.FPDFLink_Enumerate(page, at, link):
            return
        box = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, box)
        target = raw.FPDFLink_GetDest(document, link)
        number = raw.FPDFDest_GetDestPageIndex(document, target) if target else -1
        address = _address(document, raw.FPDFLink_GetAction(link)) if number < 0 else ""
        if address or number >= 0:
            yield Link((box.left, box.bottom, box.right, box.top), address, number)


def _address(document: pdfium.PdfDocument, action: object) -> str:
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size <= LONGEST:
        return ""
    holder = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, holder, size)
    return holder.value.decode("utf-8", "replace")


def put_links(
    fresh: pikepdf.Pdf,
    number: int,
    found: list[Link],
    page: pdfium.PdfPage,
    look: Look,
    words: Words,
    *,
    drawn: bool,
) -> int:
    """Put the links onto page ``number``; those that say a word or lie where one stood go. How many went."""
    kept = []
    gone = 0
    for link in found:
        seen = on_picture(page, look.size, link.box)
        under = any(
            seen[0] < right and left < seen[2] and seen[1] < bottom and top < seen[3]
            for left, top, right, bottom in look.cut
        )
        if under or words.spans(link.address) or link.page >= len(fresh.pages):
            gone += not under and bool(link.address)
            continue
        box = link.box
        if drawn:
            high = look.size[1]
            box = (seen[0], high - seen[3], seen[2], high - seen[1])
            box = (box[0] / look.scale, box[1] / look.scale, box[2] / look.scale, box[3] / look.scale)
        action = (
            pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(link.address))
            if link.address
            else pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[fresh.pages[link.page].obj, pikepdf.Name.Fit])
        )
        kept.append(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=[round(one, 2) for one in box],
                Border=[0, 0, 0],
                A=action,
            )
        )
    if kept:
        fresh.pages[number].obj.Annots = fresh.make_indirect(pikepdf.Array(kept))
    return gone


def put_bookmarks(fresh: pikepdf.Pdf, source: pdfium.PdfDocument, words: Words) -> int:
    """Bookmarks with the mark in place of words; how many places there were."""
    removed = 0
    with fresh.open_outline() as outline:
        levels = [outline.root]
        for count, one in enumerate(source.get_toc(max_depth=_DEEP)):
            if count >= MOST:
                break
            target = one.get_dest()
            index = target.get_index() if target else None
            title = one.get_title()
            removed += len(words.spans(title))
            item = pikepdf.OutlineItem(words.cut(title), index if index is not None else 0)
            del levels[one.level + 1 :]
            levels[-1].append(item)
            levels.append(item.children)
    return removed

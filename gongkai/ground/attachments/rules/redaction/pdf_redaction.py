"""A PDF without the words: a new file of the pages as they look, into which nothing else is carried over.

A page that holds a word, or anything that a reader does not see, becomes its picture with the word painted
out and an unseen text of what is left. Other pages stay as they are drawn. No object of the old file's notes,
fields, properties, attached files, programs, tags or earlier states is reachable from the new one.
"""

import zlib
from collections.abc import Sequence
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from PIL import Image

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.hidden.in_pdf import opened
from gongkai.ground.attachments.rules.hidden.pdf_parts import load

from . import NO_PAGE, Redacted, Region
from .painting import paint, paint_until_gone
from .pdf_finding import find
from .pdf_keep import bare, has_marks, signs, stays, subsets
from .pdf_links import links, put_bookmarks, put_links
from .pdf_look import Look, look_at, picture_of
from .text_layer import font, layer
from .wordlist import Words

MAX_PAGES = 200  # some 3 s each
TOO_MANY = f"PDF 超过 {MAX_PAGES} 页，没有处理；请拆成几个文件后分别处理"
ALSO_DRAWN = (
    "第 {} 页没有要去掉的词，因有表单、图层、不显示的内容，或与别页共用的字体会透露删去的字，也已换成图片"
)
_TALK = {"/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/Caret"}
_LOSSLESS = 1_500_000  # bytes: a page of writing stays below; a photograph is better compressed with loss
_QUALITY = 85


def pdf_without(data: bytes, words: Words, regions: Sequence[Region]) -> Redacted:
    """The copy, and which of its pages were drawn anew."""
    quiet = _without_talk(data)
    with opened(quiet) as source, load(quiet) as document, pikepdf.new() as fresh:
        if len(source) > MAX_PAGES:
            raise Refused(TOO_MANY)
        if any(one.page > len(source) for one in regions):
            raise Refused(NO_PAGE)
        looks = [look_at(source[number]) for number in range(len(source))]
        removed = find(looks, words, regions)
        kept = _kept(document, looks, words)
        unseen = font(fresh)
        for number, look in enumerate(looks):
            if number in kept:
                fresh.pages.append(document.pages[number])
            else:
                _drawn(fresh, source[number], look, words, unseen)
        removed += sum(
            put_links(
                fresh, number, list(links(source, source[number])), source[number], look, words,
                drawn=number not in kept,
            )
            for number, look in enumerate(looks)
        )  # fmt: skip
        if not regions:  # a title may repeat what stood in a region
            removed += put_bookmarks(fresh, source, words)
        holder = BytesIO()
        fresh.remove_unreferenced_resources()
        fresh.save(holder, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        pages = tuple(number + 1 for number in range(len(looks)) if number not in kept)
        return Redacted(holder.getvalue(), removed, pages, notes=tuple(_notes(looks, kept)))


def _without_talk(data: bytes) -> bytes:
    """The document without notes that stand beside what is written: their signs are not part of the page."""
    with load(data) as document:
        for page in document.pages:
            listed = page.obj.get("/Annots")
            if isinstance(listed, pikepdf.Array):
                page.obj.Annots = pikepdf.Array(
                    one
                    for one in listed
                    if isinstance(one, pikepdf.Dictionary) and str(one.get("/Subtype", "")) not in _TALK
                )
        holder = BytesIO()
        document.save(holder)
    return holder.getvalue()


def _kept(document: pikepdf.Pdf, looks: Sequence[Look], words: Words) -> set[int]:
    """The pages that stay as they are drawn.

    A font may hold just the letters of this document. Pages that share one with a cut page only stay when
    every letter that was cut is seen on them too: else the font would tell it.
    """
    pages = [page.obj for page in document.pages]
    marked = [has_marks(page) for page in pages]
    for page in pages:
        bare(page)
    kept = {
        number
        for number, look in enumerate(looks)
        if not marked[number] and stays(document, pages[number], look, words)
    }
    cut = [number for number, look in enumerate(looks) if look.gone]
    fonts = set().union(*(subsets(pages[number]) for number in cut))
    sharing = {number for number in kept if fonts & subsets(pages[number])}
    told = signs([looks[number] for number in cut], gone=True)
    if told - signs([looks[number] for number in sharing], gone=False):
        kept -= sharing
    return kept


def _drawn(
    fresh: pikepdf.Pdf, page: pdfium.PdfPage, look: Look, words: Words, unseen: pikepdf.Object
) -> None:
    picture = picture_of(page)
    if look.cut:
        paint(picture, look.cut)
        paint_until_gone(picture, words, look.cut)
    wide, high = look.size[0] / look.scale, look.size[1] / look.scale
    text = layer(look)
    fresh.add_blank_page(page_size=(round(wide, 2), round(high, 2)))
    new = fresh.pages[-1].obj
    new.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(I=_image(fresh, picture)), Font=pikepdf.Dictionary(T=unseen)
    )
    new.Contents = fresh.make_stream(b"q %.2f 0 0 %.2f 0 0 cm /I Do Q\n" % (wide, high) + text)


def _image(fresh: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    pixels = np.asarray(picture)
    grey = bool((pixels[:, :, :1] == pixels).all())
    plain = picture.convert("L") if grey else picture
    packed, kind = zlib.compress(plain.tobytes(), 9), "/FlateDecode"
    if len(packed) > _LOSSLESS:
        holder = BytesIO()
        plain.save(holder, "JPEG", quality=_QUALITY)
        packed, kind = holder.getvalue(), "/DCTDecode"
    image = pikepdf.Stream(fresh, packed)
    image.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name(kind),
    )
    return fresh.make_indirect(image)


def _notes(looks: Sequence[Look], kept: set[int]) -> list[str]:
    """What a person should look at."""
    notes = []
    if unsure := [str(number) for number, look in enumerate(looks, 1) if not look.sure]:
        notes.append(f"第 {'、'.join(unsure)} 页有看不清的文字，请人工核对")
    others = [str(number) for number, look in enumerate(looks, 1) if number - 1 not in kept and not look.cut]
    if others:
        notes.append(ALSO_DRAWN.format("、".join(others)))
    return notes

"""A PDF that says only what it shows: unseen text, notes, attached files, programs and properties gone.

Text stays text. Only a page whose unseen words cannot be taken out for certain becomes its own picture, and
the notes of the copy say which.
"""

from io import BytesIO
from typing import Any

import pikepdf

from gongkai.ground.attachments.rules.hidden.in_pdf import examine, opened
from gongkai.ground.attachments.rules.hidden.pdf_page import PageView
from gongkai.ground.attachments.rules.hidden.pdf_parts import every, load
from gongkai.ground.attachments.rules.hidden.pdf_pictures import Words, look

from .pdf_stream import without_unseen

_ROOT = (
    "/Metadata",
    "/Names",
    "/AF",
    "/OpenAction",
    "/AA",
    "/PieceInfo",
    "/Collection",
    "/JavaScript",
    "/Perms",
)
_PAGE = ("/Metadata", "/AF", "/AA", "/PieceInfo", "/Thumb")
_NOTES = ("/Contents", "/T", "/RC", "/Subj", "/Popup", "/NM", "/IRT", "/AA", "/M", "/CreationDate", "/AF")
_TALK = {"/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/Caret"}
SIGNATURE = "原文件的数字签名已失效并删去，印章图样保留"


def pdf_copy(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The cleaned document, and what a person should know of it."""
    notes: list[str] = []
    with opened(data) as source, load(data) as document:
        for number, page in enumerate(document.pages):
            view, words = examine(source[number], recognise=True)
            layered = _switched_off(document, page) and view.has_pictures()
            if layered or _hides(view, words):
                stream = None if layered or words.covered else without_unseen(document, page, view)
                if stream is None:
                    _as_picture(document, page, source[number])
                    notes.append(f"第 {number + 1} 页已换成图片：被遮盖的内容无法单独删除")
                else:
                    page.obj.Contents = document.make_stream(stream)
                _untagged(document)
            _annotations(page)
            _remove(page.obj, *_PAGE)
        notes += _document(document)
        holder = BytesIO()
        document.remove_unreferenced_resources()
        document.save(holder, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return holder.getvalue(), tuple(notes)


def _hides(view: PageView, words: Words) -> bool:
    return bool(words.covered or any(one.hiding is not None and one.text.strip() for one in view.glyphs))


def _switched_off(document: pikepdf.Pdf, page: pikepdf.Page) -> bool:
    """Whether part of a page stands in a layer that is not shown."""
    layers = document.Root.get("/OCProperties")
    shown = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    off = shown.get("/OFF") if isinstance(shown, pikepdf.Dictionary) else None
    used = page.resources.get("/Properties")
    if not isinstance(off, pikepdf.Array) or not isinstance(used, pikepdf.Dictionary):
        return False
    return bool({one.objgen for one in off} & {one.objgen for _, one in used.items()})


def _as_picture(document: pikepdf.Pdf, page: pikepdf.Page, source: Any) -> None:
    """Put the look of a page in the place of its instructions."""
    picture = look(source).convert("RGB")
    left, bottom, right, top = source.get_bbox()
    image = document.make_stream(
        picture.tobytes(),
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": picture.width,
            "/Height": picture.height,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
            "/BitsPerComponent": 8,
        },
    )
    wide, high = right - left, top - bottom
    if source.get_rotation() in (90, 270):
        wide, high = high, wide
    page.obj.Contents = document.make_stream(f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /Page Do Q".encode())
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=image))
    page.obj.MediaBox = pikepdf.Array([0, 0, round(wide, 3), round(high, 3)])
    _remove(
        page.obj,
        "/Rotate",
        "/CropBox",
        "/TrimBox",
        "/BleedBox",
        "/ArtBox",
        "/Annots",
        "/StructParents",
        "/Group",
    )
    page.obj.Rotate = 0
    page.obj.CropBox = page.obj.MediaBox


def _untagged(document: pikepdf.Pdf) -> None:
    """The tags of a page may repeat what was taken out of it."""
    _remove(document.Root, "/StructTreeRoot", "/MarkInfo")


def _annotations(page: pikepdf.Page) -> None:
    """Talk about the page goes; what is drawn on it stays, without who drew it and what he said."""
    listed = page.obj.get("/Annots")
    if not isinstance(listed, pikepdf.Array):
        return
    kept = []
    for one in listed:
        if not isinstance(one, pikepdf.Dictionary) or str(one.get("/Subtype", "")) in _TALK:
            continue
        kind = str(one.get("/Subtype", ""))
        if kind not in ("/Link", "/Widget"):
            _remove(one, *(name for name in _NOTES if kind != "/FreeText" or name != "/Contents"))
        action = one.get("/A")
        if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) not in ("/URI", "/GoTo"):
            _remove(one, "/A")
        _remove(one, "/AA")
        kept.append(one)
    page.obj.Annots = pikepdf.Array(kept)


def _document(document: pikepdf.Pdf) -> list[str]:
    """What stands beside the pages; destinations that links jump to stay."""
    notes = []
    names = document.Root.get("/Names")
    targets = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    _remove(document.Root, *_ROOT)
    if targets is not None:
        document.Root.Names = pikepdf.Dictionary(Dests=targets)
    form = document.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        _remove(form, "/XFA", "/SigFlags")
    for one in list(every(document)):
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/FT", "")) == "/Sig" and "/V" in one:
            del one["/V"]
            notes = [SIGNATURE]
        _remove(one, "/JS", "/Metadata", "/PieceInfo")
    _remove(document.trailer, "/Info")
    return notes


def _remove(holder: Any, *names: str) -> None:
    for name in names:
        if name in holder:
            del holder[name]

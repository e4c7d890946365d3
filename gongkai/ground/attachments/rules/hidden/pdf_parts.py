"""What stands in a PDF beside its pages: notes, fields, bookmarks, attached files, properties, programs."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from gongkai.ground.attachments.rules import Hiding, Refused
from gongkai.ground.attachments.rules.archives import CORRUPT, LOCKED

from .parts import Readers
from .place import Found, Unread, piece

SEEN_NOTES = ("/FreeText", "/Link", "/Widget")  # notes whose words stand on the page itself
_SILENT = {"CreationDate", "ModDate", "Producer", "Trapped", "PTEX.Fullbanner"}
_SOFTWARE = {
    "CreatorTool",
    "Producer",
    "CreateDate",
    "ModifyDate",
    "MetadataDate",
    "DocumentID",
    "InstanceID",
    "format",
}


def load(data: bytes) -> pikepdf.Pdf:
    """The document, refused when it cannot be opened without a password."""
    try:
        return pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError as locked:
        raise Refused(LOCKED) from locked
    except (pikepdf.PdfError, ValueError, OSError) as broken:
        raise Refused(CORRUPT) from broken


def beside(data: bytes, readers: Readers) -> Found:
    """Every word that stands on no page."""
    with load(data) as document:
        for key, entry in document.docinfo.items():
            if (name := str(key).lstrip("/")) not in _SILENT:
                yield from piece(_said(entry), f"文档属性 {name}", Hiding.PROPERTY)
        if "/Metadata" in document.Root:
            yield from xmp(bytes(document.Root.Metadata.read_bytes()))
        for number, page in enumerate(document.pages, 1):
            for note in _listed(page.obj.get("/Annots")):
                yield from _note(note, f"第 {number} 页")
        for name, content in files(document):
            if content is None:
                yield Unread(f"嵌入文件‘{name}’")
            else:
                yield from readers.file(content, name)
        for title in _bookmarks(document):
            yield from piece(title, "书签")
        for label, script in _programs(document):
            yield from piece(script, label, Hiding.EMBEDDED)


def xmp(packet: bytes) -> Found:
    """The words of an XMP packet."""
    text = packet.decode("utf-8", "replace")
    said = [
        *re.findall(r"<(?:\w+:)?(\w+)[^<>]*>([^<>]*[^<>\s][^<>]*)<", text),
        *re.findall(r'\s(?!xmlns)\w+:(\w+)="([^"]+)"', text),
    ]
    words = [
        content for name, content in said if name not in _SOFTWARE and not re.match(r"about|toolkit", name)
    ]
    yield from piece("\n".join(words), "文档属性 XMP", Hiding.PROPERTY)


def every(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of a document, those that stand inside others too."""
    ahead = list(document.objects)
    while ahead:
        one = ahead.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            inner = [part for _, part in one.items()]
        else:
            inner = list(one) if isinstance(one, pikepdf.Array) else []
        ahead += [part for part in inner if isinstance(part, pikepdf.Object) and not part.is_indirect]


def _said(content: Any) -> str:
    return str(content) if isinstance(content, pikepdf.String | str) else ""


def _listed(holder: Any) -> list[Any]:
    """The dictionaries of an array that may be missing or broken."""
    if not isinstance(holder, pikepdf.Array):
        return []
    return [one for one in holder if isinstance(one, pikepdf.Dictionary)]


def _note(note: Any, place: str) -> Found:
    kind = str(note.get("/Subtype", ""))
    hiding = Hiding.VISIBLE if kind in SEEN_NOTES else Hiding.COMMENT
    author = _said(note.get("/T")) if kind != "/Widget" else ""
    by = f"（作者 {author}）" if author else ""
    label = {"/Widget": "表单", "/Link": "链接"}.get(kind, f"批注{by}")
    yield from piece(_said(note.get("/Contents")), f"{place}{label}", hiding)
    yield from piece(author, f"{place}批注作者", Hiding.COMMENT)
    rich = re.sub(r"<[^>]*>", " ", _said(note.get("/RC")))
    yield from piece(rich, f"{place}{label}", Hiding.COMMENT)
    yield from piece(_said(note.get("/V")), f"{place}表单", Hiding.VISIBLE)
    action = note.get("/A")
    if isinstance(action, pikepdf.Dictionary):
        yield from piece(_said(action.get("/URI")), f"{place}链接", Hiding.VISIBLE)


def files(document: pikepdf.Pdf) -> Iterator[tuple[str, bytes | None]]:
    """The files a document carries: by name, beside a page, or pinned to it; None when one cannot be read."""
    for one in every(document):
        if isinstance(one, pikepdf.Dictionary) and isinstance(one.get("/EF"), pikepdf.Dictionary):
            name = _said(one.get("/UF")) or _said(one.get("/F")) or "未命名"
            try:
                yield name, bytes(next(iter(one.EF.values())).read_bytes())
            except (pikepdf.PdfError, AttributeError, StopIteration, TypeError):
                yield name, None


def _bookmarks(document: pikepdf.Pdf) -> Iterator[str]:
    with document.open_outline(max_depth=20) as outline:
        ahead = list(outline.root)
        for item in ahead:
            yield item.title
            ahead += item.children


def _programs(document: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Scripts, and forms of the XFA kind, whose data no page shows."""
    for one in every(document):
        if isinstance(one, pikepdf.Dictionary) and (script := one.get("/JS")) is not None:
            yield "脚本", _said(script) or _stream(script)
        if isinstance(one, pikepdf.Dictionary) and (form := one.get("/XFA")) is not None:
            listed = [form] if isinstance(form, pikepdf.Stream) else list(form)
            texts = [_stream(part) for part in listed if isinstance(part, pikepdf.Stream)]
            yield "表单数据", "\n".join(re.sub(r"<[^>]*>", "\n", text) for text in texts)


def _stream(one: Any) -> str:
    return bytes(one.read_bytes()).decode("utf-8", "replace") if isinstance(one, pikepdf.Stream) else ""

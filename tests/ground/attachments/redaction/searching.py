"""Is a word anywhere in a file? Asked of bytes, objects, text and pixels, by code of its own."""

import io
import re
import unicodedata
import zipfile
import zlib
from functools import cache

import numpy as np
import pikepdf
import pypdfium2
from lxml import etree
from PIL import Image
from rapidocr import RapidOCR


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]+", "", unicodedata.normalize("NFKC", text)).casefold()


def codings(word: str) -> list[bytes]:
    wide = word.encode("utf-16-be")
    told = [word.encode(), wide, word.encode("utf-16-le"), word.encode("gb18030")]
    told += [wide.hex().encode(), wide.hex().upper().encode()]
    told += [b"".join(b"%%%02X" % byte for byte in word.encode())]
    return [one for one in told if len(one) >= 6]


@cache
def engine():
    return RapidOCR(params={"Global.log_level": "critical"})


def read(picture: Image.Image) -> str:
    flat = picture.convert("RGB")
    return seen(flat.size, flat.tobytes())


@cache
def seen(size: tuple[int, int], pixels: bytes) -> str:
    found = engine()(np.asarray(Image.frombytes("RGB", size, pixels))[:, :, ::-1])
    return "".join(found.txts or ())


def inflated(data: bytes) -> list[bytes]:
    """Every deflated stretch of a PDF's bytes, whether any object leads to it or not."""
    found = []
    for match in re.finditer(rb"stream\r?\n", data):
        body = data[match.end() :]
        try:
            found.append(zlib.decompressobj().decompress(body))
        except zlib.error:
            found.append(body[: body.find(b"endstream")])
    return found


def in_pdf(data: bytes, words: list[str]) -> list[str]:
    """Places of a PDF that hold a word."""
    found = []
    for word in words:
        found += [
            f"bytes: {word}" for one in [data, *inflated(data)] for form in codings(word) if form in one
        ]
    texts: list[tuple[str, str]] = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for one in [*document.objects, document.trailer]:
            texts += [("object", text) for text in told(one, 0)]
    sheets = pypdfium2.PdfDocument(data)
    texts.append(("text", "".join(page.get_textpage().get_text_range() for page in sheets)))
    texts += [("bookmark", one.get_title()) for one in sheets.get_toc()]
    texts += [("pixels", read(page.render(scale=2).to_pil())) for page in sheets]
    for page in sheets:
        for one in page.get_objects(max_depth=5):
            if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
                texts.append(("image", read(one.get_bitmap(render=False).to_pil())))
    found += [
        f"{place}: {word}" for word in words for place, text in texts if squeezed(word) in squeezed(text)
    ]
    return found


def told(one: object, depth: int) -> list[str]:
    """What an object of a PDF says, down to what stands inside it."""
    if isinstance(one, pikepdf.String):
        return [str(one), bytes(one).decode("gb18030", "ignore"), bytes(one).decode("utf-8", "ignore")]
    if isinstance(one, pikepdf.Name):
        return [str(one)]
    if isinstance(one, pikepdf.Array) and depth < 30:
        return [text for part in one if not deep(part) for text in told(part, depth + 1)]
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) and depth < 30:
        parts = [
            text for key, part in one.items() if not deep(part) for text in [key, *told(part, depth + 1)]
        ]
        if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) != "/Image":
            content = one.read_bytes()
            parts += [content.decode("latin-1"), content.decode("utf-8", "ignore")]
        return parts
    return []


def deep(part: object) -> bool:
    """Stands elsewhere in the file, and is looked at there."""
    return isinstance(part, pikepdf.Object) and part.is_indirect


def in_zip(data: bytes, words: list[str]) -> list[str]:
    """Places of a DOCX or XLSX that hold a word."""
    found, texts = [], []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        found += [f"bytes of {name}" for word in words for one in codings(word) if one in content]
        texts.append((f"name {name}", name))
        if name.endswith((".xml", ".rels", ".vml")):
            root = etree.fromstring(content)
            texts.append((name, "".join(map(str, root.itertext()))))
            texts += [(name, str(text)) for one in root.iter() for text in one.attrib.values()]
        elif name.endswith((".png", ".jpg", ".jpeg")):
            texts.append((name, read(Image.open(io.BytesIO(content)))))
    found += [f"bytes: {word}" for word in words for one in codings(word) if one in data]
    return found + [
        f"{name}: {word}" for word in words for name, text in texts if squeezed(word) in squeezed(text)
    ]

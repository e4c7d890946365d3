"""Containers made by hand: zip archives, the old compound format, and small whole Office files."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def compound(*streams: str) -> bytes:
    """An OLE file with streams of these names, each of 4,096 zeros."""
    size = 4096 // SECTOR
    entries = [("Root Entry", 5, 1 if streams else FREE, END, 0)]
    for place, name in enumerate(streams):
        entries.append((name, 2, FREE, 2 + place * size, 4096))
    fat = [FAT, END]
    for place in range(len(streams)):
        first = 2 + place * size
        fat += [first + n + 1 for n in range(size - 1)] + [END]
    directory = b""
    for place, (name, kind, child, start, length) in enumerate(entries[:4]):
        written = name.encode("utf-16-le")
        right = place + 1 if 0 < place < len(entries) - 1 else FREE
        directory += written.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(written) + 2, kind, 1, FREE, right, child
        )
        directory += bytes(16 + 4 + 8 + 8) + struct.pack("<IQ", start, length)
    directory = directory.ljust(SECTOR, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + table + directory + bytes(4096 * len(streams))


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs or ("正文",):
        document.add_paragraph(paragraph)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(rows=(("区", "户数"), ("东湖区", 12))) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(text: str = "Hello", **options) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, **options)
    canvas.drawString(72, 700, text)
    canvas.save()
    return out.getvalue()


def picture(kind: str = "PNG", size=(40, 30)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()

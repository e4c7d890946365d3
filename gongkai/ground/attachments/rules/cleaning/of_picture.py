"""A picture without what stands beside its pixels. JPEG and PNG are cut at their segments: no pixel changes.

A picture that is only turned by its properties is turned for good; JPEG is then compressed once more.
"""

import struct
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from gongkai.ground.attachments.rules import Refused

UNREADABLE = "图片已损坏或格式无法识别，无法清理。请另存为 JPEG 或 PNG 后重新上传。"
# What a viewer needs to show the pixels: header, palette, colours, transparency, data (PNG, ISO/IEC 15948).
_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"bKGD"}
_SEGMENTS = {0xE0, 0xEE}  # JFIF and Adobe, which say how colours are stored
_ORIENTATION = 0x0112
_QUALITY = 95
_NO_LENGTH = {0x01, *range(0xD0, 0xD8)}


def picture_copy(data: bytes) -> bytes:
    """The cleaned picture, in its own format."""
    try:
        image = Image.open(BytesIO(data))
        kind, turned = image.format, image.getexif().get(_ORIENTATION, 1) not in (0, 1)
        image.load()
        if kind == "PNG" and not turned:
            return _png(data)
        if kind in ("JPEG", "MPO") and not turned:
            return _jpeg(data)
        if kind == "TIFF":
            return _tiff(image)
        return _again(image, "JPEG" if kind == "MPO" else str(kind))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, IndexError) as broken:
        raise Refused(UNREADABLE) from broken
    except Image.DecompressionBombError as large:
        raise Refused(UNREADABLE) from large


def _png(data: bytes) -> bytes:
    parts, at = [data[:8]], 8
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind in _CHUNKS:
            parts.append(data[at : at + 12 + length])
        at += 12 + length
        if kind == b"IEND":
            break
    return b"".join(parts)


def _jpeg(data: bytes) -> bytes:
    """Segments up to the picture without comments and properties; then the picture up to its end mark."""
    parts, at = [data[:2]], 2
    while data[at] == 0xFF:
        mark = data[at + 1]
        if mark in _NO_LENGTH:
            at += 2
            continue
        if mark == 0xFF:
            at += 1
            continue
        if mark == 0xD9:
            break
        length = struct.unpack(">H", data[at + 2 : at + 4])[0] + 2
        colours = mark == 0xE2 and data[at + 4 : at + 15] == b"ICC_PROFILE"
        if mark in _SEGMENTS or colours or not (0xE0 <= mark <= 0xEF or mark == 0xFE):
            parts.append(data[at : at + length])
        at += length
        if mark == 0xDA:
            end = _end_of_scan(data, at)
            parts.append(data[at:end])
            at = end
    return b"".join([*parts, b"\xff\xd9"])


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the coded pixels stop: at the first mark that is neither padding nor a restart."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _again(image: Image.Image, kind: str) -> bytes:
    upright = ImageOps.exif_transpose(image)
    bare = upright.convert("RGBA") if upright.mode == "P" else upright
    bare.info = {}
    holder = BytesIO()
    options = {"quality": _QUALITY} if kind == "JPEG" else {}
    bare.save(holder, kind, **options)
    return holder.getvalue()


def _tiff(image: Image.Image) -> bytes:
    frames = []
    for frame in ImageSequence.Iterator(image):
        upright = ImageOps.exif_transpose(frame)
        bare = Image.new(upright.mode, upright.size)
        bare.paste(upright)
        frames.append(bare)
    holder = BytesIO()
    compression = "group4" if all(one.mode == "1" for one in frames) else "tiff_deflate"
    frames[0].save(holder, "TIFF", save_all=True, append_images=frames[1:], compression=compression)
    return holder.getvalue()

"""What a picture says: in its pixels, and in what cameras and programs write beside them (EXIF, XMP)."""

import re
from collections.abc import Iterator
from io import BytesIO

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from gongkai.ground.attachments.rules import Hiding

from . import ocr
from .place import Found, Unread, piece

MAX_FRAMES = 100  # pages of a TIFF read by OCR; more are named as unread
_IFDS = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo)
_TAGS = ExifTags.TAGS | ExifTags.GPSTAGS
# fmt: off
_LOOKS = frozenset(  # tags that say how the pixels are stored, and nothing of who made them where
    (
        "Orientation", "XResolution", "YResolution", "ResolutionUnit", "YCbCrPositioning", "ColorSpace",
        "ExifOffset", "GPSInfo", "ExifVersion", "ExifImageWidth", "ExifImageHeight", "FlashPixVersion",
        "ImageWidth", "ImageLength", "BitsPerSample", "Compression", "FillOrder", "PhotometricInterpretation",
        "StripOffsets", "SamplesPerPixel", "RowsPerStrip", "StripByteCounts", "PlanarConfiguration",
        "NewSubfileType", "ComponentsConfiguration", "InterColorProfile", "Predictor", "ExtraSamples",
        "SampleFormat", "ColorMap", "TileWidth", "TileLength", "TileOffsets", "TileByteCounts", "JPEGTables",
        "Group3Options", "PageNumber",
    )
)
_TECHNICAL = frozenset(
    (
        "dpi", "gamma", "jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile", "transparency",
        "interlace", "srgb", "chromaticity", "mp", "exif", "compression", "progressive", "progression",
        "adobe",
        "adobe_transform", "background", "default_image", "loop", "duration", "version", "extension",
        "resolution", "photoshop", "aspect", "blend", "disposal", "bbox", "timestamp", "xmp",
    )
) | {"XML:com.adobe.xmp", "Raw profile type exif"}
# fmt: on


def picture(data: bytes, *, recognise: bool) -> Found:
    """Every word of a picture; ``recognise`` reads the pixels too."""
    try:
        image = Image.open(BytesIO(data))
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        yield Unread("（图片格式无法识别）")
        return
    yield from _written(image, data)
    if not recognise:
        yield Unread("（图片文字未识别）")
        return
    frames = getattr(image, "n_frames", 1)
    for number in range(min(frames, MAX_FRAMES)):
        image.seek(number)
        where = f"第 {number + 1} 页" if frames > 1 else ""
        found = ocr.read(ImageOps.exif_transpose(image))
        yield from piece("\n".join(found.lines), where, Hiding.PICTURE)
        if not found.complete:
            yield Unread(f"{where}（图片文字未能全部识别）")
    if frames > MAX_FRAMES:
        yield Unread(f"第 {MAX_FRAMES + 1} 页以后")


def _written(image: Image.Image, data: bytes) -> Found:
    """What stands beside the pixels."""
    exif = image.getexif()
    for tags in (exif, *(exif.get_ifd(one) for one in _IFDS)):
        for tag, content in tags.items():
            name = str(_TAGS.get(tag, tag))
            if name not in _LOOKS:
                place = "拍摄位置" if tags is not exif and name.startswith("GPS") else "拍摄信息"
                words = _windows(content) if name.startswith("XP") else _said(content)
                yield from piece(words, f"{place} {name}", Hiding.EXIF)
    if exif.get_ifd(ExifTags.IFD.IFD1):
        yield from piece("内嵌缩略图", "拍摄信息", Hiding.EXIF)
    for key, content in image.info.items():
        if (name := str(key)) not in _TECHNICAL and isinstance(content, str | bytes):
            yield from piece(_said(content), f"图片说明 {name}", Hiding.EXIF)
    for packet in re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", data, re.DOTALL)[:4]:
        text = packet.decode("utf-8", "replace")
        said = [*re.findall(r">([^<>]*[^<>\s][^<>]*)<", text), *re.findall(r'(?<!xmlns):\w+="([^"]*)"', text)]
        yield from piece("\n".join(said), "图片说明 XMP", Hiding.EXIF)
    for tail in _after(data):
        yield from piece(tail, "图片文件末尾附加的数据", Hiding.REMNANT)


def _windows(content: object) -> str:
    """The properties that Windows writes into photos are UTF-16."""
    if isinstance(content, tuple):
        content = bytes(content)
    return content.decode("utf-16-le", "replace").strip("\0 ") if isinstance(content, bytes) else str(content)


def _said(content: object) -> str:
    """A value as words; bytes in the encodings that Windows and cameras write."""
    if isinstance(content, bytes):
        head = content[:8]
        body = content[8:] if head in (b"ASCII\0\0\0", b"UNICODE\0", b"\0" * 8) else content
        wide = head == b"UNICODE\0" or (len(body) > 3 and body[1::2].count(0) * 4 >= len(body))
        for encoding in ("utf-16-le", "utf-16-be") if wide else ("utf-8", "gb18030"):
            try:
                return body.decode(encoding).strip("\0 ")
            except UnicodeDecodeError:
                continue
        return ""
    if isinstance(content, tuple):
        return " ".join(_said(one) for one in content)
    text = str(content).strip("\0 ")
    if text.isascii() or any(ord(sign) > 255 for sign in text):
        return text
    return _said(text.encode("latin-1"))  # text of another encoding that was read as Latin-1


def _after(data: bytes) -> Iterator[str]:
    """Words in what stands after the end of a picture; a viewer never shows it."""
    tail = b""
    if data.startswith(b"\x89PNG") and (end := data.rfind(b"IEND")) > 0:
        tail = data[end + 8 :]
    elif data.startswith(b"\xff\xd8") and (end := data.rfind(b"\xff\xd9")) > 0:
        tail = data[end + 2 :]
    if tail.strip(b"\0"):
        yield tail[:100_000].decode("utf-8", "replace")

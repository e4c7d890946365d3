"""A picture without the words: what is read in it is painted over, what stands beside its pixels is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.cleaning.of_picture import UNREADABLE, picture_copy
from gongkai.ground.attachments.rules.formats import MAX_PIXELS
from gongkai.ground.attachments.rules.hidden import ocr

from . import NO_PAGE, Region
from .painting import bars, hits, paint, paint_until_gone
from .reading import signs_of
from .wordlist import Words

MAX_FRAMES = 100
KINDS = {"PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"}
UNSURE = "有看不清的文字，请人工核对"
TOO_MANY = f"图片超过 {MAX_FRAMES} 页，没有处理；请拆成几个文件后再处理"
_QUALITY = 92


@dataclass(frozen=True, slots=True)
class Picture:
    """The copy, how many places were painted over, in which frames, and what a person should look at."""

    data: bytes
    removed: int
    pages: tuple[int, ...]
    notes: tuple[str, ...]


def cut_picture(data: bytes, words: Words, regions: Iterable[Region] = ()) -> Picture:
    """The picture in its own format, from its visible pixels alone."""
    chosen = list(regions)
    try:
        image = Image.open(BytesIO(data))
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        if kind not in KINDS or image.width * image.height > MAX_PIXELS:
            raise Refused(UNREADABLE)
        frames, removed, pages, notes = [], 0, [], []
        for number, frame in enumerate(ImageSequence.Iterator(image), 1):
            if number > MAX_FRAMES:
                raise Refused(TOO_MANY)
            bare, count, sure = _cut(frame, words, [one for one in chosen if one.page == number])
            frames.append(bare)
            removed += count
            if count:
                pages.append(number)
            if not sure:
                notes.append(f"第 {number} 页{UNSURE}" if getattr(image, "n_frames", 1) > 1 else UNSURE)
        if any(one.page > len(frames) for one in chosen):
            raise Refused(NO_PAGE)
        plain = kind in ("PNG", "JPEG", "TIFF") and not removed and not any(map(_layered, frames))
        return Picture(
            picture_copy(data) if plain else _saved(frames, kind), removed, tuple(pages), tuple(notes)
        )
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        if isinstance(broken, Refused):
            raise
        raise Refused(UNREADABLE) from broken


def _cut(frame: Image.Image, words: Words, regions: list[Region]) -> tuple[Image.Image, int, bool]:
    upright = ImageOps.exif_transpose(frame)
    seen = ocr.on_white(upright)
    lines, sure = signs_of(seen)
    found = hits(lines, words, fuzzy=True)
    boxes = bars([one.box for one in found]) + [
        (one.left * seen.width, one.top * seen.height, one.right * seen.width, one.bottom * seen.height)
        for one in regions
    ]
    if not boxes:
        return _transparent(upright, seen), 0, sure
    paint(seen, boxes)
    paint_until_gone(seen, words, boxes)
    return seen, len(boxes), sure


def _layered(frame: Image.Image) -> bool:
    return frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info


def _transparent(frame: Image.Image, seen: Image.Image) -> Image.Image:
    """Pixels that show nothing may hold anything: they become white; what shows stays as it is."""
    if not _layered(frame):
        bare = Image.new(frame.mode, frame.size)
        if frame.mode == "P":
            bare.putpalette(frame.getpalette() or [])
        bare.paste(frame)
        return bare
    layer = frame.convert("RGBA")
    alpha = layer.getchannel("A")
    bare = Image.new("RGBA", layer.size, (255, 255, 255, 0))
    bare.paste(layer, mask=alpha.point(lambda value: 255 if value > 16 else 0))
    return bare


def _saved(frames: list[Image.Image], kind: str) -> bytes:
    holder = BytesIO()
    first, rest = frames[0], frames[1:]
    if kind == "JPEG":
        first.convert("RGB").save(holder, kind, quality=_QUALITY)
    elif kind in ("TIFF", "GIF", "WEBP") and rest:
        first.save(holder, kind, save_all=True, append_images=rest)
    elif kind == "TIFF":
        first.save(holder, kind, compression="tiff_deflate")
    else:
        first.convert("RGB").save(holder, kind) if kind == "BMP" else first.save(holder, kind)
    return holder.getvalue()

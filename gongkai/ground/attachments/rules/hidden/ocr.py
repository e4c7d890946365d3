"""Words in pictures, read on this machine and nowhere else (rapidocr; its models come in its own wheel).

The engine takes seconds and hundreds of megabytes to load, so a process that reads no picture never loads it,
and one that does loads it once.
"""

import importlib
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

THREADS = 2
SURE = 0.6  # of 1: below, a line counts as unread; practice
INK = 0.002  # share of a picture that differs from its ground before it counts as saying something; practice
SMALL = 24  # pixels: nothing smaller can be read by anybody
MAX_SIDE = 2_400  # pixels: a page of A4 at 200 dpi; what is larger is made smaller first


@dataclass(frozen=True, slots=True)
class Read:
    """Lines of a picture in reading order, and whether all that stands in it was read."""

    lines: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """One character of a picture: what it is and its box in pixels (left, top, right, bottom)."""

    text: str
    box: tuple[float, float, float, float]


@cache
def _engine() -> Any:
    # Imported here by name: it costs 2.5 s and 200 MB, which a file without pictures must not pay.
    rapidocr = importlib.import_module("rapidocr")
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": MAX_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def read(picture: Image.Image) -> Read:
    """What a picture says."""
    flat = on_white(picture)
    if min(flat.size) < SMALL or not has_ink(flat):
        return Read((), complete=True)
    flat.thumbnail((MAX_SIDE, MAX_SIDE))
    found = _engine()(np.asarray(flat)[:, :, ::-1])
    if not found.txts:
        return Read((), complete=_decoration(flat))
    sure = [text for text, score in zip(found.txts, found.scores, strict=True) if score >= SURE]
    return Read(tuple(sure), complete=len(sure) == len(found.txts))


def placed(pixels: NDArray[np.uint8]) -> tuple[list[list[Sign]], bool]:
    """The lines of a picture (rows, columns, RGB) sign by sign, and whether all were read for certain."""
    found = _engine()(pixels[:, :, ::-1], return_word_box=True, return_single_char_box=True)
    lines = []
    for line in found.word_results if found.txts else ():
        signs = []
        for text, _, corners in line:
            across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            signs.append(Sign(text, (min(across), min(down), max(across), max(down))))
        lines.append(signs)
    return lines, not found.txts or all(score >= SURE for score in found.scores)


def on_white(picture: Image.Image) -> Image.Image:
    """The picture as it looks on paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return picture.convert("RGB")


def has_ink(picture: Image.Image) -> bool:
    """Whether anything stands out from the ground."""
    grey = np.asarray(picture.convert("L"), dtype=np.int16)
    return bool(np.mean(np.abs(grey - np.median(grey)) > 40) > INK)


def _decoration(picture: Image.Image) -> bool:
    """An icon or a bullet, in which nobody expects words."""
    return max(picture.size) <= 64

"""Every sign that OCR reads in a picture, with its box: also the lone name on an empty page.

The engine overlooks short words on a large sheet. So what it did not read is cut out and shown to it again.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gongkai.ground.attachments.rules.hidden import ocr
from gongkai.ground.attachments.rules.hidden.ocr import MAX_SIDE, Sign, on_white

STRIP = 500  # pixels: the height of what is shown again
STRIPS = 12  # at most, of one picture
_CONTRAST = 40  # of 255: what differs less from the ground is no ink
_SPECK = 8  # pixels in both directions: smaller ink is no sign
_GAP = 20  # rows without ink that part two strips
_MARGIN = 60  # pixels of ground around a strip
_REACH = 0.4  # of the width of a character: how far the gap beside it is looked for


def signs_of(picture: Image.Image) -> tuple[list[list[Sign]], bool]:
    """The lines of a picture, sign by sign, and whether all of them were read for certain."""
    flat = on_white(picture)
    scale = max(flat.width, flat.height, MAX_SIDE) / MAX_SIDE
    flat.thumbnail((MAX_SIDE, MAX_SIDE))
    pixels = np.array(flat)
    ground = np.median(pixels.reshape(-1, 3), axis=0).astype(np.uint8)
    inked = _ink(pixels, ground)
    if not inked.any():
        return [], True
    lines, sure = ocr.placed(pixels)
    rest = pixels.copy()
    for box in (one.box for line in lines for one in line):
        left, top, right, bottom = (max(round(side), 0) for side in box)
        rest[top : bottom + 1, max(left - 3, 0) : right + 4] = ground
    for top, bottom, left, right in _strips(_ink(rest, ground)):
        frame = ((_MARGIN, _MARGIN), (_MARGIN, _MARGIN), (0, 0))
        strip = np.pad(rest[top:bottom, left:right], frame)
        strip[:_MARGIN], strip[-_MARGIN:], strip[:, :_MARGIN], strip[:, -_MARGIN:] = (ground,) * 4
        more, certain = ocr.placed(strip)
        sure = sure and certain
        lines += [[_moved(one, left - _MARGIN, top - _MARGIN) for one in line] for line in more]
    return [[_fitted(one, inked, scale) for one in line] for line in lines], sure


def _ink(pixels: NDArray[np.uint8], ground: NDArray[np.uint8]) -> NDArray[np.bool_]:
    differs = np.abs(pixels.astype(np.int16) - ground.astype(np.int16)).max(axis=2)
    return np.asarray(differs > _CONTRAST)


def _strips(ink: NDArray[np.bool_]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of rows with ink: top, bottom, left, right."""
    rows = np.flatnonzero(ink.any(axis=1))
    found = 0
    while len(rows) and found < STRIPS:
        apart = np.flatnonzero(np.diff(rows) > _GAP)
        ends = rows[apart] if len(apart) else rows[-1:]
        within = ends[ends - rows[0] < STRIP]
        bottom = int(within[-1] if len(within) else min(rows[0] + STRIP, rows[-1])) + 1
        top = int(rows[0])
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        rows = rows[rows >= bottom]
        left, right = int(columns[0]), int(columns[-1]) + 1
        if bottom - top >= _SPECK and right - left >= _SPECK:
            found += 1
            yield top, bottom, left, right


def _moved(sign: Sign, across: int, down: int) -> Sign:
    left, top, right, bottom = sign.box
    return Sign(sign.text, (left + across, top + down, right + across, bottom + down))


def _fitted(sign: Sign, inked: NDArray[np.bool_], scale: float) -> Sign:
    """The sign in full size, its sides moved out to where no ink is: the engine only guesses them."""
    left, top, right, bottom = sign.box
    blank = np.logical_not(np.any(inked[max(int(top), 0) : int(bottom) + 1], axis=0))
    sides = []
    for side, way in ((left, -1), (right, 1)):
        steps = (round(side) + way * step for step in range(int((right - left) * _REACH)))
        sides.append(next((at for at in steps if not 0 <= at < len(blank) or blank[at]), side))
    return Sign(sign.text, (sides[0] * scale, top * scale, sides[1] * scale, bottom * scale))

"""Black boxes in the pixels themselves, where OCR reads a word, until it reads none."""

from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.hidden.ocr import Sign

from .reading import signs_of
from .wordlist import Words

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels

TRIES = 4
_WIDER, _HIGHER = 0.05, 0.1  # of a character: how far a box reaches beyond what OCR measured
_EDGE = 2  # pixels beyond: letters have soft edges
_AROUND = 60  # pixels above and below what was painted that are read again
STILL = "图片中的文字涂去后仍能认出，没有处理；请人工遮盖这一页后再公开"


def hits(lines: Sequence[Sequence[Sign]], words: Words, *, fuzzy: bool) -> list[Sign]:
    """The characters of words in the lines of a picture; a word may cross lines."""
    signs: list[Sign | None] = []
    text = ""
    for line in lines:
        for sign in line:
            text += sign.text
            signs += [sign] * len(sign.text)
        text += "\n"
        signs.append(None)
    found = [signs[at] for start, end in words.spans(text, fuzzy=fuzzy) for at in range(start, end)]
    return list(dict.fromkeys(one for one in found if one is not None))


def bars(boxes: Iterable[Box], *, grown: float = 1.0) -> list[Box]:
    """Boxes of single characters as bars: widened, and joined where they touch on one line."""
    joined: list[Box] = []
    for left, top, right, bottom in boxes:
        wide, high = _EDGE + (right - left) * _WIDER * grown, _EDGE + (bottom - top) * _HIGHER * grown
        box = (left - wide, top - high, right + wide, bottom + high)
        if joined and _beside(joined[-1], box):
            last = joined.pop()
            box = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        joined.append(box)
    return joined


def _beside(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    level = shared > 0.5 * min(one[3] - one[1], other[3] - other[1])
    return level and one[0] <= other[2] and other[0] <= one[2]


def paint(picture: Image.Image, boxes: Iterable[Box]) -> None:
    """Cover boxes of a picture for good."""
    brush = ImageDraw.Draw(picture)
    for left, top, right, bottom in boxes:
        brush.rectangle((int(left), int(top), int(right) + 1, int(bottom) + 1), fill=0)


def paint_until_gone(picture: Image.Image, words: Words, boxes: Iterable[Box]) -> None:
    """Look again at the lines in which boxes were painted, and paint more where a word can still be read."""
    painted = list(boxes)
    for turn in range(1, TRIES + 1):
        top = max(int(min(one[1] for one in painted)) - _AROUND, 0)
        bottom = min(int(max(one[3] for one in painted)) + _AROUND, picture.height)
        left = hits(signs_of(picture.crop((0, top, picture.width, bottom)))[0], words, fuzzy=False)
        if not left:
            return
        boxes = [(one.box[0], one.box[1] + top, one.box[2], one.box[3] + top) for one in left]
        paint(picture, bars(boxes, grown=4.0 * turn))
    raise Refused(STILL)

"""Which letters and spots of a PDF have to go: by its text as a whole, by OCR of each page, by region."""

from collections.abc import Sequence

from . import Region
from .painting import bars, hits
from .pdf_look import Look, inside
from .wordlist import Words


def find(looks: Sequence[Look], words: Words, regions: Sequence[Region]) -> int:
    """Mark what has to go on every page; how many places there are.

    Words cross lines and pages. OCR may be wrong in one character of a long word, but only where no letters
    are written: where they are, they say what stands there.
    """
    removed = _written(looks, words)
    for number, look in enumerate(looks, 1):
        for region in [one for one in regions if one.page == number]:
            wide, high = look.size
            look.cut.append(
                (region.left * wide, region.top * high, region.right * wide, region.bottom * high)
            )
            removed += 1
        written = [one.box for one in look.letters if one.box is not None]
        loose = [line for line in look.lines if not line or not inside(line[len(line) // 2].box, written)]
        found = hits(look.lines, words, fuzzy=False) + hits(loose, words, fuzzy=True)
        # What the letters say may be drawn elsewhere than what is seen: both are painted, whole.
        seen = bars(one.box for one in dict.fromkeys(found))
        removed += sum(not inside(one, look.cut) for one in seen)
        look.cut += seen
        look.gone |= {
            at
            for at, letter in enumerate(look.letters)
            if letter.box is not None and inside(letter.box, look.cut)
        }
    return removed


def _written(looks: Sequence[Look], words: Words) -> int:
    """Words in the text layers, seen or not; a letter of one is cut where it stands."""
    text: list[str] = []
    owners: list[tuple[Look, int] | None] = []
    for look in looks:
        for at, letter in enumerate(look.letters):
            text.append(letter.text)
            owners += [(look, at)] * len(letter.text)
        text.append("\n")
        owners.append(None)
    spans = words.spans("".join(text))
    for start, end in spans:
        boxes: dict[int, list] = {}
        for owner in owners[start:end]:
            if owner is None:
                continue
            look, at = owner
            look.gone.add(at)
            if (box := look.letters[at].box) is not None:
                boxes.setdefault(id(look), [look]).append(box)
        for look, *found in boxes.values():
            look.cut += bars(found)
    return len(spans)

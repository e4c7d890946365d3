"""Which cell styles of a workbook show nothing: a number format that prints nothing, white on white."""

import re
from dataclasses import dataclass

from .package import Element, named, value

_PRINTS_NOTHING = re.compile(r';{2,3}|"";?(?:"";?){0,3}')
_WHITE = re.compile(r"(?:FF)?FFFFFF", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Numbers of the styles, as cells name them, whose words nobody sees; ``white`` only on plain paper."""

    blank: frozenset[str]
    white: frozenset[str]


def unseen(root: Element) -> Unseen:
    """The styles of ``xl/styles.xml`` that show nothing."""
    codes = {value(one, "numFmtId"): value(one, "formatCode") for one in named(root, "numFmt")}
    empty = {key for key, code in codes.items() if _PRINTS_NOTHING.fullmatch(code.replace(" ", ""))}
    fonts = [_white_font(font) for group in named(root, "fonts") for font in group.iterchildren("{*}font")]
    fills = [_plain_fill(fill) for group in named(root, "fills") for fill in group.iterchildren("{*}fill")]
    blank, white = set(), set()
    styles = [one for group in named(root, "cellXfs") for one in group.iterchildren("{*}xf")]
    for number, style in enumerate(styles):
        if value(style, "numFmtId") in empty:
            blank.add(str(number))
        font, fill = int(value(style, "fontId") or 0), int(value(style, "fillId") or 0)
        if font < len(fonts) and fonts[font] and (fill >= len(fills) or fills[fill]):
            white.add(str(number))
    return Unseen(frozenset(blank), frozenset(white))


def _white_font(font: Element) -> bool:
    return any(
        _WHITE.fullmatch(value(color, "rgb"))
        or value(color, "indexed") in ("1", "9")
        or (value(color, "theme") == "0" and not value(color, "tint"))
        for color in font.iterchildren("{*}color")
    )


def _plain_fill(fill: Element) -> bool:
    """No filling, or a white one."""
    patterns = named(fill, "patternFill")
    if named(fill, "gradientFill"):
        return False
    return all(
        value(one, "patternType") in ("", "none")
        or any(
            _WHITE.fullmatch(value(color, "rgb")) or value(color, "theme") == "0"
            for color in named(one, "fgColor")
        )
        for one in patterns
    )

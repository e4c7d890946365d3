"""Which Chinese font stands in the PDF files that the platform writes: it is embedded, so that all see it.

The operating system has it or not; where it has none, no PDF is written and the message says what to install.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTCollection

# Debian and Ubuntu (fonts-noto-cjk, fonts-wqy-zenhei), Fedora, openEuler and Kylin, Alpine.
PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
)
SIMPLIFIED = ("SC", "CN", "Zen Hei")


class NoFont(RuntimeError):
    """There is no Chinese font; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font's file, and its place in a collection."""

    path: str
    number: int


def font(*, serif: bool = False) -> Font:
    """The font that the settings name, else the first that is installed. Raises NoFont.

    ``serif`` prefers a Song typeface, as official documents have it, where one is installed.
    """
    named = settings.PDF_FONT
    songs = tuple(place.replace("Sans", "Serif").replace("sans", "serif") for place in PLACES if serif)
    for place in (named,) if named else (*songs, *PLACES):
        if Path(place).is_file():
            return Font(place, _simplified(place))
    if named:
        raise NoFont(f"GONGKAI_PDF_FONT 指定的字体 {named} 不存在，请核对路径")
    raise NoFont(
        "没有找到中文字体，不能生成 PDF：请安装 fonts-noto-cjk（Debian、Ubuntu）或"
        " google-noto-sans-cjk-fonts（openEuler、麒麟），或用 GONGKAI_PDF_FONT 指定字体文件"
    )


@lru_cache(maxsize=4)
def _simplified(path: str) -> int:
    """The face for simplified Chinese of a collection; the first of a file with only one."""
    if not path.lower().endswith((".ttc", ".otc")):
        return 0
    with TTCollection(path, lazy=True) as faces:
        names = [str(face["name"].getDebugName(1)) for face in faces.fonts]
    found = [place for place, name in enumerate(names) if name.endswith(SIMPLIFIED)]
    return found[0] if found else 0

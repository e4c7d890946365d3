"""A file's name made safe to show, to save and to send: no path, nothing unseen, nothing a system reserves.

Chinese stays as it is. Pure: no Django, no clock, no I/O.
"""

import re
import unicodedata

MAX_NAME = 200  # bytes of UTF-8; file systems end at 255, and a browser adds “(1)”
NAMELESS = "未命名文件"
INVISIBLE = frozenset(
    ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
)  # controls, direction marks, half characters
FORBIDDEN = re.compile(r'[<>:"|?*]')
SPACES = re.compile(r"\s+")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)  # of Windows
LONGEST_ENDING = 10  # characters with its full stop


def safe(name: str) -> str:
    """The last component of ``name`` without what could harm or deceive; never empty, bounded."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name.replace("\0", "")).rstrip("/\\ "))[-1]
    seen = "".join(c for c in SPACES.sub(" ", last) if unicodedata.category(c) not in INVISIBLE)
    clean = FORBIDDEN.sub("_", SPACES.sub(" ", seen)).strip(" .")
    if RESERVED.fullmatch(clean):
        clean = "_" + clean
    return _bounded(clean) or NAMELESS


def _bounded(name: str) -> str:
    if len(name.encode()) <= MAX_NAME:
        return name
    stem, dot, end = name.rpartition(".")
    if not dot or len(end) >= LONGEST_ENDING:
        stem, end = name, ""
    room = MAX_NAME - len(f"{dot}{end}".encode() if end else b"")
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + (f".{end}" if end else "")

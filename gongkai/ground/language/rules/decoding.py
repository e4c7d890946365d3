"""Bytes to text, in this order: byte-order mark, what the bytes say of themselves if it decodes strictly,
UTF-8, GB 18030, and only then a guess. What was assumed is reported.
"""

import re

from charset_normalizer import from_bytes

DECLARED = re.compile(rb"""<meta[^>]{0,120}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CHINESE = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"}


def strictly(data: bytes, encoding: str) -> str | None:
    """``data`` in ``encoding``, or None when one byte does not fit or Python does not know the encoding."""
    try:
        return data.decode("gb18030" if encoding.lower() in CHINESE else encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def cut_tail(data: bytes, encoding: str) -> str | None:
    """As ``strictly``, forgiving an incomplete character at the very end (a page cut off while saving)."""
    for missing in (1, 2, 3):
        if (text := strictly(data[:-missing], encoding)) is not None:
            return text
    return None


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text and flags. NUL bytes are dropped and said so; undecodable bytes become U+FFFD and are said so."""
    flags: list[str] = []
    for mark, encoding in MARKS:
        if data.startswith(mark) and (text := strictly(data, encoding)) is not None:
            return drop_nul(text, flags)
    declared = match[1].decode("ascii") if (match := DECLARED.search(data[:4096])) else ""
    for encoding in filter(None, (declared, "utf-8", "gb18030")):
        if (text := strictly(data, encoding)) is not None:
            if declared and encoding != declared:
                flags.append(f"声明的编码 {declared} 与内容不符，按 {encoding.upper()} 读取")
            elif not declared and encoding != "utf-8":
                flags.append("按 GB18030 读取")
            return drop_nul(text, flags)
    for encoding in ("utf-8", "gb18030"):
        if (text := cut_tail(data, encoding)) is not None:
            flags.append("文件末尾不完整")
            return drop_nul(text, flags)
    guess = from_bytes(data[:65536]).best()
    flags.append("编码无法确认，个别字符可能有误")
    return drop_nul(data.decode(guess.encoding if guess else "gb18030", "replace"), flags)


def drop_nul(text: str, flags: list[str]) -> tuple[str, tuple[str, ...]]:
    if "\x00" in text:
        flags.append("去除了空字节")
        text = text.replace("\x00", "")
    return text, tuple(flags)

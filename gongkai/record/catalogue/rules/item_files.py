"""A catalogue's file as sheets of text: CSV in UTF-8 or GB 18030, XLSX with merged cells filled; and back.

A workbook is unpacked only when it is small enough unpacked. Pure: bytes in, text out.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from gongkai.ground.attachments.rules import Refused, tables
from gongkai.ground.language.rules.cells import harmless

from .item_lists import BadList, NewItem

MAX_FILE, MAX_UNPACKED = 10_000_000, 80_000_000  # bytes
MAX_ROWS, MAX_COLUMNS = 5_000, 60
TITLES = (
    "编码", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "时限规则", "公开主体",
    "公开渠道和载体", "栏目", "公开对象", "公开方式", "公开层级",
)  # fmt: skip
NAMES = (
    "code", "group", "title", "content", "basis", "limit_text", "limit_rule", "body", "media", "channel",
    "audience", "way", "level",
)  # fmt: skip
Sheet = tuple[str, list[list[str]]]


def sheets(content: bytes, name: str) -> list[Sheet]:
    """The sheets of a file with their names. Raises BadList, in words, for what cannot be read."""
    if len(content) > MAX_FILE:
        raise BadList(f"文件超过 {MAX_FILE // 1_000_000} MB，请拆分后再导入")
    if content[:4] in (b"PK\x03\x04", tables.OLD):
        return _workbook(content)
    if name.lower().endswith((".xlsx", ".xls")):
        raise BadList("文件不是有效的工作簿，可能已损坏，请重新另存为 XLSX")
    return [("", _csv(content))]


def _csv(content: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise BadList("文件既不是 UTF-8 也不是 GB 18030 编码，请用表格软件另存为 CSV（UTF-8）")
    if "\0" in text:
        raise BadList("文件不是文本，请另存为 CSV（UTF-8）或 XLSX")
    first = text.partition("\n")[0]
    separator = max(",\t;", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as wrong:
        raise BadList(f"CSV 格式有误：{wrong}") from wrong
    return [row[:MAX_COLUMNS] for row in rows[:MAX_ROWS]]


def _workbook(content: bytes) -> list[Sheet]:
    try:
        book = tables.opened(content, MAX_UNPACKED)
    except Refused as refused:
        raise BadList(str(refused)) from refused
    return [(str(sheet.title), tables.filled(sheet, MAX_ROWS, MAX_COLUMNS)[0]) for sheet in book.worksheets]


def written(items: Iterable[NewItem]) -> list[Sequence[str]]:
    """Rows under ``TITLES``; a cell that a spreadsheet would calculate is quoted."""
    return [tuple(harmless(getattr(item, name)) for name in NAMES) for item in items]


def as_csv(items: Iterable[NewItem]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([TITLES, *written(items)])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def as_workbook(items: Iterable[NewItem], title: str) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "".join(sign for sign in title if sign not in r"[]:*?/\\")[:31] or "目录"
    for row in [TITLES, *written(items)]:
        sheet.append(list(row))
    sheet.freeze_panes = "A2"
    for column, width in zip(
        "ABCDEFGHIJKLM", (10, 18, 24, 48, 36, 28, 20, 16, 24, 12, 12, 10, 10), strict=True
    ):
        sheet.column_dimensions[column].width = width
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()

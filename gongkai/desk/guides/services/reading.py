"""A file of service items as lines: JSON, JSON Lines, CSV or XLSX. What a line cannot be is told with it.

A workbook is a stranger's: it is read in a confined child, outside every transaction.
"""

import csv
import io
import json
from typing import Any

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.language.rules.decoding import decode

from ..rules.catalogue import Line, table
from ..rules.shape import RuleBroken

MAX_FILE = 50_000_000  # bytes; a city's whole catalogue of three thousand items has ten million
LISTS = ("items", "data", "rows", "list", "records", "result", "事项", "数据")
LINES, WHOLE, TABLES = (".jsonl", ".ndjson"), (".json",), (".csv", ".tsv", ".txt")
BOOK = b"PK\x03\x04"
MAX_DEPTH = 3  # of lists inside an answer


def read(name: str, content: bytes) -> list[Line]:
    """Every record of a file. Raises RuleBroken, in words, for a file that holds none."""
    if len(content) > MAX_FILE:
        raise RuleBroken(f"文件超过 {MAX_FILE // 1_000_000} MB，请拆成几个文件再导入")
    if not content.strip():
        raise RuleBroken("文件是空的")
    ending = name.lower()
    if content[:4] == BOOK or ending.endswith((".xlsx", ".xls", ".xlsm")):
        return _book(content)
    text = decode(content)[0].removeprefix("\ufeff")
    if ending.endswith(LINES):
        return _lines(text)
    if ending.endswith(WHOLE) or (not ending.endswith(TABLES) and text.lstrip()[:1] in ("[", "{")):
        return _answer(text)
    return table(_rows(text))


def _book(content: bytes) -> list[Line]:
    """The first sheet that has headings."""
    try:
        sheets: list[Any] = sandbox.run("cells", content)
    except Refused as refused:
        raise RuleBroken(str(refused)) from refused
    wrong = RuleBroken("工作簿里没有内容")
    for sheet in sheets:
        rows = [[str(cell).replace("\0", "") for cell in row] for row in sheet]
        if not any(any(row) for row in rows):
            continue
        try:
            return table(rows)
        except RuleBroken as broken:
            wrong = broken
    raise wrong


def _rows(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",\t;", key=first.count)
    csv.field_size_limit(1 << 24)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as wrong:
        raise RuleBroken(f"CSV 格式有误：{wrong}；请用表格软件另存为 CSV（UTF-8）") from wrong


def _lines(text: str) -> list[Line]:
    return [_record(number, _parsed(line)) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _answer(text: str) -> list[Line]:
    whole = _parsed(text)
    if isinstance(whole, str):
        raise RuleBroken(whole)
    rows = _found(whole)
    if rows is None:
        raise RuleBroken("JSON 里没有事项的列表：应是一个列表，或放在 items、data 之下")
    return [_record(number, row) for number, row in enumerate(rows, 1)]


def _found(whole: Any, depth: int = 0) -> list[Any] | None:
    """The list of records: the whole, or what lies under a usual name."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and depth < MAX_DEPTH:
        for name in LISTS:
            if (rows := _found(whole.get(name), depth + 1)) is not None:
                return rows
        if depth == 0:
            return [whole]
    return None


def _record(number: int, row: Any) -> Line:
    if isinstance(row, dict):
        return Line(number, _plain(row))
    return Line(number, {}, row if isinstance(row, str) and row else "不是一个事项（应是 JSON 对象）")


def _plain(value: Any) -> Any:
    """Without NUL, which no database takes."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {str(key).replace("\0", ""): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _parsed(text: str) -> Any:
    """The value, or in words why it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        where = f"第 {wrong.lineno} 行附近" if isinstance(wrong, json.JSONDecodeError) else "嵌套过深"
        return f"不是有效的 JSON（{where}），未读入"
    return "不是一个事项（应是 JSON 对象）" if isinstance(found, str) else found

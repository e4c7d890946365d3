"""A file of orders of the national entry as rows: XLSX, CSV, JSON or JSON Lines.

A workbook is a stranger's: it is read in a confined child.
"""

import csv
import io
from collections.abc import Sequence
from typing import Any

import orjson

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.language.rules.decoding import decode

from ..rules.error_reports import LABELS, headings
from ..rules.kinds import RuleBroken

MAX_FILE = 50_000_000  # bytes
BOOK, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LISTS = ("orders", "data", "rows", "list", "records", "items", "工单")
BEFORE = 20  # rows above the headings, at most
Row = tuple[str, Any]


def rows(name: str, content: bytes) -> list[Row]:
    """Every record with the place it stands at. Raises RuleBroken, in words, for a file that holds none."""
    if not content.strip() or len(content) > MAX_FILE:
        raise RuleBroken(f"文件是空的，或者超过 {MAX_FILE // 1_000_000} MB")
    if content[:4] in (BOOK, OLD):
        try:
            sheets: list[list[list[str]]] = sandbox.run("cells", content)
        except Refused as refused:
            raise RuleBroken(str(refused)) from refused
        return _table(next((sheet for sheet in sheets if any(map(any, sheet))), []))
    text = decode(content)[0].removeprefix("\ufeff")
    if name.lower().endswith((".jsonl", ".ndjson")):
        lines = enumerate(text.split("\n"), 1)
        return [(f"第 {number} 行", _parsed(line)) for number, line in lines if line.strip()]
    if text.lstrip()[:1] in ("[", "{"):
        return _answer(_parsed(text))
    csv.field_size_limit(1 << 24)
    try:
        return _table(list(csv.reader(io.StringIO(text, newline=""))))
    except csv.Error as wrong:
        raise RuleBroken(f"CSV 格式有误：{wrong}；请用表格软件另存为 CSV（UTF-8）") from wrong


def _table(cells: Sequence[Sequence[str]]) -> list[Row]:
    for place, names in enumerate(cells[:BEFORE]):
        if set(LABELS) <= headings(dict.fromkeys(map(str, names))):
            below = enumerate(cells[place + 1 :], place + 2)
            return [(f"第 {n} 行", dict(zip(names, row, strict=False))) for n, row in below if any(row)]
    raise RuleBroken(f"没有找到表头：应当有{'、'.join(LABELS.values())}这些列")


def _answer(whole: Any) -> list[Row]:
    if isinstance(whole, dict):
        whole = next((whole[name] for name in LISTS if isinstance(whole.get(name), list)), [whole])
    if not isinstance(whole, list):
        raise RuleBroken("JSON 里没有工单的列表：应是一个列表，或放在 orders 之下")
    return [(f"第 {number} 项", row) for number, row in enumerate(whole, 1)]


def _parsed(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        return None

"""Which shape a record has, told by its structure; never by the name of its file."""

import json
from collections.abc import Callable
from typing import Any

import orjson

from .adapters import answers, pairs, records, regulations
from .source import Source, Unreadable, text_of

Adapter = Callable[[dict[str, Any]], Source]
SHAPES: tuple[tuple[tuple[str, ...], Adapter], ...] = (
    (("interpretation_title", "policy_title"), pairs.pair),
    (("doc_numbers", "history", "text"), regulations.regulation),
    (("meta", "title"), records.article),
    (("doc_number_raw", "title"), records.index_row),
    (("theme", "title", "url"), records.library_row),
    (("interprets", "title", "url"), records.library_row),
    (("topic", "written_date", "title"), records.state_council),
    (("province", "title"), records.search_result),
    (("site", "category", "title", "publish_date"), records.search_result),
)
SIDECAR = {"split", "file", "bytes", "has_siteidcode"}


def adapter_of(record: dict[str, Any]) -> Adapter | None:
    """The adapter whose fields the record has, or None."""
    return next((adapter for names, adapter in SHAPES if all(name in record for name in names)), None)


def is_pair(record: object) -> bool:
    return isinstance(record, dict) and adapter_of(record) is pairs.pair


def is_sidecar(record: object) -> bool:
    """A list of files that lie beside it (``manifest.jsonl``): not a document, nor a list of documents."""
    return isinstance(record, dict) and len(SIDECAR & record.keys()) >= 3


def parse(line: bytes | str) -> Any:
    """A JSON value; NaN, which some exporters write, is read as null. Raises Unreadable with the place."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(line, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"不是完整的 JSON：{error}") from None


def source_of(record: object) -> Source:
    """One record as a source. Raises Unreadable when its shape is not known or it has no identifier."""
    if not isinstance(record, dict):
        raise Unreadable("这一行不是一条记录（应为 JSON 对象）")
    adapter = adapter_of(record)
    if adapter is None:
        raise Unreadable(
            f"不认识的数据结构，字段为：{'、'.join(map(str, list(record)[:8]))}；表格请用 --mapping 说明各列"
        )
    if not text_of(record.get("id")):
        raise Unreadable("记录没有编号（id）")
    return adapter(record)


def answer_rows(answer: object) -> tuple[answers.Schema, list[dict[str, Any]]] | None:
    return answers.schema_of(answer)

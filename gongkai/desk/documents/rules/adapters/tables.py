"""Rows of a CSV or spreadsheet through a mapping: which column is which field.

A mapping is ``{"key": "column", "columns": {"title": "column", …}, "constant": {"issuer": "text"}}``.
"""

from dataclasses import dataclass, fields
from typing import Any

from gongkai.record.catalogue.rules import Link

from ..source import Source, Unreadable, text_of

FIELDS = {f.name for f in fields(Source)} - {
    "key", "attachments", "interprets", "pointers", "thin", "attach_only", "flags", "dated_by_file"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping:
    """``columns``: field → column name; ``constant``: field → text for every row; ``key``: the column that
    tells rows apart ("" uses the address, or the row's content); ``attachments``: columns with addresses of
    files.
    """

    columns: dict[str, str]
    constant: dict[str, str]
    key: str = ""
    attachments: tuple[str, ...] = ()


def mapping_of(data: Any) -> Mapping:
    """Check a mapping read from TOML or JSON; says what is wrong in Chinese."""
    if not isinstance(data, dict) or not all(
        isinstance(data.get(part) or {}, dict) for part in ("columns", "constant")
    ):
        raise Unreadable(
            '对照文件的 columns 和 constant 应当是“字段 = "列名"”的表，例如 [columns] title = "标题"'
        )
    columns = {str(k): str(v) for k, v in (data.get("columns") or {}).items()}
    constant = {str(k): str(v) for k, v in (data.get("constant") or {}).items()}
    if unknown := sorted((set(columns) | set(constant)) - FIELDS):
        raise Unreadable(
            f"对照文件里有不认识的字段：{'、'.join(unknown)}；可用的字段：{'、'.join(sorted(FIELDS))}"
        )
    if "title" not in columns:
        raise Unreadable('对照文件缺少标题列：请在 columns 下写 title = "列名"')
    attachments = data.get("attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(one, str) for one in attachments):
        raise Unreadable('对照文件的 attachments 应当是列名的列表，例如 attachments = ["附件网址"]')
    return Mapping(columns, constant, str(data.get("key") or ""), tuple(attachments))


def row_source(row: dict[str, str], mapping: Mapping, name: str, line: int) -> Source:
    """One row. Columns that the mapping names but the table lacks are an error of the whole table."""
    if missing := [column for column in mapping.columns.values() if column not in row]:
        raise Unreadable(f"表中没有这些列：{'、'.join(missing)}")
    if mapping.key and mapping.key not in row:
        raise Unreadable(f"表中没有 key 所指的列：{mapping.key}")
    values: dict[str, Any] = {field: text_of(row[column]) for field, column in mapping.columns.items()}
    values = {**mapping.constant, **{field: value for field, value in values.items() if value}}
    own = text_of(row.get(mapping.key)) if mapping.key else ""
    return Source(
        key=f"table:{name}:{own or values.get('url') or line}"[:300],
        attachments=tuple(
            Link(address.rsplit("/", 1)[-1], address)
            for column in mapping.attachments
            if (address := text_of(row.get(column)))
        ),
        **values,
    )

"""An order of the national error-report entry (全国政府网站找错), as a row of a table or an object. Pure.

What a column is called differs from export to export; what it holds does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .writing import Writing, clean, cleaned, problems

MAX_ORDER, MAX_FAULT, MAX_PAGE = 64, 60, 500  # characters
FIELDS = {
    "order": ("order", "order_number", "number", "id", "工单号", "工单编号", "编号", "留言编号"),
    "page": ("page", "url", "address", "网页地址", "页面地址", "问题页面", "问题页面地址", "链接", "网址"),
    "fault": ("fault", "kind", "type", "错误类型", "问题类型", "类型"),
    "words": ("words", "description", "text", "问题描述", "错误描述", "描述", "内容"),
    "at": ("at", "received_at", "time", "提交时间", "收到时间", "接收时间", "转办时间", "时间"),
    "name": ("name", "姓名", "网民姓名", "联系人"),
    "telephone": ("telephone", "phone", "电话", "联系电话", "手机号"),
    "email": ("email", "邮箱", "电子邮箱"),
}
KNOWN = {called: field for field, names in FIELDS.items() for called in names}
LABELS = {"order": "工单号", "page": "网页地址", "words": "问题描述", "at": "收到时间"}
FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")


class BadRow(ValueError):
    """The row is no order; the message says what to write."""


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """``at`` has no zone where the source gave none: it is local time."""

    order: str
    fault: str
    at: datetime
    writing: Writing


def headings(row: Mapping[str, Any]) -> set[str]:
    """The fields that the names of a row lead to."""
    return {KNOWN[name] for name in map(_called, row) if name in KNOWN}


def read(row: Mapping[str, Any]) -> ErrorReport:
    """The order of a row. Raises BadRow."""
    found: dict[str, str] = {}
    for name, value in row.items():
        field = KNOWN.get(_called(name))
        if field and value not in (None, "") and not found.get(field):
            if not isinstance(value, str | int):
                raise BadRow(f"{_called(name)[:20]} 应当是文字")
            found[field] = clean(str(value))
    if missing := [label for field, label in LABELS.items() if not found.get(field)]:
        raise BadRow(f"缺少{'、'.join(missing)}")
    order, page, fault = found["order"], found["page"], " ".join(found.get("fault", "").split()) or "其他"
    for label, text, limit in (
        ("工单号", order, MAX_ORDER),
        ("网页地址", page, MAX_PAGE),
        ("错误类型", fault, MAX_FAULT),
    ):
        if len(text) > limit:
            raise BadRow(f"{label}最多 {limit} 字")
    words = f"{found['words']}\n网页地址：{page}\n错误类型：{fault}"
    title = f"{fault}：{' '.join(found['words'].split())[:30]}"
    name, telephone, email = (found.get(one, "") for one in ("name", "telephone", "email"))
    writing = cleaned(Writing(title, words, name=name, telephone=telephone, email=email))
    if wrong := problems(writing, spoken=True):
        raise BadRow("；".join(wrong.values()))
    return ErrorReport(order, fault, _moment(found["at"]), writing)


def _called(name: object) -> str:
    return "".join(clean(str(name)).split()).lower()


def _moment(text: str) -> datetime:
    for form in FORMS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  local time, as its source wrote it
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadRow(f"收到时间不能识别：{text[:30]}，写作 2026-03-02 10:00:00") from None

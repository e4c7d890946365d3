"""The evidence file: one version of one publication with all that proves it (format: docs/ledger.md).

A file is canonical JSON and has no second spelling; whatever is spelt or shaped otherwise is refused here,
whatever says something else than the ledger by ``checking``. Pure: no Django, no clock, no I/O.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.ground.ledger.rules import canonical

FORMAT = "gongkai-evidence-1"
MAX_BYTES = 64 * 1024 * 1024  # a longer file is none of ours: a body has at most a few megabytes
PASSING = ("publication.related", "publication.placed", "publication.unplaced")  # say nothing of its state

# The keys of each part, and the type of each value; a tuple of types is a choice.
FILE: dict[str, Any] = {
    "checkpoint": str,
    "content": (dict, type(None)),
    "earlier": (dict, type(None)),
    "events": list,
    "format": str,
    "identifier": str,
    "log": dict,
    "reason": str,
    "version": int,
}
CONTENT: dict[str, Any] = {"html": str, "identifier": str, "metadata": dict, "number": int, "text": str}
EARLIER: dict[str, Any] = {"checkpoint": str, "path": list}
EVENT: dict[str, Any] = {"index": int, "leaf": str, "path": list}
LEAF: dict[str, Any] = {"at": str, "facts": dict, "kind": str, "post": str, "subject": str}


class Wrong(ValueError):
    """The file is not one of ours, or does not say what the ledger says; the message says why."""


def pack(values: Mapping[str, Any]) -> bytes:
    """The file's bytes: canonical JSON and a final newline."""
    return canonical(dict(values)) + b"\n"


def read(data: bytes) -> dict[str, Any]:
    """The values of a file. Raises Wrong unless ``data`` is, byte for byte, the one spelling of them."""
    if len(data) > MAX_BYTES:
        raise Wrong(f"文件超过 {MAX_BYTES} 字节，不是证据文件")
    file = parsed(data, "证据文件")
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise Wrong(f"不是证据文件：没有写明格式 {FORMAT}")
    shaped(file, FILE, "文件")
    if pack(file) != data:
        raise Wrong("写法不标准：多了空白、换了次序或换了转义，文件被改动过")
    for part, shape, name in ((file["content"], CONTENT, "内容"), (file["earlier"], EARLIER, "较早的检查点")):
        if part is not None:
            shaped(part, shape, name)
    if not file["events"]:
        raise Wrong("没有存证条目")
    for event in file["events"]:
        shaped(event, EVENT, "存证条目")
    return file


def leaf(text: str, identifier: str) -> dict[str, Any]:
    """What an entry's leaf says about the publication of ``identifier``; Wrong when it is about another."""
    said = parsed(text.encode(), "存证条目")
    shaped(said, LEAF, "存证条目")
    if said["subject"] != identifier or not said["kind"].startswith("publication."):
        raise Wrong(f"存证条目说的是 {said['subject']}，不是 {identifier}")
    return said  # type: ignore[no-any-return]


def parsed(data: bytes, name: str) -> Any:
    """JSON in UTF-8, or Wrong."""
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as broken:
        raise Wrong(f"{name}不是 UTF-8 编码的 JSON，读不出来") from broken


def shaped(value: Any, shape: Mapping[str, Any], name: str) -> None:
    """Raise Wrong unless ``value`` has exactly these keys with values of these types."""
    if not isinstance(value, dict) or set(value) != set(shape):
        raise Wrong(f"{name}的项目不对，应当正好有 {'、'.join(sorted(shape))}")
    for key, kinds in shape.items():
        if not isinstance(value[key], kinds) or isinstance(value[key], bool):
            raise Wrong(f"{name}的 {key} 不是应有的类型")


def essential(events: Sequence[tuple[int, str]]) -> list[int]:
    """Indexes of those later events (index, kind; in order) that belong into a version's file: the last of
    each kind that says something of its state, so that a file stays small whatever happened."""
    last = {kind: index for index, kind in events if kind not in PASSING}
    return sorted(last.values())

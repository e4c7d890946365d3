"""The package for archive and library (政府信息公开条例 art. 25): what it is called, holds and says.

A package is a BagIt bag (RFC 8493) in a zip: a cover, an index, and a folder for each publication with a page
that needs no program, its metadata, its files and its evidence. The page is made from the evidence alone, so
that whoever checks the evidence has checked the page. Pure: no Django, no clock, no I/O.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from gongkai.ground.language.rules.cells import harmless
from gongkai.ground.language.rules.labels import Labelled

from . import Kind, RuleBroken
from .checking import State, Verdict

ALGORITHM = "sha256"
COLUMNS = (
    *("序号", "索引号", "标题", "文号", "发文机关", "种类", "成文日期", "发布日期"),
    *("状态", "版本", "内容指纹", "存证编号", "附件", "未随附的附件", "目录"),
)
STYLE = (
    "body{max-width:44em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.8}"
    "h1{text-align:center}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3em .6em;"
    "text-align:left;vertical-align:top}pre{white-space:pre-wrap;overflow-wrap:anywhere}img{max-width:100%}"
)


class Recipient(Labelled):
    """Whom art. 25 names: administrative organs give them what they disclose."""

    ARCHIVE = "archive", "国家档案馆"
    LIBRARY = "library", "公共图书馆"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a package holds: one organisation's publications of some days, both included."""

    organisation: str
    first: date
    last: date
    recipient: Recipient = Recipient.ARCHIVE

    def check(self) -> None:
        """Raise RuleBroken for a time that is none."""
        if self.first > self.last:
            raise RuleBroken("开始日期不能晚于结束日期")

    @property
    def name(self) -> str:
        """The bag's folder and, with its ending, the file."""
        return f"gongkai-{self.organisation}-{self.first:%Y%m%d}-{self.last:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the bag: its path below the bag's folder, its digest and its length."""

    path: str
    sha256: str
    size: int


def place(identifier: str) -> str:
    """The folder of a publication in the bag."""
    return f"data/publications/{identifier.replace('/', '-')}"


def manifest(members: Iterable[Member]) -> str:
    """``manifest-sha256.txt``: a line for each file, in order of path."""
    return "".join(
        f"{one.sha256}  {escaped(one.path)}\n" for one in sorted(members, key=lambda one: one.path)
    )


def read_manifest(text: str) -> dict[str, str]:
    """Digests by path. Raises ValueError for a line that is none, and for a path twice."""
    found: dict[str, str] = {}
    *lines, rest = text.split("\n")
    if rest:
        raise ValueError(rest)
    for line in lines:
        digest, gap, path = line.partition("  ")
        path = path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        if not gap or len(digest) != 64 or path in found:
            raise ValueError(line)
        found[path] = digest
    return found


def escaped(path: str) -> str:
    """A path as RFC 8493 section 2.1.3 writes it."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def bag() -> str:
    return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag_info(wanted: Wanted, organisation: str, made_on: date, payload: Sequence[Member]) -> str:
    """``bag-info.txt``; Payload-Oxum is bytes and files of the payload."""
    lines = {
        "Source-Organization": organisation,
        "Organization-Code": wanted.organisation,
        "External-Identifier": wanted.name,
        "External-Description": f"{wanted.first} 至 {wanted.last} 主动公开的政府信息"
        f"（移交{wanted.recipient.label}）",
        "Bagging-Date": made_on.isoformat(),
        "Payload-Oxum": f"{sum(one.size for one in payload)}.{len(payload)}",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def index(rows: Iterable[Sequence[object]]) -> str:
    """``data/index.csv``, which spreadsheets open: with a byte order mark, and nothing that calculates."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([[harmless(str(cell)) for cell in row] for row in rows])
    return "\ufeff" + file.getvalue()


def read_index(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def row(verdict: Verdict, number: int, held: int, absent: int) -> list[object]:
    """A publication's line of the index, from its evidence."""
    said = verdict.content["metadata"] if verdict.content else {}
    kinds = {kind.value: kind.label for kind in Kind}
    return [
        number,
        verdict.identifier,
        said.get("title", ""),
        said.get("document_number", ""),
        "、".join(said.get("issuing_bodies", ())),
        kinds.get(said.get("kind", ""), ""),
        said.get("made_on") or "",
        str(said.get("published_at", ""))[:10],
        State(verdict.state).label,
        verdict.version,
        verdict.digest,
        verdict.index,
        held,
        absent,
        place(verdict.identifier).removeprefix("data/"),
    ]


def page(verdict: Verdict) -> str:
    """A publication as one HTML file that any program of any year opens."""
    facts = [
        ("索引号", verdict.identifier),
        ("状态", f"{State(verdict.state).label}（第 {verdict.version} 版）"),
    ]
    body = ""
    title = verdict.identifier
    if verdict.content:
        said = verdict.content["metadata"]
        title = said["title"]
        facts += [
            ("文号", said["document_number"]),
            ("发文机关", "、".join(said["issuing_bodies"])),
            ("成文日期", said["made_on"] or ""),
            ("发布时间", said["published_at"]),
            ("施行日期", said["effective_on"] or ""),
            ("有效期至", said["expires_on"] or ""),
            ("来源", said["source"]),
            ("附件", "、".join(link["name"] or link["url"] for link in said["attachments"])),
        ]
        body = verdict.content["html"]
    if verdict.reason:
        facts.append(("理由", verdict.reason))
    facts += [("存证编号", str(verdict.index)), ("内容指纹", verdict.digest)]
    return _html(title, f"{_table(facts)}<div>{body}</div>")


def cover(
    wanted: Wanted, organisation: str, made_on: date, counted: Mapping[str, int], note: str, key: str
) -> str:
    """The first page: whose, of when, how many, for whom, and how to check."""
    facts = [
        ("移交单位", f"{organisation}（{wanted.organisation}）"),
        ("接收", wanted.recipient.label),
        ("起止日期", f"{wanted.first} 至 {wanted.last}（按发布日期，含首尾）"),
        *((State(state).label, f"{count} 条") for state, count in sorted(counted.items())),
        ("制作日期", made_on.isoformat()),
        ("依据", "《中华人民共和国政府信息公开条例》第二十五条"),
    ]
    check = (
        "<h2>怎样核对</h2><p>运行 <code>gongkai verify --package 文件.zip --key 公钥</code>："
        "逐个文件核对清单，逐条核对证据。公钥请用以前记下的那一份；下面这一份只供比较。</p>"
        f"<pre>{escape(key)}</pre><h2>制作时的检查点</h2><pre>{escape(note)}</pre>"
    )
    return _html("政府信息移交清单", _table(facts) + check)


def _table(facts: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts if value
    )
    return f"<table>{rows}</table>"


def _html(title: str, inner: str) -> str:
    name = escape(title)
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{name}</title>'
        f"<style>{STYLE}</style></head>\n<body><h1>{name}</h1>\n{inner}\n</body></html>\n"
    )


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

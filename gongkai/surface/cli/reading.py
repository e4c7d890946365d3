"""What a reader sees on a publication's page, compared with the content that its evidence proves.

Words are compared without white space: the page sets paragraphs, keeps titles whole and frames tables. Links
inside the body are compared too, but for those that the site itself adds to cited document numbers.
"""

import re
from collections.abc import Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

ADDRESS = re.compile(r"/publications/([^/]+/[0-9]+-[^/]+?)(?:/versions/([0-9]+))?/?")


def named(path: str) -> tuple[str, int | None] | None:
    """Index number and version that a page's path names; None when it is no publication's."""
    found = ADDRESS.fullmatch(path)
    return (found[1], int(found[2]) if found[2] else None) if found else None


def differs(page: bytes, content: Mapping[str, Any]) -> str:
    """What a page shows otherwise than the content says; "" when they agree."""
    shown = LexborHTMLParser(page)
    said = content["metadata"]
    if words(shown.css("h1")) != squeezed(said["title"]):
        return f"标题不同：网页写的是“{words(shown.css('h1'))[:80]}”"
    everything = words(shown.css("main"))
    for label, value in (("文号", said["document_number"]), ("索引号", content["identifier"])):
        if squeezed(value) not in everything:
            return f"网页上没有{label} {value}"
    bodies = shown.css(".doc .body")
    own = LexborHTMLParser(f'<div class="body">{content["html"]}</div>').css(".body")
    if len(bodies) > 1:
        return "网页有不止一处正文"
    if words(bodies) != (words(own) if bodies else squeezed(content["text"])):
        return "正文不同：" + place(words(bodies), words(own))
    if targets(bodies) != targets(own):
        return "正文里的链接或图片不同"
    files = [(squeezed(a.text()), a.attributes.get("href") or "") for a in shown.css(".doc .files a")]
    stated = [(squeezed(f["name"] or f["url"].rsplit("/", 1)[-1]), f["url"]) for f in said["attachments"]]
    if files != stated:
        return "附件的名称、次序或地址不同"
    return ""


def gone(page: bytes, reason: str) -> str:
    """What is wrong with the page of something no longer public; "" when it gives the reason and no text."""
    shown = LexborHTMLParser(page)
    if shown.css(".doc .body"):
        return "证据说这条信息已不公开，网页却还有正文"
    if squeezed(reason) not in words(shown.css("main")):
        return "网页没有写明证据里的理由"
    return ""


def words(nodes: list[LexborNode]) -> str:
    return "".join(squeezed(node.text(deep=True)) for node in nodes)


def squeezed(text: str) -> str:
    return "".join(text.split())


def targets(nodes: list[LexborNode]) -> list[str]:
    """Where links and pictures point, in order."""
    return [
        f"{tag.tag} {tag.attributes.get('href') or tag.attributes.get('src') or ''}"
        for node in nodes
        for tag in node.css("a, img")
        if "cited" not in (tag.attributes.get("class") or "").split()
    ]


def place(shown: str, own: str) -> str:
    """The first difference, with a few characters around it."""
    at = next(
        (n for n, (a, b) in enumerate(zip(shown, own, strict=False)) if a != b), min(len(shown), len(own))
    )
    start = max(0, at - 8)
    return f"网页是“…{shown[start : at + 12]}…”，证据是“…{own[start : at + 12]}…”"

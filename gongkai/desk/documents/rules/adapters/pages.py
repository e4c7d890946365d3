"""Raw web pages: page tags (网页标签, 国办发〔2017〕47号 附件《网页设计规范》) where there are any,
headings otherwise.

The body is the container that content systems of government sites mark (TRS, Hanweb, UCAP, WeChat);
without one, the element that holds most text outside links.
"""

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.ground.language.rules import markup
from gongkai.ground.language.rules.main_content import NOISE, container, densest
from gongkai.record.catalogue.rules import Link

from ..source import TOO_DEEP, Source, Unreadable, text_of

SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
EPOCH = re.compile(r"""\bvar\s+(?:ct|createTime)\s*=\s*["'](\d{10})["']""")
ACCOUNT = re.compile(r"""\bnickname\s*=\s*(?:htmlDecode\()?["']([^"']{2,40})["']""")
DATED = re.compile(
    r"(?:发布(?:日期|时间)|时间|日期|更新时间)\s*[:：]?\s*(\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)"
)
CREDITED = re.compile(r"(?:来源|信息来源|发布机构|稿件来源)\s*[:：]\s*([^\s\xa0|　时发浏字]{2,30})")
FIELD = re.compile(
    r"(索\s*引\s*号|发文机关|发布机构|制发机关|文\s*号|发文字号|主题分类|成文日期|生成日期|发布日期|有效性|主\s*题\s*词)\s*[:：]\s*"
)
NAMES = {
    "title": ("articletitle", "og:title", "title"),
    "published": ("pubdate", "dispatch date", "publishdate", "article:published_time", "firstpublishedtime"),
    "site": ("contentsource", "source", "sitename"),
    "hint": ("columnname", "channel", "column"),
    "keywords": ("keywords",),
    "url": ("url", "og:url"),
}
FIELDS = {
    "索引号": "index_number",
    "发文机关": "issuer",
    "发布机构": "issuer",
    "制发机关": "issuer",
    "文号": "number",
    "发文字号": "number",
    "主题分类": "subject",
    "成文日期": "made",
    "生成日期": "made",
    "发布日期": "published",
    "有效性": "validity",
}
FILES = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|pptx?|ofd|zip|rar|csv|txt)(?:$|[?#\"'])", re.IGNORECASE)


def content(html: str) -> str:
    """The body inside a page or fragment: the marked container, or all of it when none is marked."""
    if not html:
        return ""
    tree = LexborHTMLParser(html)
    node = container(tree)
    return (node.inner_html or "") if node is not None else html


def page(text: str, name: str) -> Source:
    """A saved page as a source; ``name`` is its file's name, used in the key when the page has no address.

    Raises Unreadable for error pages, lists of links and pages without a title or without any body.
    """
    if markup.too_deep(text):
        raise Unreadable(TOO_DEEP)
    tree = LexborHTMLParser(text)
    meta = tags(tree)
    found = {
        field: next((meta[known] for known in names if meta.get(known)), "") for field, names in NAMES.items()
    }
    table = printed_fields(tree)
    heading = title_of(tree)
    title = found["title"] or heading
    if re.match(r"\s*(?:40[0-9]|50[0-9])\b|.*(?:Not Found|页面不存在|无法访问)", heading) and not meta.get(
        "articletitle"
    ):
        raise Unreadable(f"是出错页面，不是文章：{heading[:40]}")
    if saved := SAVED_FROM.search(text[:2000]):
        found["url"] = found["url"] or saved[1]
    if not title or title.lower() in ("title", "无标题文档"):
        raise Unreadable("页面没有标题：既无 ArticleTitle 标签，也无可用的 <title>")
    node = container(tree)
    if node is None and not meta.get("articletitle"):
        node = densest(tree)
    for waste in node.css(NOISE) if node is not None else []:
        waste.decompose()
    body = (node.inner_html or "") if node is not None else ""
    if node is None and not meta.get("articletitle"):
        raise Unreadable("页面里找不到正文：像是栏目页或列表页")
    around = tree.body.text(separator=" ") if tree.body else ""
    published = found["published"] or table.get("published", "") or first(DATED, around)
    if not published and (epoch := EPOCH.search(text)):
        published = epoch[1] + "000"
    account = ACCOUNT.search(text) if "js_content" in text else None
    return Source(
        key=f"page:{found['url'] or name}"[:300],
        title=title,
        number=table.get("number", ""),
        issuer=table.get("issuer", "") or (account[1] if account else ""),
        index_number=table.get("index_number", ""),
        published=published,
        made=table.get("made", ""),
        url=found["url"],
        site=(account[1] if account else "") or found["site"] or first(CREDITED, around),
        hint=found["hint"],
        subject=table.get("subject", "") or meta.get("subject", ""),
        keywords=found["keywords"],
        validity=table.get("validity", ""),
        html=body,
        attachments=attachments(node, found["url"]),
    )


def tags(tree: LexborHTMLParser) -> dict[str, str]:
    """Page tags by lower-cased name; the first of each name that has a value."""
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").lower().strip()
        value = text_of(node.attributes.get("content"))
        if name and value:
            found.setdefault(name, value)
    return found


def title_of(tree: LexborHTMLParser) -> str:
    """<title> without the site's name behind ``_`` or ``-``; the first heading when there is none."""
    for selector in ("title", "h1", "#activity-name", ".con-title", "h2"):
        if (node := tree.css_first(selector)) is not None and (text := text_of(node.text(deep=True))):
            return re.split(r"\s*(?:_{1,2}|\s[-|]\s)\s*", text)[0] if selector == "title" else text
    return ""


def printed_fields(tree: LexborHTMLParser) -> dict[str, str]:
    """The printed header of 索引号, 文号, 成文日期 …, read from table cells of the form ``<b>label:</b>
    value``."""
    found: dict[str, str] = {}
    for cell in tree.css("td, li, p, dd"):
        text = " ".join(cell.text(deep=True).split())
        if len(text) < 120 and (match := FIELD.match(text)):
            field = FIELDS.get(re.sub(r"\s", "", match[1]))
            value = text[match.end() :].strip()
            if not value and cell.next is not None:
                value = " ".join(cell.next.text(deep=True).split())
            if field and value:
                found.setdefault(field, value)
    return found


def first(pattern: re.Pattern[str], text: str) -> str:
    return match[1] if (match := pattern.search(text)) else ""


def attachments(node: LexborNode | None, url: str) -> tuple[Link, ...]:
    """Files that the body links to, with absolute addresses where the page's own address is known."""
    links: dict[str, Link] = {}
    for anchor in node.css("a") if node is not None else []:
        href = (anchor.attributes.get("href") or "").strip()
        if FILES.search(href) or (href and "filename=" in href):
            address = urljoin(url, href) if url else href
            links.setdefault(
                address, Link(text_of(anchor.text(deep=True)) or address.rsplit("/", 1)[-1], address)
            )
    return tuple(links.values())


def attachments_in(html: str, url: str) -> tuple[Link, ...]:
    """Attachments of a fragment that is already sanitised."""
    return attachments(LexborHTMLParser(html).body, url) if FILES.search(html) else ()

"""Records already brought to one shape by a collector: State Council library, provincial searches,
articles with their page tags, index rows, library rows.
"""

import re
from typing import Any

from ..source import Pointer, Source, text_of
from . import pages

COLUMN = re.compile(
    r"文件|公开|公告|公示|招考|招聘|通知|解读|政策|信息|报告|征求|培训|[发字令函]$|20\d\d年|草案"
)


def state_council(row: dict[str, Any]) -> Source:
    """Fields from the printed header, body from the page below it."""
    return Source(
        key=f"statecouncil:{text_of(row['id'])}",
        title=text_of(row.get("title")),
        number=text_of(row.get("doc_number")),
        issuer=text_of(row.get("issuer")),
        index_number=text_of(row.get("index_number")),
        published=text_of(row.get("publish_date")),
        made=text_of(row.get("written_date")),
        url=text_of(row.get("url")),
        subject=text_of(row.get("topic")),
        html=pages.content(text_of(row.get("html"))),
        text=without_header(text_of(row.get("text"))),
    )


HEADER = re.compile(r"^\s*索\s*引\s*号.{0,1500}?主\s*题\s*词：[^\n]*\n", re.DOTALL)
FOOTER = "扫一扫在手机打开当前页"


def without_header(text: str) -> str:
    """The text below the printed table of 索引号 … 主题词, without the line about the QR code."""
    below = HEADER.sub("", text).rstrip()
    return below.removesuffix("-->").rstrip().removesuffix(FOOTER).rstrip()


def search_result(row: dict[str, Any]) -> Source:
    """A provincial search service's answer. Dates, numbers and bodies come as each province writes them."""
    key, province = text_of(row["id"]), text_of(row.get("province"))
    pointers = []
    if explaining := text_of(row.get("interpretation_id")):
        name = explaining if "-" in explaining or not province else f"{province}-{explaining}"
        pointers.append(Pointer(f"search:{name}", f"search:{key}", text_of(row.get("title"))))
    category = text_of(row.get("category"))
    body, text = text_of(row.get("html")), text_of(row.get("text"))
    cut = bool(row.get("text_is_summary")) or excerpt(text)
    return Source(
        key=f"search:{key}",
        title=text_of(row.get("title")),
        number=text_of(row.get("doc_number")),
        issuer=text_of(row.get("issuer")),
        index_number=text_of(row.get("index_number")),
        published=text_of(row.get("publish_date")),
        made=text_of(row.get("written_date")),
        url=text_of(row.get("url")),
        site=text_of(row.get("site")),
        hint=category,
        subject="" if COLUMN.search(category) else category,
        html="" if cut else pages.content(body) if "<" in body else "",
        text="" if cut else text,
        summary=text if cut else "",
        pointers=tuple(pointers),
    )


def excerpt(text: str) -> bool:
    """Whether a short text breaks off in an ellipsis: a search service's summary, not a body."""
    return len(text) < 600 and text.rstrip("”\"' ").endswith(("...", "…", "．．．"))


def article(row: dict[str, Any]) -> Source:
    """An article with all its page tags (网页标签, 国办发〔2017〕47号 附件)."""
    meta = {str(name).lower(): text_of(value) for name, value in (row.get("meta") or {}).items()}
    return Source(
        key=f"article:{text_of(row['id'])}",
        title=text_of(row.get("title")) or meta.get("articletitle", ""),
        number=text_of(row.get("doc_number")),
        issuer=text_of(row.get("issuer")),
        published=text_of(row.get("publish_date")) or meta.get("pubdate", ""),
        url=text_of(row.get("url")) or meta.get("url", ""),
        site=meta.get("contentsource") or meta.get("sitename", ""),
        hint=text_of(row.get("column")) or meta.get("columnname", ""),
        subject=meta.get("subject", ""),
        keywords=meta.get("keywords", ""),
        html=pages.content(text_of(row.get("html"))),
        text=text_of(row.get("text")),
    )


def index_row(row: dict[str, Any]) -> Source:
    """A line of a site's list: title, number, one date, address. No text."""
    return Source(
        key=f"index:{text_of(row['id'])}",
        title=text_of(row.get("title")),
        number=text_of(row.get("doc_number_raw")),
        published=text_of(row.get("date_raw")),
        url=text_of(row.get("url")),
        thin=True,
    )


def library_row(row: dict[str, Any]) -> Source:
    """A line of the State Council policy library: no text; ``interprets`` names the row it explains."""
    key = text_of(row["id"])
    explained = text_of(row.get("interprets"))
    pointer = Pointer(f"library:{key}", f"library:{explained}", text_of(row.get("title")))
    return Source(
        key=f"library:{key}",
        title=text_of(row.get("title")),
        number=text_of(row.get("doc_number")),
        issuer=text_of(row.get("issuer")),
        index_number=text_of(row.get("index_number")),
        published=text_of(row.get("publish_date")),
        url=text_of(row.get("url")),
        hint=text_of(row.get("category")),
        subject=text_of(row.get("theme")),
        pointers=(pointer,) if explained else (),
        thin=True,
    )

"""Raw answers of search services: where each schema keeps its list, and which of its fields is which.

A schema is known by the path to its list and by fields its rows must have. A field is a tuple of names:
the first that holds something counts (one service returns two generations of rows in one answer).
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..source import Source, text_of
from . import pages
from .records import excerpt

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """``path`` leads from the answer to its rows, ``*`` meaning every value; ``inside`` is where a row
    keeps fields."""

    name: str
    path: Names
    must: Names
    fields: dict[str, Names]
    inside: str = ""
    cut: bool = field(default=False)


SCHEMAS = (
    Schema(
        "chongqing",
        ("data", "list"),
        ("doc_pub_url", "rec_id"),
        {
            "id": ("_id", "rec_id"),
            "title": ("f_202121500898", "f_202121903693"),
            "number": ("f_202121837479", "f_202121227145"),
            "issuer": ("f_202121437464", "f_202121236954"),
            "index_number": ("f_202121273539", "f_202121267385"),
            "published": ("save_time",),
            "made": ("f_202121607647", "f_202121578714"),
            "url": ("doc_pub_url",),
            "site": ("f_2021325755960", "f_2021325875999"),
            "subject": ("f_202121193200", "f_202121446748"),
            "html": ("f_202142824135",),
            "text": ("f_202142777829",),
        },
    ),
    Schema(
        "fujian",
        ("datas",),
        ("doctitle", "docpuburl", "fileno"),
        {
            "id": ("docid",),
            "title": ("doctitle", "_doctitle"),
            "number": ("fileno",),
            "issuer": ("puborg",),
            "index_number": ("idxid",),
            "published": ("pubdate", "docreltime"),
            "url": ("docpuburl", "chnldocurl"),
            "site": ("docsourcename",),
            "hint": ("chnlname",),
            "subject": ("zhutiname", "pname"),
            "keywords": ("dockeywords",),
            "text": ("doccontent",),
        },
    ),
    Schema(
        "guangdong",
        ("data", "list"),
        ("post_url", "document_number", "pub_time"),
        {
            "id": ("id",),
            "title": ("title",),
            "number": ("document_number",),
            "issuer": ("publisher", "publisher_src"),
            "index_number": ("identifier",),
            "published": ("pub_time",),
            "url": ("url", "post_url"),
            "hint": ("classify_main_name",),
            "subject": ("classify_theme_name",),
            "genre": ("classify_genre_name",),
            "keywords": ("keywords",),
            "text": ("content",),
        },
    ),
    Schema(
        "state-council-library",
        ("searchVO", "catMap", "*", "listVO"),
        ("pcode", "puborg", "url"),
        {
            "id": ("id",),
            "title": ("title",),
            "number": ("pcode",),
            "issuer": ("puborg",),
            "index_number": ("index",),
            "published": ("pubtime", "pubtimeStr"),
            "made": ("ptime",),
            "url": ("url",),
            "hint": ("colname",),
            "subject": ("childtype",),
            "keywords": ("subjectword",),
            "summary": ("summary",),
        },
    ),
    Schema(
        "guangxi",
        ("page", "content"),
        ("FileName", "DOCPUBURL"),
        {
            "id": ("DOCID", "_id"),
            "title": ("FileName", "DOCTITLE"),
            "number": ("fileNum",),
            "issuer": ("publisher",),
            "index_number": ("IdxID",),
            "published": ("PUBDATE",),
            "url": ("DOCPUBURL",),
            "site": ("SITENAME",),
            "hint": ("CHNLDESC",),
            "text": ("DOCCONTENT",),
        },
    ),
    Schema(
        "shaanxi",
        ("page", "content"),
        ("DOCTITLE", "publishdept"),
        {
            "id": ("DOCID", "_id"),
            "title": ("DOCTITLE",),
            "number": ("fileNum", "FWZH"),
            "issuer": ("publishdept",),
            "published": ("PUBDATE",),
            "url": ("DOCPUBURL",),
            "site": ("SITEDESC",),
            "hint": ("CHNLDESC",),
            "subject": ("SUBCAT",),
            "keywords": ("KEYWORDS",),
            "text": ("DOCCONTENT",),
        },
    ),
    Schema(
        "guizhou",
        ("data", "middle", "list"),
        ("title_no_tag", "table-1"),
        {
            "id": ("documentId", "url"),
            "title": ("title_no_tag", "title"),
            "number": ("table-1",),
            "issuer": ("table-4", "source"),
            "index_number": ("table-2",),
            "published": ("time", "table-3"),
            "made": ("table-3",),
            "url": ("url",),
        },
    ),
    Schema(
        "inner-mongolia",
        ("data", "data"),
        ("docpuburl", "idxId"),
        {
            "id": ("docid",),
            "title": ("zc_doctitle", "gk_doctitle", "title"),
            "number": ("docno",),
            "issuer": ("publisher",),
            "index_number": ("idxId",),
            "published": ("docpubtime",),
            "url": ("docpuburl",),
            "site": ("sitedesc",),
            "hint": ("chnldesc",),
            "validity": ("validity",),
            "text": ("zc_doccontent", "gk_doccontent"),
        },
    ),
    Schema(
        "zhejiang",
        ("dataResults",),
        ("pkValue", "data"),
        {
            "id": ("pkValue",),
            "title": ("title", "title_str"),
            "number": ("filenumber", "filenumber_t"),
            "issuer": ("fbjg", "vcarea"),
            "index_number": ("xxgkindexcode",),
            "published": ("createdate", "createdatetime"),
            "made": ("compaltedate",),
            "url": ("url",),
            "site": ("webname",),
            "hint": ("module",),
            "disclosure": ("opentype",),
            "validity": ("vc_validate",),
            "html": ("content_h",),
            "text": ("content",),
        },
        inside="data",
    ),
)


def schema_of(answer: Any) -> tuple[Schema, list[dict[str, Any]]] | None:
    """The schema that fits, and its rows; None when no known schema fits. An empty list of rows fits
    nothing."""
    for schema in SCHEMAS:
        rows = list(walk(answer, schema.path))
        if rows and all(name in rows[0] for name in schema.must):
            return schema, rows
    return None


def walk(node: Any, path: Names) -> Iterator[dict[str, Any]]:
    if not path:
        yield from (row for row in node if isinstance(row, dict)) if isinstance(node, list) else ()
        return
    if not isinstance(node, dict):
        return
    for child in node.values() if path[0] == "*" else (node.get(path[0]),):
        if child is not None:
            yield from walk(child, path[1:])


def row_source(schema: Schema, row: dict[str, Any]) -> Source:
    """One row of an answer; entities are resolved, highlighting tags dropped, cut-off texts kept as
    summaries."""
    inside = row.get(schema.inside) if schema.inside else None
    places = (inside, row) if isinstance(inside, dict) else (row,)
    values: dict[str, Any] = {
        name: next((v for place in places for known in known_names if (v := text_of(place.get(known)))), "")
        for name, known_names in schema.fields.items()
    }
    key = f"{schema.name}:{values.pop('id', '') or values.get('url', '')}"
    values["title"] = plain_title(values.get("title", ""))
    body = html.unescape(values.get("text", ""))
    if "html" in values:
        values["html"] = pages.content(values["html"])
    if excerpt(body):
        values["summary"], body = body, ""
    if values.get("published", "").isdigit() and len(values["published"]) == 10:
        values["published"] += "000"
    return Source(key=key, **{**values, "text": body})


def plain_title(title: str) -> str:
    return html.unescape(title.replace("<em>", "").replace("</em>", ""))

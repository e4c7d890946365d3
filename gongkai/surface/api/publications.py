"""``/api/v1/publications``: list, by number, one, and the whole as JSON Lines."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

import orjson
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.timezone import localtime
from ninja import Path, Query, Router
from ninja import Status as Answer

from gongkai.ground.attachments import queries as attachments
from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.queries import publications as queries
from gongkai.record.catalogue.queries.export import export as exported
from gongkai.record.catalogue.rules import RelationState, Status
from gongkai.record.catalogue.rules.addresses import file_path
from gongkai.record.catalogue.rules.endings import named, readable

from .answers import address, tag
from .found import from_index, page
from .parameters import Day, Wanted, Word
from .shapes import Detail, Fault, Gone, Listing

router = Router(tags=["公开信息"])
# What the detail shows beyond the summary: columns of the publication, and fields of its version.
COLUMNS = (
    "status",
    "ending",
    "reason",
    "version",
    "mandatory_item",
    "subject_category",
    "disclosure",
    "effective_on",
    "expires_on",
    "repealed_on",
    "lapsed_on",
    "migrated",
)
FIELDS = ("genre", "summary", "source", "source_url", "source_index_number")
KEPT = ("number", "at", "digest")  # of the versions of what is no longer public
NAMES = "organisations"  # answers name publishers
STORED = ("before", "channel", "kind", "limit", "mandatory_item", "publisher")  # of a stored list
CODE = re.compile(r"[0-9A-Za-z_-]+")  # what may stand in a header
ERRORS = {400: Fault, 422: Fault}


def api_path(identifier: str) -> str:
    return f"/api/v1/publications/{identifier}"


def summary(row: Any, on: date | None = None) -> dict[str, Any]:
    """What a list says of one publication; its validity on a day, or as it is now."""
    return {
        "identifier": row.identifier,
        "url": address(row.path),
        "api_url": address(api_path(row.identifier)),
        "kind": row.kind,
        "title": row.title,
        "document_number": row.document_number,
        "publisher": row.publisher.code,
        "publisher_name": row.publisher.short_name,
        "issuing_bodies": [body for body in row.issuing_bodies.split("、") if body],
        "published_at": localtime(row.published_at),
        "made_on": row.made_on,
        "validity": validity(row, on),
    }


def validity(row: Any, on: date | None) -> str:
    """On a day, or now; none for what was withdrawn, which binds nobody."""
    if row.status != Status.PUBLISHED:
        return ""
    return queries.validity_on(row, on) if on else str(row.validity)


@router.get("/publications", response={200: Listing, **ERRORS}, summary="公开信息列表")
def listing(request: HttpRequest, response: HttpResponse, wanted: Query[Wanted]) -> dict[str, Any]:
    """按发布时间从新到旧；给出 q 时按相关度。"""
    found = page(wanted)
    following = None
    if found.next:
        query = wanted.dict(exclude_defaults=True) | {"before": found.next}
        following = address(f"/api/v1/publications?{urlencode(query, doseq=True)}")
    if not from_index(wanted) and found.items:  # made-up codes and cursors fill no store with empty lists
        tag(response, {tag_of(wanted), NAMES}, STORED)
    return {
        "items": [summary(row, wanted.on) for row in found.items],
        "total": found.total,
        "next": following,
    }


def tag_of(wanted: Wanted) -> str:
    """The narrowest page tag that every change of this list touches."""
    for name, values in (
        ("channel", wanted.channel),
        ("organisation", wanted.publisher),
        ("kind", wanted.kind),
    ):
        if values and CODE.fullmatch(values[0]):
            return f"{name}:{values[0]}"
    return "latest"


@router.get("/publications/by-number", response={200: Listing, **ERRORS}, summary="按文号查找")
def by_number(request: HttpRequest, number: Query[Word]) -> dict[str, Any]:
    """文号可用任意写法；同一文号可能有多条（如转发、解读）。"""
    if not number:
        raise BadRequest("请给出文号 number")
    found = page(Wanted(number=number, limit=100))
    return {"items": [summary(row) for row in found.items], "total": found.total, "next": None}


@router.get("/publications/export.jsonl", summary="全部公开信息（JSON Lines）", response={200: None})
def export(request: HttpRequest) -> StreamingHttpResponse:
    """逐行一条，边读边发。"""
    response = StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Disposition"] = 'attachment; filename="publications.jsonl"'
    return response


def lines() -> Iterator[bytes]:
    for row in exported():
        if not readable(row["status"], row["ending"]):
            row["versions"] = [{name: version[name] for name in KEPT} for version in row["versions"]]
        yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


@router.get(
    "/publications/{organisation}/{serial}",
    response={200: Detail, 404: Fault, 410: Gone, **ERRORS},
    summary="一条公开信息",
)
def detail(
    request: HttpRequest,
    response: HttpResponse,
    organisation: Path[Word],
    serial: Path[Word],
    on: Query[Day | None] = None,
) -> Any:
    """元数据、正文、附件、关系、版本与存证；on 给出一天时，效力按那一天计算。

    撤回而仍可查阅的答 200 并附理由；其他不再公开的答 410。
    """
    row = queries.get(f"{organisation}/{serial}")
    if row is None:
        raise Http404("没有这个索引号的公开信息，请核对")
    if not readable(row.status, row.ending):
        return Answer(410, gone(row))
    tag(response, {f"publication:{row.identifier}", NAMES})
    current = queries.current(row)
    return summary(row, on) | columns(row) | body(row, current) | history(row, current)


def gone(row: Any) -> dict[str, Any]:
    onward = address(api_path(row.successor.identifier)) if row.successor else None
    return {
        "code": row.status,
        "message": f"这条公开信息{Status(row.status).label}",
        "identifier": row.identifier,
        "status": row.status,
        "ending": row.ending,
        "reason": row.reason,
        "successor": onward,
    }


def columns(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS}


def attached(row: Any, links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Attachments; those stored here have their address here."""
    stored = attachments.stored_of(link["sha256"] for link in links)
    return [
        link | {"url": address(file_path(row.path, place, link["name"]))}
        if link["sha256"] in stored
        else link
        for place, link in enumerate(links, 1)
    ]


def body(row: Any, current: Any) -> dict[str, Any]:
    """What stands in the version: text, attachments and the fields that have no column."""
    known = queries.metadata(current)
    return {
        "html": current.html,
        "text": current.text,
        "attachments": attached(row, known.get("attachments", [])),
        "keywords": known.get("keywords", []),
        **{name: known.get(name, "") for name in FIELDS},
    }


def history(row: Any, current: Any) -> dict[str, Any]:
    """Relations both ways, versions, and where the ledger holds the present version."""
    return {
        "relations": [related(link, link.target) for link in shown(queries.relations(row))],
        "inverse_relations": [related(link, link.source) for link in shown(queries.inverse(row))],
        "versions": [
            {"number": version.number, "at": localtime(version.at), "digest": version.digest}
            for version in queries.versions(row)
        ],
        "proof": proof(row, current),
    }


def shown(links: Any) -> list[Any]:
    return [link for link in links if link.state != RelationState.REJECTED]


def related(link: Any, other: Any) -> dict[str, Any]:
    known = other is not None and named(other.status)
    return {
        "kind": link.kind,
        "label": other.title if known else link.label,
        "identifier": other.identifier if known else None,
        "state": link.state,
        "evidence": link.evidence,
    }


def proof(row: Any, current: Any) -> dict[str, Any]:
    """The newest ledger entry that states the digest of the present version."""
    kinds = ("publication.published", "publication.republished")
    stated = [entry for entry in ledger.of(row.identifier) if entry.kind in kinds]
    last = stated[-1] if stated else None
    return {
        "index": last.index if last else None,
        "leaf": last.leaf if last else "",
        "digest": current.digest,
        "bundle": address(f"{row.path}/versions/{row.version}/evidence"),
    }

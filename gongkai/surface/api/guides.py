"""``/api/v1/guides``: service guides with everything they say as fields, for apps and portals of others."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import urlencode

from annotated_types import Ge, Le
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localtime
from ninja import Field, Path, Query, Router, Schema

from gongkai.desk.guides.queries import public as queries
from gongkai.desk.guides.rules.lives import EVENTS
from gongkai.desk.guides.rules.shape import Serves
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules.addresses import file_path

from .answers import address, tag
from .guide_shapes import Guide, GuideList
from .parameters import Word
from .publications import CODE, ERRORS, NAMES, api_path
from .shapes import Fault

router = Router(tags=["办事指南"])
KIND = "kind:service_guide"
STORED = ("event", "limit", "page", "publisher", "serves")
LAST = 1_000


class Wanted(Schema):
    """筛选与翻页；各条件同时满足。"""

    serves: Serves | None = Field(None, description="服务对象：person 个人，enterprise 企业和其他组织")
    event: Word = Field("", description="人生大事代码，见各条的 events")
    publisher: Word = Field("", description="发布机构代码")
    q: Word = Field("", description="检索词，空格分开的都要有")
    page: Annotated[int, Ge(1), Le(LAST)] = Field(1, description="第几页")
    limit: Annotated[int, Ge(1), Le(100)] = Field(20, description="每页条数")


@router.get("/guides", response={200: GuideList, **ERRORS}, summary="办事指南列表")
def listing(request: HttpRequest, response: HttpResponse, wanted: Query[Wanted]) -> dict[str, Any]:
    """现在公开的办事指南，按机构和名称排列，每条带全部字段。"""
    rows, count = queries.listed(
        serves=wanted.serves or "",
        event=wanted.event,
        organisation=wanted.publisher,
        words=wanted.q,
        begin=(wanted.page - 1) * wanted.limit,
        limit=wanted.limit,
    )
    following = None
    if wanted.page * wanted.limit < count and wanted.page < LAST:
        query = wanted.dict(exclude_defaults=True) | {"page": wanted.page + 1}
        following = address(f"/api/v1/guides?{urlencode(query)}")
    if rows and not wanted.q:  # made-up words fill no store
        tag(response, {KIND, NAMES}, STORED)
    return {"items": told(rows), "total": count, "next": following}


@router.get(
    "/guides/{organisation}/{serial}", response={200: Guide, 404: Fault, **ERRORS}, summary="一份办事指南"
)
def one(
    request: HttpRequest, response: HttpResponse, organisation: Path[Word], serial: Path[Word]
) -> dict[str, Any]:
    """按索引号；不再公开的、不是办事指南的为 404，去向见 /publications。"""
    row = queries.of(f"{organisation}/{serial}")
    if row is None:
        raise Http404("没有这份办事指南，或者已经不再公开")
    if CODE.fullmatch(organisation) and CODE.fullmatch(serial):
        tag(response, {f"publication:{organisation}/{serial}", NAMES}, ())
    return told([row])[0]


def told(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Guides as fields; three statements for the rows and their files."""
    rows = list(rows)
    versions = catalogue.currents(row.publication for row in rows)
    return [_told(row, versions[row.publication.pk]) for row in rows]


def _told(row: Any, version: Any) -> dict[str, Any]:
    item, shape = row.publication, queries.shape(row)
    page = item.path.replace("/publications/", "/services/", 1)
    links = catalogue.metadata(version).get("attachments", [])
    papers = [
        {
            "name": link["name"],
            "role": paper["role"],
            "material": paper["material"],
            "url": address(file_path(item.path, place, link["name"])),
            "media_type": link["media_type"],
            "size": link["size"],
            "sha256": link["sha256"],
        }
        for place, (link, paper) in enumerate(zip(links, queries.papers(row), strict=False), 1)
    ]
    return asdict(shape) | {
        "identifier": item.identifier,
        "url": address(page),
        "api_url": address(f"/api/v1/guides/{item.identifier}"),
        "publication_url": address(api_path(item.identifier)),
        "publisher": row.organisation.code,
        "publisher_name": row.organisation.short_name,
        "event_names": [EVENTS[code] for code in shape.events if code in EVENTS],
        "missing": row.missing,
        "version": item.version,
        "updated_at": localtime(version.at),
        "papers": papers,
    }

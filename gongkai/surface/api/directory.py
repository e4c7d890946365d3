"""``/api/v1/organisations`` and ``/api/v1/channels``: the codes that filters take."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE
from gongkai.record.catalogue.queries import channels as catalogue

from .answers import address
from .shapes import Channel, Organisation

router = Router(tags=["目录"])


@router.get("/organisations", response=list[Organisation], summary="机构")
def organisations(request: HttpRequest) -> list[dict[str, Any]]:
    """现有的全部机构，按公开目录的次序。"""
    return [
        {
            "code": row.code,
            "name": row.name,
            "short_name": row.short_name,
            "kind": row.kind,
            "url": address(f"/organisations/{row.code}/"),
            "feed": address(f"/feeds/organisations/{row.code}.atom"),
        }
        for row in orgs.organisations(EVERYWHERE)
    ]


@router.get("/channels", response=list[Channel], summary="栏目")
def channels(request: HttpRequest) -> list[dict[str, Any]]:
    """现有的全部栏目。"""
    return [
        {
            "code": row.code,
            "name": row.name,
            "type": row.type,
            "url": address(f"/channels/{row.code}/"),
            "feed": address(f"/feeds/channels/{row.code}.atom"),
        }
        for row in catalogue.channels()
    ]

"""Standing pages of an organisation, made from its rows: published once, then anew as the rows change."""

from datetime import datetime

from django.utils import timezone

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor

from ..models import Publication
from ..queries import items, withholding
from ..rules import Draft, Kind, RuleBroken, Status, standing
from ..rules.withholding import Ground
from . import publications

NOTES = {Kind.CATALOGUE: "按现行公开目录更新", Kind.NEGATIVE_LIST: "按现行负面清单更新"}


def draft(organisation: str, kind: Kind, now: datetime) -> Draft:
    """The page as it should read now, for preview and review. Raises RuleBroken with nothing to list."""
    body = orgs.by_code(organisation)
    if body is None:
        raise RuleBroken(f"机构 {organisation} 不存在，请检查机构代码")
    today = timezone.localdate(now)
    if kind == Kind.CATALOGUE:
        versions = items.adopted(organisation)
        if not versions:
            raise RuleBroken("还没有采用的公开目录，请先提出并确认一版")
        newest = versions[0]
        on = timezone.localdate(newest.decided_at)
        page = standing.catalogue(body.name, newest.number, on, items.listed(newest))
    elif kind == Kind.NEGATIVE_LIST:
        lines = [
            standing.Line(
                row.number,
                row.title,
                row.scope,
                row.ground,
                Ground(row.ground).label,
                row.basis,
                row.decided_on,
                row.reassess_on,
            )
            for row in withholding.withheld(organisation)
        ]
        page = standing.negative_list(body.name, lines)
    else:
        raise RuleBroken(f"{kind.label}不由清单生成，请起草")
    return Draft(
        kind=page.kind,
        title=page.title,
        publisher=organisation,
        html=page.html,
        text=page.text,
        published_at=now,
        issuing_bodies=(body.name,),
        mandatory_item=items.suggested(organisation, kind),
        made_on=today,
        source=body.name,
    )


def publish(organisation: str, kind: Kind, *, by: Actor) -> Publication:
    """Make the page public, or give the public one a new version; it keeps its address.

    Needs the publish duty. Raises RuleBroken when the public page says the same already.
    """
    new = draft(organisation, kind, timezone.now())
    known = Publication.objects.filter(
        publisher__code=organisation, kind=kind, status=Status.PUBLISHED, title=new.title
    )
    row = known.order_by("-published_at", "-id").first()
    if row is None:
        return publications.publish(new, by=by)
    if row.versions.filter(number=row.version, html=new.html).exists():
        raise RuleBroken("公开的内容已经是最新的，不需要更新")
    return publications.republish(row.identifier, new, note=NOTES[kind], by=by)

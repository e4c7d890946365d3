"""An approved guide becomes public, gets its next version, or is taken off the site with a reason."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules import markup
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.rules import Status as Public
from gongkai.record.catalogue.services import publications

from ..models import Guide, GuideFile, PublicEvent, PublicGuide
from ..queries import guides as queries
from ..rules import page
from ..rules.shape import RuleBroken, Serves, Shape
from ..rules.states import Role, State
from .guides import locked, noted, touch

RENEWED = "更新办事指南"
MAX_SUMMARY = 300
MAX_KEYWORDS = 8


@transaction.atomic
def publish(key: int, *, by: Actor) -> Guide:
    """Make an approved guide public, or give the public one its new version, with the note why.

    Needs the publish duty. A guide whose publication was withdrawn is public again at its old address; one
    that was removed by law begins anew.
    """
    guide = locked(key, by, Duty.PUBLISH)
    if guide.state != State.APPROVED:
        raise RuleBroken(f"指南{State(guide.state).label}，审核通过以后才能公布")
    shape, files, now = queries.shape(guide), queries.files(guide), timezone.now()
    known: Any = guide.publication
    draft, note = _draft(guide, shape, files, now), guide.note or RENEWED
    if known is None or known.status == Public.REMOVED:
        made = publications.publish(draft, by=by)
    elif known.status == Public.PUBLISHED:
        draft = replace(draft, published_at=known.published_at)
        made = publications.republish(known.identifier, draft, note=note, by=by)
    else:
        draft = replace(draft, published_at=known.published_at)
        made = publications.restore(known.identifier, draft, note=note, by=by)
    _shown(guide, made.pk, shape, files)
    guide.publication_id, guide.state, guide.note = made.pk, State.PUBLISHED, ""
    touch(guide, "publication", "note")
    noted("guide.published", guide, by=by, publication=made.identifier)
    return guide


@transaction.atomic
def withdraw(key: int, reason: str, *, by: Actor) -> Guide:
    """Take a guide off the site; its page goes on to say so, with the reason."""
    guide = locked(key, by, Duty.PUBLISH)
    known: Any = guide.publication
    if known is None or known.status != Public.PUBLISHED:
        raise RuleBroken("这份指南现在不在公开状态，无需撤下")
    if guide.state != State.PUBLISHED:
        raise RuleBroken(f"这份指南的修改稿{State(guide.state).label}，请先办完修改稿或退回，再撤下")
    publications.withdraw(known.identifier, reason=reason, by=by)
    guide.state = State.WITHDRAWN
    touch(guide)
    noted("guide.withdrawn", guide, by=by, publication=known.identifier)
    return guide


def _draft(guide: Guide, shape: Shape, files: list[GuideFile], now: datetime) -> Draft:
    owner = guide.organisation
    html = page.html(shape, queries.papers(files))
    return Draft(
        kind=Kind.SERVICE_GUIDE,
        title=shape.title,
        publisher=owner.code,
        html=html,
        text=markup.plain(html),
        published_at=now,
        issuing_bodies=(owner.name,),
        mandatory_item=items.suggested(owner.code, Kind.SERVICE_GUIDE),
        keywords=shape.themes[:MAX_KEYWORDS],
        summary=" ".join(shape.summary.split())[:MAX_SUMMARY],
        made_on=timezone.localdate(now),
        source=owner.name,
        attachments=queries.links(files),
    )


def _shown(guide: Guide, publication: int, shape: Shape, files: list[GuideFile]) -> None:
    """The row from which the portal's lists and the guide's own page are drawn."""
    papers = [
        {"name": row.name, "role": row.role, "material": row.material, "sha256": row.sha256} for row in files
    ]
    forms = [row.name for row in files if row.role in (Role.FORM, Role.SAMPLE)]
    said = [shape.title, shape.code, shape.summary, *shape.themes, shape.result, guide.organisation.name]
    words = " ".join([*said, *(row.name for row in shape.materials), *forms])
    row, _ = PublicGuide.objects.update_or_create(
        guide=guide,
        defaults={
            "publication_id": publication,
            "organisation": guide.organisation,
            "title": shape.title,
            "code": shape.code,
            "for_persons": Serves.PERSON in shape.serves,
            "for_enterprises": Serves.ENTERPRISE in shape.serves,
            "words": words,
            "missing": guide.missing,
            "shape": guide.shape,
            "papers": orjson.dumps(papers).decode(),
        },
    )
    row.events.all().delete()
    PublicEvent.objects.bulk_create(PublicEvent(guide=row, event=event) for event in shape.events)

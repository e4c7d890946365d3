"""A manuscript for what an organisation keeps public: prefilled from the rows, and reviewed like all others.

Of what an organisation has once, a new version is a change of the public page, which keeps its address. The
catalogue of items and the negative list are drawn up anew as their rows change: in that change, or in the
next revision of the manuscript that is under way.
"""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules import markup
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import items, standing
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Disclosure, Kind
from gongkai.record.catalogue.rules.standing import FROM_ROWS, NAMES, Page

from ..models import Manuscript
from ..queries.manuscripts import content_of, under_way
from ..rules.manuscripts import EDITABLE, Content, RuleBroken, Status
from . import manuscripts

NOTES = {Kind.CATALOGUE: "按现行公开目录更新", Kind.NEGATIVE_LIST: "按现行负面清单更新"}


@transaction.atomic
def draw_up(organisation: str, kind: Kind, *, channel: str = "", by: Actor) -> Manuscript:
    """Begin a page of an organisation as its rows have it now, or go on with the one it has; needs the draft
    duty there.

    ``channel`` is a key area in which it is to stand. Raises RuleBroken, or the catalogue's, when there is
    nothing to list, when what is public says the same, or when its manuscript is with the reviewers.
    """
    owner = orgs.held(organisation)  # of two who ask at once, the second finds the manuscript of the first
    if owner is None or owner.closed_on:
        raise RuleBroken("起草机构不存在或已撤销，请换用其他岗位")
    by.must(Duty.DRAFT, owner.lineage)
    page = standing.page(owner, kind, timezone.localdate())
    if kind in NAMES:
        return _anew(owner, page, by)
    return _first(owner, page, channel, by)


def _first(owner: Any, page: Page, channel: str, by: Actor) -> Manuscript:
    channels = (channel,) if channel else ()
    content = Content(
        page.kind,
        title=page.title,
        html=page.html,
        issuing_bodies=(owner.name,),
        mandatory_item=items.suggested(owner.code, page.kind, channels),
        made_on=timezone.localdate(),
        disclosure=Disclosure.PROACTIVE,
        channels=channels,
        source=owner.name,
    )
    return manuscripts.begin(owner.code, content, by=by)


def _anew(owner: Any, page: Page, by: Actor) -> Manuscript:
    """In the manuscript that is open, as a change of what is public, or for the first time. A page that
    people write goes on as it stands."""
    public = standing.present(owner, page.kind)
    open_one = under_way(owner.code, page.kind, NAMES[page.kind])
    if open_one is not None:
        if page.kind not in FROM_ROWS:
            return open_one
        if open_one.status not in EDITABLE:
            told = f"《{open_one.title}》{Status(open_one.status).label}；要按现行内容更新，请先撤回送审"
            raise RuleBroken(told)
        content = replace(content_of(open_one), title=page.title, html=page.html)
        return manuscripts.save(open_one.pk, content, revision=open_one.revision, by=by)
    if public is None:
        return _first(owner, page, "", by)
    if page.kind not in FROM_ROWS:
        return manuscripts.change(public.identifier, by=by)
    if catalogue.current(public).html == markup.sanitise(page.html):
        raise RuleBroken("公开的内容已经是最新的，不需要更新")
    return manuscripts.change(
        public.identifier,
        title=page.title,
        html=page.html,
        issuing_bodies=(owner.name,),
        made_on=timezone.localdate(),
        change_note=NOTES[page.kind],
        by=by,
    )

"""Beginning, saving and giving up a manuscript. One call, one transaction, one ledger entry.

Saving is under an optimistic lock: who saves says which revision the screen showed.
"""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.attachments import queries as attachments
from gongkai.ground.language.rules import numbers
from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Disclosure, Kind
from gongkai.record.catalogue.rules import Status as Published

from ..models import Manuscript, ManuscriptFile, Revision
from ..queries.manuscripts import public_draft
from ..rules.manuscripts import (
    EDITABLE,
    OVER,
    Conflict,
    Content,
    RuleBroken,
    Status,
    cleaned,
    from_version,
    pack,
)
from . import checking

MAX_TITLE = 500
UNDER_WAY = "这条信息已有一份修改稿在办理，请在稿件列表中打开它"


@transaction.atomic
def begin(
    organisation: str, content: Content, *, explains: int | None = None, origin: str = "", by: Actor
) -> Manuscript:
    """A new manuscript of an organisation (draft duty there). ``explains`` is the document's manuscript."""
    owner = orgs.by_code(organisation)
    if owner is None or owner.closed_on:
        raise RuleBroken("起草机构不存在或已撤销，请换用其他岗位")
    by.must(Duty.DRAFT, owner.lineage)
    now = timezone.now()
    manuscript = Manuscript(organisation=owner, origin=origin, created_at=now, saved_at=now)
    if explains is not None:
        document = locked(explains, by)
        if document.kind != Kind.DOCUMENT:
            raise RuleBroken("只有政策文件需要配解读材料，请从文件稿件新建")
        manuscript.explains = document
    return _begun(manuscript, content, by)


@transaction.atomic
def change(identifier: str, *, by: Actor, **instead: Any) -> Manuscript:
    """A manuscript for a new version of something public: it begins as what is public now, with the fields
    of ``instead`` in place of its own."""
    public = catalogue.get(identifier)
    if public is None:
        raise RuleBroken(f"{identifier} 不存在，请核对索引号")
    by.must(Duty.DRAFT, public.publisher.lineage)
    if public.status != Published.PUBLISHED:
        raise RuleBroken("该信息现在不在公开状态，不能修改；已撤回的请先恢复公开")
    if Manuscript.objects.filter(changes=public).exclude(status__in=OVER).exists():
        raise RuleBroken(UNDER_WAY)
    version = catalogue.current(public)
    content = replace(from_version(catalogue.metadata(version), version.html), **instead)
    now = timezone.now()
    manuscript = Manuscript(organisation=public.publisher, changes=public, created_at=now, saved_at=now)
    try:
        with transaction.atomic():
            _begun(manuscript, content, by, publication=identifier)
            _keep_files(manuscript)
            return manuscript
    except IntegrityError:  # somebody began the same change at this moment
        raise RuleBroken(UNDER_WAY) from None


def _keep_files(manuscript: Manuscript) -> None:
    """The files that are public now, in their order: they were looked at when they were attached."""
    public = public_draft(manuscript)
    kept = [link for link in public.attachments if link.sha256] if public else []
    known = attachments.stored_of(link.sha256 for link in kept)
    ManuscriptFile.objects.bulk_create(
        ManuscriptFile(
            manuscript=manuscript,
            sha256=link.sha256,
            name=link.name,
            format=known[link.sha256].format,
            size=link.size,
            position=position,
            at=manuscript.created_at,
        )
        for position, link in enumerate(kept, start=1)
        if link.sha256 in known
    )


def _begun(manuscript: Manuscript, content: Content, by: Actor, **facts: str) -> Manuscript:
    """The first revision, its findings and its entry."""
    manuscript.drafter_id = by.person or None
    write(manuscript, content)
    manuscript.save(force_insert=True)
    keep(manuscript, content, by)
    checking.check_text(manuscript, content, by=by)
    noted("manuscript.begun", manuscript, by=by, **facts)
    return manuscript


@transaction.atomic
def save(key: int, content: Content, *, revision: int, by: Actor) -> Manuscript:
    """Keep a new revision; the same content again keeps none.

    Raises Conflict when ``revision`` is not the newest, RuleBroken while it is not the drafter's turn.
    """
    manuscript = locked(key, by)
    if manuscript.status not in EDITABLE:
        raise RuleBroken(f"稿件{Status(manuscript.status).label}，现在不能修改；如需修改请先撤回送审")
    if manuscript.revision != revision:
        newest = Revision.objects.select_related("person").get(
            manuscript=manuscript, number=manuscript.revision
        )
        who, at = newest.person or newest.post, timezone.localtime(newest.at)
        raise Conflict(
            f"{who} 于 {at:%Y-%m-%d %H:%M} 保存了第 {newest.number} 版，您改的是第 {revision} 版。"
            "您的内容没有丢失：请对照下面的差异，合并后再保存",
            newest.number,
        )
    content = cleaned(content)
    if digest(content) == Revision.objects.get(manuscript=manuscript, number=revision).digest:
        return manuscript
    manuscript.revision += 1
    manuscript.saved_at = timezone.now()
    write(manuscript, content)
    manuscript.save()
    keep(manuscript, content, by)
    checking.check_text(manuscript, content, by=by)
    noted("manuscript.saved", manuscript, by=by)
    return manuscript


@transaction.atomic
def abandon(key: int, *, by: Actor) -> Manuscript:
    """Give a manuscript up; it stays readable to its organisation."""
    manuscript = locked(key, by)
    if manuscript.status not in EDITABLE:
        raise RuleBroken(f"稿件{Status(manuscript.status).label}，不能作废")
    manuscript.status = Status.ABANDONED
    manuscript.save(update_fields=["status"])
    noted("manuscript.abandoned", manuscript, by=by)
    return manuscript


def locked(key: int, by: Actor, duty: Duty = Duty.DRAFT) -> Manuscript:
    """The row, held, for an actor with the duty at its organisation."""
    rows = Manuscript.objects.select_for_update(of=("self",)).select_related("organisation")
    manuscript = rows.filter(pk=key).first()
    if manuscript is None:
        raise RuleBroken("没有找到这份稿件，请从稿件列表重新打开")
    by.must(duty, manuscript.organisation.lineage)
    return manuscript


def write(manuscript: Manuscript, content: Content) -> None:
    """The columns that lists and look-ups need, from the content."""
    manuscript.kind = content.kind
    manuscript.title = content.title[:MAX_TITLE] or "（无标题）"
    manuscript.number_key = numbers.key(content.document_number)[:120] if content.document_number else ""
    if content.kind != Kind.INTERPRETATION:  # an interpretation's clock is its document's
        manuscript.due_on = _due(manuscript, content)


def _due(manuscript: Manuscript, content: Content) -> date | None:
    """The last day on which the item's limit, or the kind's, lets this become public; None for a change."""
    if manuscript.changes_id or content.disclosure not in ("", Disclosure.PROACTIVE):
        return None
    due = items.due_on(
        manuscript.organisation.code,
        content.kind,
        content.mandatory_item,
        made_on=content.made_on,
        approved_on=content.approved_on,
    )
    return due.on if due else None


def keep(manuscript: Manuscript, content: Content, by: Actor) -> None:
    """The present revision's row."""
    content = cleaned(content)
    Revision.objects.create(
        manuscript=manuscript,
        number=manuscript.revision,
        metadata=pack(content),
        html=content.html,
        digest=digest(content),
        person_id=by.person or None,
        post=by.post,
        at=manuscript.saved_at,
    )


def digest(content: Content) -> str:
    """Stands for a content; hex."""
    body = pack(replace(content, html="")) + "\0" + content.html
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def noted(kind: str, manuscript: Manuscript, *, by: Actor, **facts: str) -> None:
    """The entry about a manuscript: codes and states only."""
    known: dict[str, object] = {
        "organisation": manuscript.organisation.code,
        "revision": manuscript.revision,
        "status": str(manuscript.status),
    }
    record_many(kind, [(f"manuscript/{manuscript.pk}", known | facts)], by=by)

"""Reads of manuscripts. The scope comes first: another organisation's manuscript is not there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from gongkai.ground.attachments.rules import MEDIA, Format
from gongkai.ground.language.rules import numbers
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, Scope
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.queries.attached import named
from gongkai.record.catalogue.rules import Draft, Kind, Link
from gongkai.record.catalogue.rules.drafts import unpack as as_published

from ..models import Manuscript, ManuscriptFile, Revision
from ..rules.manuscripts import Content, Status, to_draft, unpack

OPEN = (Status.DRAFTING, Status.RETURNED, Status.REVIEWING, Status.APPROVED)
SHOWN = 100  # manuscripts of one organisation's column
MAX_KEY = 2**63  # what no database takes for a key


@dataclass(frozen=True, slots=True)
class Page:
    """``next`` is the cursor of the following page, None on the last."""

    items: list[Manuscript]
    next: str | None


def within(scope: Scope) -> QuerySet[Manuscript]:
    rows = Manuscript.objects.select_related("organisation", "drafter", "publication")
    return rows if "" in scope.lineages else rows.filter(organisation__in=orgs.below(scope))


def one(scope: Scope, key: int) -> Manuscript | None:
    """A manuscript in the scope; None outside it, so that the screen answers 404."""
    return within(scope).select_related("explains", "changes").filter(pk=key).first()


def listed(
    scope: Scope,
    *,
    status: str = "",
    kind: str = "",
    drafter: int | None = None,
    words: str = "",
    before: str | None = None,
    limit: int = 30,
) -> Page:
    """Manuscripts newest saved first, by keyset; ``words`` part of a title or a document number.

    Raises ValueError for a cursor that is none of ours.
    """
    rows = within(scope)
    rows = rows.filter(status=status) if status else rows.exclude(status=Status.ABANDONED)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(drafter=drafter) if drafter else rows
    if words := words.strip():
        key = numbers.key(words)
        rows = rows.filter(
            Q(title__icontains=words) | Q(number_key=key) if key else Q(title__icontains=words)
        )
    if before:
        at, _, pk = before.partition("_")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not 0 <= int(pk) < MAX_KEY:
            raise ValueError("翻页参数不正确，请从第一页重新查看")
        rows = rows.filter(Q(saved_at__lt=moment) | Q(saved_at=moment, pk__lt=int(pk)))
    found = list(rows.order_by("-saved_at", "-pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], f"{last.saved_at.isoformat()}_{last.pk}" if last else None)


def mine(actor: Actor, limit: int = 20) -> list[Manuscript]:
    """What this person has to go on with: returned first, then the newest saved."""
    rows = within(actor.scope).filter(
        drafter=actor.person, status__in=(Status.RETURNED, Status.DRAFTING, Status.REVIEWING)
    )
    order = {Status.RETURNED: 0, Status.DRAFTING: 1, Status.REVIEWING: 2}
    found = list(rows.order_by("-saved_at")[:limit])
    return sorted(found, key=lambda row: order[Status(row.status)])


def to_publish(actor: Actor, limit: int = 20) -> list[Manuscript]:
    """Approved manuscripts of this post's organisations that wait to be published, by their minute."""
    if Duty.PUBLISH not in actor.duties:
        return []
    rows = within(actor.scope).filter(status=Status.APPROVED)
    return list(rows.order_by("publish_at", "saved_at")[:limit])


def under_way(organisation: str, kind: Kind, name: str) -> Manuscript | None:
    """The manuscript of an organisation (code) whose title ends with this name and which has not ended."""
    rows = Manuscript.objects.filter(organisation__code=organisation, kind=kind, title__endswith=name)
    return rows.filter(status__in=OPEN).order_by("-pk").first()


def open_of(organisation: str, kinds: Iterable[Kind]) -> list[Manuscript]:
    """Everything of these kinds that an organisation (code) is working on, newest first."""
    rows = Manuscript.objects.filter(organisation__code=organisation, kind__in=list(kinds))
    return list(rows.filter(status__in=OPEN).order_by("-pk")[:SHOWN])


def counts(scope: Scope) -> dict[str, int]:
    """How many manuscripts stand in each state."""
    rows = Manuscript.objects.all()
    if "" not in scope.lineages:
        rows = rows.filter(organisation__in=orgs.below(scope))
    return dict(rows.values_list("status").annotate(n=Count("pk")).order_by())


def revisions(manuscript: Manuscript) -> list[Revision]:
    """Every revision, newest first, without the bodies (they load when read)."""
    rows = Revision.objects.filter(manuscript=manuscript).select_related("person")
    return list(rows.defer("html", "metadata").order_by("-number"))


def content_of(manuscript: Manuscript, number: int | None = None) -> Content:
    """What the manuscript says in its newest revision, or in another.

    Raises Revision.DoesNotExist for a number that was never kept.
    """
    row = Revision.objects.get(manuscript=manuscript, number=number or manuscript.revision)
    return unpack(row.metadata, row.html, Kind(manuscript.kind))


def files(manuscript: Manuscript) -> list[ManuscriptFile]:
    """Its files in the order that the public will see."""
    return list(ManuscriptFile.objects.filter(manuscript=manuscript))


def interpretations(manuscript: Manuscript) -> list[Manuscript]:
    """The manuscripts that explain it; only a policy document has any."""
    if manuscript.kind != Kind.DOCUMENT:
        return []
    return list(manuscript.interpretations.exclude(status=Status.ABANDONED))


def links(manuscript: Manuscript) -> tuple[Link, ...]:
    """Its files as the record names them; the address follows from the publication's."""
    return tuple(
        Link(file.name, "", MEDIA[Format(file.format)], file.size, file.sha256) for file in files(manuscript)
    )


def public_draft(manuscript: Manuscript) -> Draft | None:
    """What is public now of what it changes; None when it changes nothing, or what the law removed."""
    public: Any = manuscript.changes
    if public is None:
        return None
    version = catalogue.current(public)
    metadata = catalogue.metadata(version)
    return as_published(metadata, html=version.html, text=version.text) if metadata else None


def draft_for_preview(key: int, revision: int) -> Draft | None:
    """The draft as the public would see it, of one revision; None for what does not exist."""
    manuscript = Manuscript.objects.select_related("organisation", "changes").filter(pk=key).first()
    if manuscript is None or not Revision.objects.filter(manuscript=manuscript, number=revision).exists():
        return None
    public: Any = manuscript.changes
    return to_draft(
        content_of(manuscript, revision),
        publisher=manuscript.organisation.code,
        published_at=public.published_at if public else manuscript.publish_at or timezone.now(),
        files=links(manuscript),
        instead_of=public_draft(manuscript),
    )


def ended(keys: Iterable[int]) -> list[int]:
    """Those of the manuscripts that nobody may write any more, whatever becomes of them."""
    over = (Status.PUBLISHED, Status.KEPT, Status.ABANDONED, Status.PURGED)
    return list(Manuscript.objects.filter(pk__in=list(keys), status__in=over).values_list("pk", flat=True))


def unheld(sha256s: Iterable[str]) -> list[str]:
    """Those of the files that neither a manuscript nor a publication names."""
    wanted = sorted(set(sha256s))
    drafted = ManuscriptFile.objects.filter(sha256__in=wanted).values_list("sha256", flat=True)
    return sorted(set(wanted) - set(drafted) - named(wanted))

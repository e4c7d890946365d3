"""Which files publications name, so that what the law removes takes its files with it and nobody else's."""

from collections.abc import Sequence

from gongkai.ground.attachments import services as attachments
from gongkai.ground.orgs.rules import Actor

from ..models import Attached, Publication
from ..rules.content import Prepared


def save(pairs: Sequence[tuple[Prepared, Publication]]) -> None:
    """Note the files that new versions name; those that are noted already stay."""
    named = [(row, link.sha256) for item, row in pairs for link in item.draft.attachments if link.sha256]
    if named:
        noted = [Attached(publication=row, sha256=sha256) for row, sha256 in named]
        Attached.objects.bulk_create(noted, ignore_conflicts=True)


def purge(row: Publication, *, by: Actor) -> int:
    """Discard the files that only this publication's versions name; returns how many were here.

    A draft that holds one must be given it anew: the law that removes a content removes it everywhere.
    """
    own = set(Attached.objects.filter(publication=row).values_list("sha256", flat=True))
    Attached.objects.filter(publication=row).delete()
    shared = set(Attached.objects.filter(sha256__in=own).values_list("sha256", flat=True)) if own else set()
    lonely = sorted(own - shared)
    most = attachments.MAX_DISCARDED
    return sum(attachments.discard(lonely[at : at + most], by=by) for at in range(0, len(lonely), most))

"""The draft is written into a version and cut into clauses; each clause finds the thread it had before.

The steps of a service: the caller holds the consultation and records what happened.
"""

from ..models import Clause, Consultation, DraftVersion, Thread
from ..rules.anchors import Standing, carried
from ..rules.clauses import split
from ..rules.phases import RuleBroken


def write(row: Consultation, html: str, note: str) -> DraftVersion:
    """The text as the version that is worked on: one, and never the public one."""
    version = working(row) or DraftVersion(consultation=row, number=row.public_version + 1)
    version.html, version.note = html, note
    version.save()
    version.clauses.all().delete()
    Thread.objects.filter(consultation=row, clauses=None, said=None).delete()
    if not row.public_version:
        row.next_anchor = 1
    found = split(html)
    anchors = carried(standing(row), [clause.body for clause in found], row.next_anchor)
    known = {thread.anchor: thread for thread in Thread.objects.filter(consultation=row)}
    new = [Thread(consultation=row, anchor=anchor) for anchor in anchors if anchor not in known]
    Thread.objects.bulk_create(new)
    made = Thread.objects.filter(consultation=row, anchor__in=[thread.anchor for thread in new])
    known |= {thread.anchor: thread for thread in made}
    Clause.objects.bulk_create(
        Clause(
            version=version,
            thread=known[anchor],
            position=place,
            label=clause.label[:40],
            heading=clause.heading,
            html=clause.html,
            body=clause.body,
        )
        for place, (anchor, clause) in enumerate(zip(anchors, found, strict=True))
    )
    row.next_anchor = max([row.next_anchor, *(anchor + 1 for anchor in anchors)])
    row.save(update_fields=["next_anchor"])
    return version


def working(row: Consultation) -> DraftVersion | None:
    """The version that is not public yet."""
    return DraftVersion.objects.filter(consultation=row, published_at=None).first()


def standing(row: Consultation) -> list[Standing]:
    """The clauses of the public version, by which those of a new one are known; [] before the first."""
    rows = Clause.objects.filter(version__consultation=row, version__number=row.public_version)
    return [Standing(*pair) for pair in rows.order_by("position").values_list("thread__anchor", "body")]


def take_up(row: Consultation) -> DraftVersion:
    """Begin a new version from the public one."""
    public = DraftVersion.objects.filter(consultation=row, number=row.public_version).first()
    if public is None:
        raise RuleBroken("草案还没有公布，请直接修改")
    return write(row, public.html, "")


def drop(row: Consultation) -> None:
    """Throw away a version that will not be published."""
    DraftVersion.objects.filter(consultation=row, published_at=None).delete()
    Thread.objects.filter(consultation=row, clauses=None, said=None).delete()

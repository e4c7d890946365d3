"""The papers of a consultation as they stand: what people wrote, and the HTML that is published of it."""

from typing import Any

from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Draft
from gongkai.record.catalogue.rules.drafts import unpack

from ..models import Clause, Consultation, DraftVersion, Tally
from ..rules import papers
from ..rules.decisions import Decision
from ..rules.pieces import Content
from . import groups


def address(row: Consultation) -> str:
    """Where the public reads it and comments."""
    return f"/consultations/{row.pk}/"


def version(row: Consultation) -> DraftVersion | None:
    """The version that is worked on, else the public one."""
    return DraftVersion.objects.filter(consultation=row).order_by("-number").first()


def content_of(row: Consultation) -> tuple[Content, int]:
    """Everything that is published with the draft, and how many clauses it has."""
    now = version(row)
    content = Content(
        decision=Decision(row.decision),
        title=row.title,
        explanation=row.explanation,
        html=now.html if now else "",
        ways=row.ways,
        contact=row.contact,
        days=row.days,
        shorten_reason=row.shorten_reason,
        note=now.note if now else "",
    )
    return content, Clause.objects.filter(version=now).count() if now else 0


def draft_html(row: Consultation) -> str:
    return papers.draft(content_of(row)[0], row.closes_on, address(row))


def tally(row: Consultation) -> list[tuple[str, list[int]]]:
    """Counts by level of verification, as ``rules.papers.COLUMNS`` names them."""
    return papers.counted(Tally.objects.filter(consultation=row).values_list("level", "stance", "count"))


def result_html(row: Consultation) -> str:
    """The result with every group; what was decided stands first once it is known."""
    final: Any = row.final
    decided = ""
    if final is not None or row.final_note:
        decided = papers.decided(final.title if final else "", final.path if final else "", row.final_note)
    answered = [
        papers.Answered(group.title, group.size, group.outcome, group.why) for group in groups.all_of(row.pk)
    ]
    return papers.result(row.summary, tally(row), answered, address(row), decided)


def published_draft(current: Any) -> Draft:
    """A published version as a draft again, to publish it anew with other words."""
    return unpack(catalogue.metadata(current), html=current.html, text=current.text)

"""Serving the reply: its letter is made as an official document in PDF and DOCX, kept sealed with the case,
and the clock ends."""

from datetime import date

import structlog
from django.db import transaction
from django.utils import timezone

from gongkai.ground.attachments.rules import Format
from gongkai.ground.orgs.rules import Actor

from ..fonts import NoFont
from ..letter_paper import letter
from ..models import DisclosureRequest, Reply
from ..rules import official_docx
from ..rules.letters import Paragraph
from ..rules.stages import Delivery, Purpose, RuleBroken
from .cases import held
from .letters import lines_of
from .papers import Paper, keep
from .reading import letter_of
from .replying import deliver

NAME = "答复书"
log = structlog.get_logger(__name__)


def documents(lines: list[Paragraph], name: str = NAME) -> list[Paper]:
    """The letter as files. Takes half a second: call it outside a transaction.

    Without a Chinese font on the machine there is no PDF, as `gongkai doctor` says; a reply that is due does
    not wait for it.
    """
    papers = [Paper(f"{name}.docx", official_docx.written(lines), Format.DOCX)]
    try:
        papers.insert(0, Paper(f"{name}.pdf", letter(lines), Format.PDF))
    except NoFont:
        log.warning("no Chinese font: the letter has no PDF")
    return papers


def serve(key: int, *, way: Delivery, on: date | None = None, version: int, by: Actor) -> DisclosureRequest:
    """The approved reply was handed over, posted or set on the applicant's page on a day."""
    papers = documents(_written(key, on or timezone.localdate(), version, by))
    return _served(key, papers, way, on, version, by)


@transaction.atomic
def _written(key: int, on: date, version: int, by: Actor) -> list[Paragraph]:
    case = held(key, by, version=version)
    reply = Reply.objects.filter(case=case).first()
    if reply is None:
        raise RuleBroken("还没有起草答复书")
    reply.delivered_on = reply.delivered_on or on
    return lines_of(case, reply, letter_of(case, reply))


@transaction.atomic
def _served(
    key: int, papers: list[Paper], way: Delivery, on: date | None, version: int, by: Actor
) -> DisclosureRequest:
    case = deliver(key, way=way, on=on, version=version, by=by)
    for paper in papers:
        keep(case, paper, Purpose.LETTER, for_applicant=True)
    return case

"""Files of a case: sealed, kept apart; opened only for who may, and recorded. How they are recognised before
is of all forms (`ground/attachments/services/papers.py`)."""

from django.utils import timezone

from gongkai.ground.attachments.services.papers import LARGEST as LARGEST
from gongkai.ground.attachments.services.papers import MOST as MOST
from gongkai.ground.attachments.services.papers import Paper as Paper
from gongkai.ground.attachments.services.papers import recognised as recognised
from gongkai.ground.sealing import services as sealing

from ..models import CaseFile, DisclosureRequest
from ..rules.stages import Purpose
from .cases import about

NAME = "file-name"


def keep(case: DisclosureRequest, paper: Paper, purpose: Purpose, *, for_applicant: bool = False) -> CaseFile:
    """Seal a file of a held case and keep it."""
    row = CaseFile(case=case, purpose=purpose, format=paper.format, size=len(paper.data))
    row.place = sealing.keep(case.sealing, paper.data)
    row.sealed_name = sealing.seal(case.sealing, paper.name.encode(), about(case, f"{NAME}/{row.place}"))
    row.for_applicant, row.at = for_applicant, timezone.now()
    row.save(force_insert=True)
    return row


def name_of(case: DisclosureRequest, row: CaseFile) -> str:
    return sealing.unseal(case.sealing, row.sealed_name, about(case, f"{NAME}/{row.place}")).decode()


def content_of(case: DisclosureRequest, row: CaseFile) -> bytes:
    return sealing.kept(case.sealing, row.place)

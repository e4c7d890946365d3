"""Files of a case: recognised in a child process, sealed, kept apart; opened only for who may, and
recorded."""

from dataclasses import dataclass

from django.utils import timezone

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Format, Refused, names
from gongkai.ground.sealing import services as sealing

from ..models import CaseFile, DisclosureRequest
from ..rules.stages import Purpose, RuleBroken
from .cases import about

MOST = 10  # files with one step
LARGEST = 20_000_000  # bytes of one file
NAME = "file-name"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that was recognised and may be kept."""

    name: str
    data: bytes
    format: Format


def recognised(uploads: list[tuple[str, bytes]]) -> list[Paper]:
    """Files as they came, looked at in a child. Call outside a transaction. Raises Refused, or RuleBroken."""
    if len(uploads) > MOST:
        raise RuleBroken(f"一次最多 {MOST} 个文件，请合并或者分次提交")
    papers = []
    for name, data in uploads:
        if len(data) > LARGEST:
            raise Refused(f"{names.safe(name)} 超过 {LARGEST // 1_000_000} MB，请压缩或者分开")
        papers.append(Paper(names.safe(name), data, sandbox.run("recognise", data, name)))
    return papers


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

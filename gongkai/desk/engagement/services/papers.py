"""Files of a letter: sealed, kept apart; opened only for who may, and recorded. They are recognised before,
by ``ground.attachments.services.papers.recognised``."""

from collections.abc import Iterable

from django.utils import timezone

from gongkai.ground.attachments.services.papers import Paper
from gongkai.ground.sealing import services as sealing

from ..models import Letter, LetterFile
from .sealed import about

NAME = "file-name"


def keep(letter: Letter, papers: Iterable[Paper], *, for_writer: bool = False) -> None:
    """Seal files of a held letter and keep them."""
    for paper in papers:
        row = LetterFile(letter=letter, format=paper.format, size=len(paper.data), for_writer=for_writer)
        row.place = sealing.keep(letter.sealing, paper.data)
        row.sealed_name = sealing.seal(
            letter.sealing, paper.name.encode(), about(letter, f"{NAME}/{row.place}")
        )
        row.at = timezone.now()
        row.save(force_insert=True)


def name_of(letter: Letter, row: LetterFile) -> str:
    return sealing.unseal(letter.sealing, row.sealed_name, about(letter, f"{NAME}/{row.place}")).decode()


def content_of(letter: Letter, row: LetterFile) -> bytes:
    return sealing.kept(letter.sealing, row.place)

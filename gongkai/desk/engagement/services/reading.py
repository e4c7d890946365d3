"""Opening what is sealed: only with the duty that needs it, and every look is an entry in the ledger.

Who refers, answers or joins in may look; a reviewer may while the reply waits for this very person; whoever
publishes looks through ``publishing.propose``.
"""

from django.db import transaction

from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed
from gongkai.ground.sealing import services as sealing
from gongkai.ground.sealing.codes import code_of, digest_of
from gongkai.record.editorial.queries import reviews

from ..models import Handling, Letter, LetterEvent, LetterFile, LetterReply
from ..queries.codes import found
from ..rules.kinds import RuleBroken
from ..rules.writing import Writing
from .holding import changed, held, locked, must_handle, noted
from .papers import content_of, name_of
from .replying import KIND
from .sealed import about, opened


@transaction.atomic
def look(key: int, *, by: Actor) -> tuple[Letter, Writing]:
    """A letter as it was written. Raises Destroyed when its content is gone, NotAllowed for whom it is
    not."""
    letter = _seen(key, by)
    writing = opened(letter)
    noted("letter.looked", letter, by=by)
    return letter, writing


@transaction.atomic
def fetch(key: int, file: int, *, by: Actor) -> tuple[LetterFile, str, bytes]:
    """A file of a letter, opened: the row, its name and its content."""
    letter = _seen(key, by)
    row = LetterFile.objects.filter(letter=letter, pk=file).first()
    if row is None:
        raise RuleBroken("没有这份附件，请刷新页面")
    noted("letter.looked", letter, by=by, file=row.pk)
    return row, name_of(letter, row), content_of(letter, row)


def visit(number: str, code: str) -> tuple[Letter, Writing] | None:
    """The writer's own look, by number and query code; None when they do not fit. No entry: it is their
    own."""
    letter = found(number, code)
    return (letter, opened(letter)) if letter else None


@transaction.atomic
def reissue(key: int, token: str, *, by: Actor) -> str:
    """A new query code, for a writer who has lost it and has shown at the counter who they are."""
    letter = held(key, by, Duty.REFER if Duty.REFER in by.duties else Duty.ANSWER)
    code = code_of(token)
    letter.code = digest_of(code)
    changed(letter, "code")
    noted("letter.code_reissued", letter, by=by)
    return code


def words_of(letter: Letter, event: LetterEvent) -> str:
    """What was written with a step; "" when nothing was. The caller has been let in by ``look`` or
    ``visit``."""
    if event.sealed is None:
        return ""
    return sealing.unseal(letter.sealing, event.sealed, about(letter, f"event/{event.position}")).decode()


def text_of(letter: Letter, reply: LetterReply) -> str:
    """A reply's text, for whom ``look`` or ``visit`` has let in."""
    return sealing.unseal(letter.sealing, reply.sealed, about(letter, f"reply/{reply.round}")).decode()


def opinion_of(letter: Letter, part: Handling) -> str:
    """What a joint organisation told the lead; "" while it has not."""
    if part.sealed is None:
        return ""
    return sealing.unseal(letter.sealing, part.sealed, about(letter, f"part/{part.pk}")).decode()


def _seen(key: int, by: Actor) -> Letter:
    """The letter held, for whoever may look into it now."""
    letter = locked(key)
    parts = letter.handlings.filter(ended_on=None, lead=False).select_related("organisation")
    doors = [
        (Duty.ANSWER, letter.organisation),
        (Duty.REFER, letter.organisation),
        (Duty.REFER, letter.referrer),
        *((Duty.ANSWER, part.organisation) for part in parts),
    ]
    if any(_opens(duty, organisation, by) for duty, organisation in doors):
        return letter
    review = reviews.opened(KIND, str(key))
    if review is None or not reviews.may_decide(by, review):
        raise NotAllowed("这件来信不由您办理，答复也没有送到您这里审核，原文不能打开")
    return letter


def _opens(duty: Duty, organisation: object, by: Actor) -> bool:
    try:
        must_handle(duty, organisation, by)
    except NotAllowed:
        return False
    return True

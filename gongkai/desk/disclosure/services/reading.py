"""Opening what is sealed: only with the duty that needs it, and every look is an entry in the ledger.

Who handles cases may look; a reviewer may while the case's reply waits for this very person.
"""

from django.db import transaction

from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed
from gongkai.ground.sealing import services as sealing
from gongkai.record.editorial.queries import reviews

from ..models import CaseEvent, CaseFile, DisclosureRequest, Reply
from ..queries.codes import code_of, digest_of, found
from ..rules import letters
from ..rules.forms import Application
from ..rules.letters import Letter
from ..rules.stages import RuleBroken
from .cases import about, held, noted
from .discretion import opened as opened
from .papers import content_of, name_of
from .replying import KIND, PLACE


@transaction.atomic
def look(key: int, *, duty: Duty = Duty.DISCLOSE, by: Actor) -> tuple[DisclosureRequest, Application]:
    """A case with its application opened. Raises Destroyed when its content is gone, NotAllowed without the
    duty."""
    case = _seen(key, duty, by)
    application = opened(case)
    noted("disclosure.looked", case, by=by, duty=str(duty))
    return case, application


@transaction.atomic
def fetch(key: int, file: int, *, duty: Duty = Duty.DISCLOSE, by: Actor) -> tuple[CaseFile, str, bytes]:
    """A file of a case, opened: the row, its name and its content."""
    case = _seen(key, duty, by)
    row = CaseFile.objects.filter(case=case, pk=file).first()
    if row is None:
        raise RuleBroken("没有这份材料，请刷新页面")
    noted("disclosure.looked", case, by=by, duty=str(duty), file=row.pk)
    return row, name_of(case, row), content_of(case, row)


def _seen(key: int, duty: Duty, by: Actor) -> DisclosureRequest:
    """The case held, for whoever may look into it now."""
    case = held(key, by, duty)
    if duty is not Duty.DISCLOSE:
        review = reviews.opened(KIND, str(key))
        if review is None or not reviews.may_decide(by, review):
            raise NotAllowed("答复书没有送到您这里审核，申请的内容不能打开")
    return case


def visit(number: str, code: str) -> tuple[DisclosureRequest, Application] | None:
    """The applicant's own look, by number and query code; None when they do not fit. No entry: it is their
    own."""
    case = found(number, code)
    return (case, opened(case)) if case else None


@transaction.atomic
def reissue(key: int, token: str, *, by: Actor) -> str:
    """A new query code, for an applicant who has lost it and has shown at the counter who they are."""
    case = held(key, by)
    code = code_of(token)
    case.code, case.version = digest_of(code), case.version + 1
    case.save(update_fields=["code", "version"])
    noted("disclosure.code_reissued", case, by=by)
    return code


def words_of(case: DisclosureRequest, event: CaseEvent) -> str:
    """What was written with a step; "" when nothing was."""
    if event.sealed is None:
        return ""
    return sealing.unseal(case.sealing, event.sealed, about(case, f"event/{event.position}")).decode()


def letter_of(case: DisclosureRequest, reply: Reply) -> Letter:
    return letters.unpack(sealing.unseal(case.sealing, reply.sealed, about(case, PLACE)))

"""An answered letter becomes public where its writer agrees: masked, and confirmed by a person who has seen
the original beside it. The writer may take the agreement back, and the publication is withdrawn at once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules import markup, personal
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, system
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.rules import Draft, Status
from gongkai.record.catalogue.rules import Kind as Public
from gongkai.record.catalogue.services import publications

from ..models import Letter, LetterReply
from ..rules.kinds import ReplyState, RuleBroken, Stage
from ..rules.masking import without
from ..rules.public_page import Proposal, html, problems
from ..rules.writing import Writing
from .holding import WRITER, changed, held, locked, noted
from .reading import text_of
from .sealed import opened

WITHDRAWN = "写信人不再同意公开"


@dataclass(frozen=True, slots=True)
class Original:
    """What a person confirms against: the letter and the reply as they were written."""

    writing: Writing
    reply: str


class NotConfirmed(RuleBroken):
    """The texts cannot be public as they are; ``problems`` says field by field."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__("还不能公开：" + "；".join(found.values()))
        self.problems = found


@transaction.atomic
def propose(key: int, *, by: Actor) -> tuple[Proposal, Original]:
    """What would be public, masked by the program, and the originals beside it; recorded as a look."""
    letter = held(key, by, Duty.PUBLISH)
    reply = _publishable(letter)
    writing, answer = opened(letter), text_of(letter, reply)
    noted("letter.looked", letter, by=by, duty=str(Duty.PUBLISH))
    return Proposal(letter.title, letter.words, without(answer, writing)), Original(writing, answer)


@transaction.atomic
def publish(key: int, confirmed: Proposal, *, version: int, by: Actor) -> Letter:
    """Make it public in the texts that this person has confirmed. Needs the publish duty. Raises NotConfirmed
    while one of them tells who wrote or holds personal data."""
    letter = held(key, by, Duty.PUBLISH, version=version)
    reply = _publishable(letter)
    contacts = orgs.contacts([letter.organisation_id])[letter.organisation_id]
    if found := problems(confirmed, opened(letter), personal.published(contacts)):
        raise NotConfirmed(found)
    made = publications.publish(_draft(letter, reply, confirmed), by=by)
    letter.publication_id = made.pk
    changed(letter, "publication")
    noted("letter.published", letter, by=by, publication=made.identifier)
    return letter


@transaction.atomic
def keep_private(key: int, *, by: Actor) -> Letter:
    """The writer no longer agrees to publication (个人信息保护法 art. 15): what is public of it is
    withdrawn."""
    letter = locked(key) if by == WRITER else held(key, by)
    if not letter.public_wish:
        raise RuleBroken("这件来信没有同意公开，无需撤回")
    letter.public_wish = False
    changed(letter, "public_wish")
    noted("letter.kept_private", letter, by=by)
    known = letter.publication
    if known is not None and known.status == Status.PUBLISHED:
        publications.withdraw(known.identifier, reason=WITHDRAWN, by=system("letters"))
    return letter


def _publishable(letter: Letter) -> LetterReply:
    if not letter.public_wish:
        raise RuleBroken("写信人没有同意公开这件来信，不能公开")
    if letter.stage not in (Stage.ANSWERED, Stage.ARCHIVED):
        raise RuleBroken("答复以后才能公开")
    if letter.publication_id:
        raise RuleBroken("这件来信已经公开")
    reply = letter.replies.filter(state=ReplyState.SENT).last()
    if reply is None:
        raise RuleBroken("这件来信没有发出的答复，不能公开")
    return reply


def _draft(letter: Letter, reply: LetterReply, confirmed: Proposal) -> Draft:
    body = letter.organisation
    page = markup.sanitise(html(confirmed, body.name))
    return Draft(
        kind=Public.LETTER,
        title=" ".join(confirmed.title.split()),
        publisher=body.code,
        html=page,
        text=markup.plain(page),
        published_at=timezone.now(),
        issuing_bodies=(body.name,),
        mandatory_item=items.suggested(body.code, Public.LETTER),
        subject_category=letter.category,
        made_on=reply.sent_on,
        source=body.name,
    )

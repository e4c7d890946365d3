"""The writer hears what happened: that it came in, who has it, that it takes longer, that it is answered.

By the account, where one was signed in and as the person wishes; else by the telephone and mailbox that the
letter gives. A message holds a number and a day, never a word of the letter
(``ground/notices/messages.toml``)."""

from typing import Any

from gongkai.ground.citizens import queries as citizens
from gongkai.ground.notices.rules import messages
from gongkai.ground.notices.rules.messages import Contacts
from gongkai.ground.notices.services import outgoing
from gongkai.ground.orgs.rules import Actor

from ..models import Letter, LetterEvent
from ..rules.events import Step
from ..rules.kinds import Channel
from .sealed import opened

TOLD = {
    Step.RECEIVED: "matter_received",
    Step.REFERRED: "matter_referred",
    Step.EXTENDED: "matter_extended",
    Step.REPLIED: "matter_answered",
    Step.INFORMED: "matter_answered",
    Step.REOPENED: "matter_reopened",
    Step.REDIRECTED: "matter_redirected",
}
PATH = "/letters/status/"  # where the portal asks for number and code
SILENT = (Channel.CARRIED, Channel.NATIONAL, Channel.HOTLINE)  # their writers are told where they wrote


def tell(letter: Letter, event: LetterEvent, *, by: Actor) -> None:
    """Queue what the writer hears of a step, in the caller's transaction; nothing for steps among offices."""
    template = TOLD.get(Step(event.step))
    if template is None or letter.channel in SILENT:
        return
    values = {"number": letter.number}
    if template in ("matter_received", "matter_extended", "matter_reopened"):
        values["day"] = str(letter.due_on)
    if template == "matter_referred":
        values["organisation"] = letter.organisation.short_name or letter.organisation.name
    known = contacts(letter)
    if known.telephone or known.mail or known.citizen:
        occasion = str(event.position)
        outgoing.send(
            "letter", letter.number, template, values, contacts=known, path=PATH, occasion=occasion, by=by
        )


def contacts(letter: Letter) -> Contacts:
    """How the writer is reached: as the account says, else as the letter does. What is no number of a mobile
    or no mailbox is left out."""
    citizen: Any = citizens.by_digest(letter.citizen) if letter.citizen else None
    if citizen is not None:
        wanted = citizens.wanted(citizen)
        return Contacts(letter.sealing, wanted.telephone, wanted.mail, citizen.pk)
    writing = opened(letter)
    telephone, mail = messages.telephone(writing.telephone), messages.mail(writing.email)
    return Contacts(letter.sealing, telephone, mail)

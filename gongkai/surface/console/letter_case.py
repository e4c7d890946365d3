"""One letter: where it stands and why that day, who has it, what to notice; the words as masked.

Who wrote, and the words as written, open only by their own button, and that look is recorded.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.engagement.queries import derivations, suggesting
from gongkai.desk.engagement.queries import letters as queries
from gongkai.desk.engagement.queries.guessing import guess
from gongkai.desk.engagement.rules.kinds import OPEN, TO_REFER, Elsewhere, Part, ReplyState, Stage
from gongkai.desk.engagement.rules.misdirected import TOLD
from gongkai.desk.engagement.services import papers, reading, replying
from gongkai.desk.engagement.services.holding import must_handle
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed
from gongkai.record.editorial.queries import reviews

from . import letter_likely
from .gate import actor, staff
from .letter_kinds import offered
from .letter_words import happened, remaining, told
from .letters import within


@dataclass(frozen=True, slots=True)
class Standing:
    """What a post may do with one letter: its duties for it, and the joint organisation it speaks for."""

    duties: frozenset[str]
    joint: str
    opens: bool


def handles(duty: Duty, organisation: Any, by: Actor) -> bool:
    """Whether the post handles what came in there, and nobody nearer does."""
    try:
        must_handle(duty, organisation, by)
    except NotAllowed:
        return False
    return True


def standing(letter: Any, by: Actor) -> Standing:
    here, duties = by.scope.covers(letter.organisation.lineage), set()
    if here and handles(Duty.ANSWER, letter.organisation, by):
        duties.add(Duty.ANSWER)
    back = letter.stage == Stage.REFERRED and letter.referrer_id != letter.organisation_id
    if handles(Duty.REFER, letter.organisation, by) or (back and handles(Duty.REFER, letter.referrer, by)):
        duties.add(Duty.REFER)
    duties |= {one for one in (Duty.SUPERVISE, Duty.PUBLISH) if here and one in by.duties}
    parts = [one for one in letter.handlings.all() if not one.lead and one.ended_on is None]
    ours = [one for one in parts if handles(Duty.ANSWER, one.organisation, by)]
    waits = next((one.organisation.code for one in ours if one.part == Part.WAITING), "")
    opens = bool(ours or {Duty.ANSWER, Duty.REFER} & duties) or handles(Duty.REFER, letter.referrer, by)
    return Standing(frozenset(duties), waits, opens and letter.stage != Stage.DESTROYED)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, letter: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The page of a letter, also for a step that was refused."""
    by, today = actor(request), timezone.localdate()
    clock, can = derivations.clock_of(letter), standing(letter, by)
    days, tone = remaining(letter, today)
    replies = list(letter.replies.all())
    reply = replies[-1] if replies and replies[-1].round == (2 if letter.reopened else 1) else None
    handling = letter.stage == Stage.HANDLING and Duty.ANSWER in can.duties
    context = {
        "letter": letter,
        "clock": clock,
        "derivation": derivations.days(clock),
        "days": days,
        "tone": tone,
        "events": [(row, happened(row.step)) for row in letter.events.all()],
        "parts": [one for one in letter.handlings.all() if one.ended_on is None],
        "files": letter.files.all(),
        "replies": replies,
        "history": reviews.history(replying.KIND, str(letter.pk)) if replies else [],
        "same": queries.by_same_person(letter),
        "suggestion": suggestion(letter, can),
        "elsewhere": elsewhere(letter),
        "likely_case": likely_case(letter),
        "likely": letter_likely.likely(letter, by),
        "may_redirect": bool({Duty.ANSWER, Duty.REFER} & can.duties),
        "steps": offered(letter, can.duties, can.joint, reply),
        "may_open": can.opens,
        "writing": handling and (reply is None or reply.state == ReplyState.DRAFTING),
        **extra,
    }
    return render(request, "console/letter.html", context, status=status)


def elsewhere(letter: Any) -> dict[str, str] | None:
    """The channel to which an open letter may belong, with what its writer would read."""
    if not letter.likely_elsewhere or letter.stage not in OPEN:
        return None
    channel = Elsewhere(letter.likely_elsewhere)
    return {"value": channel.value, "label": channel.label, "told": TOLD[channel]}


def likely_case(letter: Any) -> Any:
    """The incident to which the program thinks an open letter belongs, while nobody has put it anywhere."""
    found = letter.suggested_group if letter.group_id is None and letter.stage in OPEN else None
    return found if found and found.organisation_id == letter.organisation_id else None


def suggestion(letter: Any, can: Standing) -> dict[str, Any] | None:
    """What the program suggests to whoever refers, in words: as the clock kept it, else as it is now."""
    if letter.stage not in TO_REFER or Duty.REFER not in can.duties:
        return None
    said = guess(letter.title, letter.words)
    if letter.suggested_model:
        category, code = letter.suggested_category, letter.suggested_organisation
        sure, abstained = letter.suggested_confidence or 0, letter.suggested_abstained
    else:
        category, code = said.category, suggesting.code_of(said.organisation)
        sure, abstained = said.confidence, said.abstained
    return {
        "notice": "" if letter.suggested_model else said.notice,
        "category": category,
        "sure": round(sure * 100),
        "abstained": abstained,
        "office": orgs.by_code(code) if code else None,
    }


@require_POST
@staff
def look(request: HttpRequest, key: int) -> HttpResponse:
    """Open the seal and show everything: an answer to a button, never an address."""
    within(request, key)
    try:
        letter, writing = reading.look(key, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))
    whole = within(request, key)
    words = [(row, happened(row.step), reading.words_of(letter, row)) for row in whole.events.all()]
    opinions = [(part, reading.opinion_of(letter, part)) for part in whole.handlings.all()]
    context = {
        "letter": whole,
        "fields": told(writing),
        "words": [line for line in words if line[2]],
        "opinions": [line for line in opinions if line[1]],
        "replies": [(reply, reading.text_of(letter, reply)) for reply in whole.replies.all()],
        "files": [(row, papers.name_of(letter, row)) for row in whole.files.all()],
    }
    return render(request, "console/letter_open.html", context)


@require_POST
@staff
def download(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """One file of a letter, opened and sent; recorded like every look."""
    within(request, key)
    try:
        return sent(*reading.fetch(key, file, by=actor(request)))
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))


def sent(row: Any, name: str, data: bytes) -> HttpResponse:
    """A file as a download: a stranger's file is never shown in our place."""
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer

"""Letters of another system come in with their answers: masked and sealed like any other, numbered, and run
by the same clock. The same file again adds nothing; a letter that was open and has its answer now gets
it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.sealing import services as sealing

from ..models import Letter, LetterReply
from ..rules.carried import BadLine, Carried, carried
from ..rules.events import Event, Step
from ..rules.kinds import Channel, Kind, ReplyState, RuleBroken, Stage
from .holding import happened
from .intake import take
from .referring import assign
from .replying import sealed

PIECE = 100  # letters of a transaction
NAMED = 1_000  # bad lines that a report names


@dataclass
class Report:
    """How many lines were read, and what became of them: ``updated`` were known and open and have their
    answer now; ``answered`` came with one, ``late`` of those after its last day; ``masked`` had something
    covered."""

    read: int = 0
    imported: int = 0
    answered: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    late: int = 0
    masked: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def refuse(self, place: str, why: str) -> None:
        self.rejected += 1
        self.reasons[why] += 1
        if len(self.lines) < NAMED:
            self.lines.append(f"{place}：{why}")


def load(
    lines: Iterable[tuple[str, str]],
    organisation: str,
    *,
    progress: Callable[[int], None] = lambda done: None,
    by: Actor,
) -> Report:
    """Take in lines, each with the place it stands at, for the organisation of a code; what a line names as
    its department answers it where the city has one of that name. A bad line is named and stops nothing."""
    report = Report()
    piece: list[tuple[str, Carried]] = []
    named = {name: code for names in (orgs.names(), orgs.whole_names()) for code, name in names.items()}
    for place, line in lines:
        if not line.strip():
            continue
        report.read += 1
        try:
            letter = carried(line)
            if (letter.answered_on or letter.received_on) > timezone.localdate():
                raise BadLine("时间在将来")
        except BadLine as broken:
            report.refuse(place, str(broken))
            continue
        piece.append((place, letter))
        if len(piece) == PIECE:
            _piece(piece, organisation, named, report, by=by)
            piece = []
            progress(report.read)
    _piece(piece, organisation, named, report, by=by)
    progress(report.read)
    return report


@transaction.atomic
def _piece(
    piece: Sequence[tuple[str, Carried]],
    organisation: str,
    named: dict[str, str],
    report: Report,
    *,
    by: Actor,
) -> None:
    for place, letter in piece:
        try:
            with transaction.atomic():
                _one(letter, named.get(letter.department, organisation), organisation, report, by)
        except RuleBroken as broken:
            report.refuse(place, str(broken))


def _one(carried: Carried, handler: str, organisation: str, report: Report, by: Actor) -> None:
    token = sealing.digest("carried-letter", f"{organisation}/{carried.source}")  # what no form can send
    at = timezone.make_aware(datetime.combine(carried.received_on, time(12)))
    channel, category = Channel.CARRIED, carried.category
    taken = take(handler, carried.kind, carried.writing, token, channel, at, category=category, by=by)
    letter = taken.letter
    if not taken.fresh and (not carried.reply or letter.stage != Stage.RECEIVED):
        report.unchanged += 1
        return
    if carried.reply:
        assert carried.answered_on is not None  # a reply has its day
        _answered(letter, carried.reply, carried.answered_on, by)
        report.answered += 1
        report.late += letter.late
    report.imported += taken.fresh
    report.updated += not taken.fresh
    report.masked += (letter.title, letter.words) != (carried.writing.title, carried.writing.words)


def _answered(letter: Letter, text: str, on: date, by: Actor) -> None:
    """What happened to it elsewhere, in the steps of here: referred and taken up the day it came,
    answered."""
    kind = Kind(letter.kind)
    assign(letter, letter.organisation)
    first = Event(Step.REFERRED, letter.received_on, kind, kind is Kind.ENQUIRY)
    happened(letter, first, to=letter.organisation, by=by)
    happened(letter, Event(Step.ACCEPTED, letter.received_on), by=by)
    LetterReply(
        letter=letter,
        state=ReplyState.SENT,
        sealed=sealed(letter, 1, text),
        revision=1,
        saved_at=timezone.now(),
        sent_on=on,
    ).save(force_insert=True)
    happened(letter, Event(Step.REPLIED, on), by=by, round=1)

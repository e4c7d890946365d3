"""The public comments: once for each form, one voice on a clause, not a second after the end.

The words are masked before they are stored; what was written and who wrote it are sealed under the
consultation's key. Whoever is told apart is told apart by a keyed digest of this consultation alone, so that
nobody can follow a person from one consultation to another.
"""

import hashlib
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from gongkai.ground.language.rules import personal
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.sealing import services as sealing

from ..models import Clause, Comment, Consultation, Group, Tally, Thread, Voice
from ..rules import comments as rules
from ..rules.comments import readable
from ..rules.phases import Phase, RuleBroken, phase_at
from ..rules.showing import Showing

COMMENTER = Actor("commenter", "")  # anybody: no post, no duty, no name
MAX_CHANGES = 50  # of one comment: beyond it somebody only makes work


class Incomplete(RuleBroken):
    """The form cannot be taken as it is; ``problems`` says field by field."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__("；".join(found.values()))
        self.problems = found


def comment(key: int, anchor: int, content: rules.Comment, voice: rules.Voice, token: str) -> Comment:
    """What somebody says about a clause. The same form again is the same comment; the same person again
    about the same clause replaces what they said. Raises Incomplete, or RuleBroken when it is not open."""
    content = replace(
        content,
        words=readable(content.words),
        name=" ".join(readable(content.name).split()),
        contact=" ".join(readable(content.contact).split()),
    )
    if found := rules.problems(content):
        raise Incomplete(found)
    form = sealing.digest(f"comment/{key}", token)
    if known := Comment.objects.filter(form=form).first():
        return known
    try:
        return _said(key, anchor, content, voice, form)
    except IntegrityError:  # the same form, sent twice at once
        return Comment.objects.get(form=form)


@transaction.atomic
def _said(key: int, anchor: int, content: rules.Comment, voice: rules.Voice, form: str) -> Comment:
    row = Consultation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=key)
    now = timezone.now()
    phase = phase_at(row.phase, row.closes_at, now)
    if phase is Phase.PREPARING:
        raise RuleBroken("这次意见征集还没有开始")
    if phase is not Phase.OPEN:
        raise RuleBroken(f"征集已于 {row.closes_on} 结束，不能再提出意见；结果公布以后可以在本页查看")
    clauses = Clause.objects.filter(version__consultation=row, version__number=row.public_version)
    thread = Thread.objects.filter(consultation=row, anchor=anchor, pk__in=clauses.values("thread")).first()
    if thread is None:
        raise RuleBroken("这一条在新版草案中已经删去，请回到草案重新选择条款")
    person = _voice(row, voice)
    said = Comment.objects.filter(thread=thread, voice=person).first()
    new = said is None
    if said is None:
        said = Comment(consultation=row, thread=thread, voice=person)
    else:
        _replaced(row, thread, said)
    words = personal.hide(content.words)
    said.version, said.level, said.stance = row.public_version, person.level, content.stance
    said.words, said.form, said.at = words, form, now
    kept = content.name or content.contact or words != content.words
    said.sealed = sealing.seal(row.sealing, content.pack(), f"comment/{form}") if kept else None
    said.save()
    _count(row, person.level, content.stance, 1)
    if new:
        Thread.objects.filter(pk=thread.pk).update(comments=F("comments") + 1)
    record(
        "consultation.commented" if new else "consultation.comment_replaced",
        f"consultation/{row.pk}/comment/{said.pk}",
        by=COMMENTER,
        organisation=row.organisation.code,
        clause=anchor,
        version=row.public_version,
        level=str(person.level),
        stance=str(content.stance),
        digest=hashlib.sha256(content.words.encode()).hexdigest(),
    )
    return said


def _voice(row: Consultation, voice: rules.Voice) -> Voice:
    """The person in this consultation; one who is new is counted."""
    voter = sealing.digest(f"voice/{row.pk}", f"{voice.level}\0{voice.subject}")
    person, new = Voice.objects.get_or_create(consultation=row, voter=voter, defaults={"level": voice.level})
    if new:
        _count(row, voice.level, "", 1)
    return person


def _replaced(row: Consultation, thread: Thread, said: Comment) -> None:
    """Take what was said before out of every count; a person looks at the new words anew."""
    if said.changes >= MAX_CHANGES:
        raise RuleBroken("您对这一条已经修改了很多次，请通过页面上写明的其他方式联系承办处室")
    _count(row, said.level, said.stance, -1)
    if said.showing == Showing.SHOWN:
        Thread.objects.filter(pk=thread.pk).update(shown=F("shown") - 1)
    if said.group_id:
        Group.objects.filter(pk=said.group_id).update(size=F("size") - 1)
    said.showing, said.group_id, said.suggested, said.confidence = Showing.WAITING, None, None, None
    said.changes += 1


def _count(row: Consultation, level: str, stance: str, by: int) -> None:
    known = {"consultation": row, "level": level, "stance": stance}
    if not Tally.objects.filter(**known).update(count=F("count") + by):
        Tally.objects.create(**known, count=by)

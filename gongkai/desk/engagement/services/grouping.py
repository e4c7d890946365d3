"""Letters about one incident, put together by a person: one is handled and answered, and its reply goes to
every writer. A group that grows fast is raised once, to whoever is on duty; one that does so only with what
the program suggests for it is raised as suspected, once too, and once more when people have put that in."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules import personal
from gongkai.ground.ledger.services import record_many
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import alert
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Letter, LetterGroup, LetterReply
from ..queries import practice
from ..queries.groups import received, suspected
from ..rules.events import Event, Step
from ..rules.growth import fast
from ..rules.kinds import OPEN, ReplyState, RuleBroken
from .discretion import must_not_tell, written
from .holding import changed, happened, held, must_be, must_handle, noted
from .matching import compare_again
from .reading import text_of
from .replying import sealed

MOST = 200  # letters put in or informed in one transaction
MAX_TITLE = 120


@transaction.atomic
def group(lead: int, title: str, others: Sequence[int] = (), *, version: int, by: Actor) -> LetterGroup:
    """Make an incident of a letter, whose reply will go to all, and others of the same organisation.
    ``title`` is the office's own line, without a person in it."""
    first = held(lead, by, _duty(by), version=version)
    if first.group_id:
        raise RuleBroken("这件来信已经归入一个事件，请在那个事件里继续")
    title = " ".join(written(title, "事件名称", MAX_TITLE).split())
    if personal.find(title):
        raise RuleBroken("事件名称里有个人信息，请改写")
    must_not_tell(first, title, "事件名称")
    row = LetterGroup(organisation=first.organisation, title=title, lead=first, opened_at=timezone.now())
    row.save(force_insert=True)
    first.group = row
    changed(first, "group")
    noted("letter.grouped", first, by=by, group=row.pk)
    _put(row, others, by)
    compare_again(row)
    return row


@transaction.atomic
def add(key: int, letters: Sequence[int], *, version: int, by: Actor) -> LetterGroup:
    """Put more letters into an incident; people are told when it grows fast, once."""
    row = _held(key, by, version)
    if row.informed_on:
        raise RuleBroken("这个事件已经一并答复，新的来信请单独办理或者另建事件")
    _put(row, letters, by)
    row.version += 1
    row.save(update_fields=["version"])
    return row


@transaction.atomic
def remove(letter: int, *, version: int, by: Actor) -> Letter:
    """Take a letter out again: it is about something else."""
    row = held(letter, by, _duty(by), version=version)
    if row.group is None:
        raise RuleBroken("这件来信没有归入事件")
    if row.group.lead_id == row.pk:
        raise RuleBroken("牵头的来信不能移出；请先移出其他来信")
    known = row.group_id
    row.group = None
    changed(row, "group")
    noted("letter.ungrouped", row, by=by, group=known)
    return row


@transaction.atomic
def inform(key: int, *, version: int, by: Actor) -> int:
    """Send the lead letter's reply to every writer of the incident who has none yet, up to ``MOST`` at once;
    how many. It was reviewed with the lead letter, and must not tell who wrote that one."""
    row = _held(key, by, version)
    reply = LetterReply.objects.filter(letter=row.lead_id, state=ReplyState.SENT).order_by("round").last()
    if reply is None:
        raise RuleBroken("牵头的来信还没有发出答复，请先答复")
    text = text_of(row.lead, reply)
    must_not_tell(row.lead, text, "要发给其他写信人的答复")
    waiting = Letter.objects.select_for_update(of=("self",)).select_related("organisation")
    found = list(waiting.filter(group=row, stage__in=OPEN).exclude(pk=row.lead_id).order_by("pk")[:MOST])
    today = timezone.localdate()
    for letter in found:
        must_handle(_duty(by), letter.organisation, by)
        _answer(letter, text, reply)
        happened(letter, Event(Step.INFORMED, today), by=by, lead=row.lead.number)
    row.informed_on, row.version = today, row.version + 1
    row.save(update_fields=["informed_on", "version"])
    _noted("letter_group.informed", row, by, letters=len(found))
    return len(found)


def raise_fast(among: Collection[int] | None = None, *, by: Actor) -> int:
    """Raise every incident, or those ``among`` some, that grows fast and was not raised yet; how many. For
    jobs of the clock: letters may come to a group by other ways than ``add``."""
    rows = LetterGroup.objects.filter(raised_at=None, informed_on=None)
    rows = rows if among is None else rows.filter(pk__in=among)
    return sum(_raise(key, by) for key in list(rows.values_list("pk", flat=True)))


@transaction.atomic
def _raise(key: int, by: Actor) -> bool:
    rows = LetterGroup.objects.select_for_update(of=("self",)).select_related("organisation", "lead")
    return _raised(rows.get(pk=key), by)


def _raised(row: LetterGroup, by: Actor) -> bool:
    """Tell whoever is on duty, once, when a held incident grows fast."""
    came, today, growth = received(row), timezone.localdate(), practice.growth()
    if row.raised_at:
        return False
    if not fast(came, today, growth):
        return _suspected(row, len(came), fast([*came, *suspected(row)], today, growth), by)
    row.raised_at = timezone.now()
    row.save(update_fields=["raised_at"])
    _noted("letter_group.raised", row, by, letters=row.letters.count())
    told = Words(f"同一事件的来信快速增加：{row.lead.number}", row.title, f"/console/incidents/{row.pk}/")
    alert(row.organisation.code, told, by=by)
    return True


def _suspected(row: LetterGroup, sure: int, grows: bool, by: Actor) -> bool:
    """Tell, once, that an incident would grow fast if letters belong to it that nobody has put in."""
    if row.suspected_at or not grows:
        return False
    row.suspected_at, likely = timezone.now(), len(suspected(row))
    row.save(update_fields=["suspected_at"])
    _noted("letter_group.suspected", row, by, letters=sure, suspected=likely)
    why = f"{row.title}：已归入 {sure} 件，另有 {likely} 件程序认为疑似，请核对后归入"
    title = f"同一事件的来信疑似快速增加：{row.lead.number}"
    alert(row.organisation.code, Words(title, why, f"/console/incidents/{row.pk}/"), by=by)
    return True


def _put(row: LetterGroup, letters: Sequence[int], by: Actor) -> None:
    if len(letters) > MOST:
        raise RuleBroken(f"一次最多归入 {MOST} 件，请分批")
    for key in sorted(set(letters) - {row.lead_id}):
        letter = held(key, by, _duty(by))
        if letter.group_id or letter.stage not in OPEN:
            raise RuleBroken(f"{letter.number} 已经归入事件或者已经办结，请从选择中去掉")
        if letter.organisation_id != row.organisation_id:
            raise RuleBroken(f"{letter.number} 由其他单位承办，请先转到同一单位")
        letter.group = row
        changed(letter, "group")
        noted("letter.grouped", letter, by=by, group=row.pk)
    _raised(row, by)


def _answer(letter: Letter, text: str, reply: LetterReply) -> None:
    """The same reply in a letter of its own, sealed under its own key."""
    round = 2 if letter.reopened else 1
    own = LetterReply.objects.filter(letter=letter, round=round).first() or LetterReply(
        letter=letter, round=round
    )
    if own.state == ReplyState.REVIEWING:
        raise RuleBroken(f"{letter.number} 自己的答复正在审核，请先撤回")
    own.sealed, own.drafter_id, own.copied_from = sealed(letter, round, text), reply.drafter_id, reply
    own.state, own.saved_at, own.sent_on = ReplyState.SENT, timezone.now(), timezone.localdate()
    own.revision += 1
    own.save()


def _held(key: int, by: Actor, version: int) -> LetterGroup:
    rows = LetterGroup.objects.select_for_update(of=("self",)).select_related("organisation", "lead")
    row = rows.filter(pk=key).first()
    if row is None:
        raise RuleBroken("没有这个事件，请从列表重新打开")
    must_handle(_duty(by), row.organisation, by)
    must_be(row, version)
    return row


def _duty(by: Actor) -> Duty:
    """Whoever refers may group what waits to be referred, whoever answers what was referred."""
    return Duty.ANSWER if Duty.ANSWER in by.duties else Duty.REFER


def _noted(kind: str, row: LetterGroup, by: Actor, **facts: int) -> None:
    record_many(kind, [(f"letter_group/{row.pk}", {"lead": row.lead.number, **facts})], by=by)

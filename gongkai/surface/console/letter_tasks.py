"""Letters in 待处理: what each post must do about them, since when, until when."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gongkai.desk.engagement.queries import letters
from gongkai.desk.engagement.rules.kinds import ReplyState, Stage
from gongkai.ground.orgs.rules import Actor, Duty

from .request_tasks import Line

REPLIED = {
    ReplyState.DRAFTING: "答复待送审",
    ReplyState.REVIEWING: "答复审核中",
    ReplyState.APPROVED: "答复待发出",
}


def listed(by: Actor) -> Iterator[Line]:
    """Title, address, what, who, since, until, late, and whether it is this person's turn."""
    if not by.person:
        return
    if Duty.REFER in by.duties:
        for letter in letters.to_refer(by):
            yield line(letter, "指定承办单位" if letter.stage == Stage.DECIDING else "分办")
    if Duty.ANSWER in by.duties:
        for letter in letters.to_accept(by):
            yield line(letter, "受理")
        own = letters.mine(by)
        states = letters.reply_states(own)
        for letter in own:
            if letter.stage != Stage.REFERRED:  # it stands among those to accept
                state = states.get(letter.pk, "")
                what = REPLIED.get(ReplyState(state)) if state else None
                yield line(letter, what or "答复", turn=state != ReplyState.REVIEWING)
        for letter in letters.to_join(by):
            yield line(letter, "提协办意见")


def line(letter: Any, what: str, *, turn: bool = True) -> Line:
    late, address = letter.until < timezone.localdate(), reverse("console:letter", args=[letter.pk])
    who = letter.organisation.short_name
    return f"来信：{letter.title}", address, what, who, letter.submitted_at, letter.until, late, turn

"""Letters and incidents that are likely the same as the letter at hand, for its page; and putting it to one.

The program suggests, a person decides. What another organisation holds, outside the reader's scope, is not
shown; what it holds within the scope is, and can be joined when one organisation holds both."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk.engagement.queries import groups, incidents, letters
from gongkai.desk.engagement.rules.kinds import OPEN
from gongkai.desk.engagement.rules.sameness import SHOWN
from gongkai.desk.engagement.services import grouping
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed

from .gate import actor, staff
from .pages import key_of, number

HANDLERS = frozenset({Duty.REFER, Duty.ANSWER})


@dataclass(frozen=True, slots=True)
class Row:
    """``word`` says how alike, ``joins`` whether a button may put the letter to it."""

    letter: Any
    group: Any
    word: str
    joins: bool


def likely(letter: Any, by: Actor) -> list[Row]:
    """What a letter's page shows of it: at most five rows; none of its own case."""
    found = incidents.likely(letter, limit=incidents.CANDIDATES)
    seen = [one for one in found if by.scope.covers((one.group or one.letter).organisation.lineage)]
    return [Row(one.letter, one.group, one.word, _joins(letter, one, by)) for one in seen[:SHOWN]]


def _joins(letter: Any, found: incidents.Likely, by: Actor) -> bool:
    if letter.group_id or letter.stage not in OPEN or not HANDLERS & by.duties:
        return False
    to = found.group or found.letter
    waits = not found.group.informed_on if found.group else found.letter.stage in OPEN
    return waits and bool(to.organisation_id == letter.organisation_id)


@require_POST
@staff
def join(request: HttpRequest, key: int) -> HttpResponse:
    """Put a letter into an incident, or make one of another letter and this. Refused, it says why, and the
    title that was typed is still there."""
    by, sent = actor(request), request.POST
    letter = letters.one(by.scope, key)
    into = groups.one(by.scope, key_of(sent["incident"]) or 0) if "incident" in sent else None
    other = letters.one(by.scope, key_of(sent["other"]) or 0) if "other" in sent else None
    if letter is None or (into is None and other is None):
        raise Http404("没有找到这件来信或者这个事件")
    title, seen = sent.get("title", "").replace("\0", ""), number(request, "version")
    try:
        if into is not None:
            row = grouping.add(into.pk, [letter.pk], version=seen, by=by)
        else:
            row = grouping.group(other.pk, title, [letter.pk], version=seen, by=by)  # type: ignore[union-attr]
    except (NotAllowed, ValueError) as broken:
        context = {"letter": letter, "likely": likely(letter, by), "refused": str(broken), "title": title}
        return render(request, "console/letter_join.html", context, status=422)
    messages.success(request, f"{letter.number}：已并入《{row.title}》")
    return redirect("console:letter", letter.pk)

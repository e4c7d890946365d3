"""A history at once is the same letter as one that was lived: stage, days, sealed words, entries."""

from datetime import date

import pytest

from gongkai.desk.engagement.models import Handling, Letter
from gongkai.desk.engagement.queries.derivations import clock_of
from gongkai.desk.engagement.rules.events import Event, Step
from gongkai.desk.engagement.rules.kinds import Channel, Kind, RuleBroken, Score, Stage
from gongkai.desk.engagement.services.loading import Past, load
from gongkai.desk.engagement.services.reading import text_of
from gongkai.desk.engagement.services.sealed import opened
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import system

from .corresponding import BUILDING, FINANCE, WRITING, entries, writing

BY = system("demo")


def past(*steps, to=FINANCE, **fields):
    root, body = orgs.root(), orgs.by_code(to)
    told = [(Event(step, date(2026, 3, day), Kind.COMPLAINT), body if step is Step.REFERRED else None)
            for step, day in steps]  # fmt: skip
    fields = {"writing": WRITING, "reply": "已修好。"} | fields
    return Past(root, Channel.HOTLINE, "城市管理", steps=told, **fields)


def test_a_letter_with_its_history(people, at):
    at(date(2026, 4, 1))
    answered = past((Step.RECEIVED, 2), (Step.REFERRED, 3), (Step.REFUSED, 4), (Step.REFERRED, 5),
                    (Step.ACCEPTED, 6), (Step.REPLIED, 12), score=Score.GOOD)  # fmt: skip
    waits = past((Step.RECEIVED, 31), to=BUILDING)
    assert load([[answered], [waits]], by=BY) == 2
    first, second = Letter.objects.order_by("pk")
    assert (first.stage, first.took, first.late, first.satisfaction) == (Stage.ANSWERED, 8, True, "4")
    assert first.organisation.code == FINANCE and clock_of(first).ended.on == first.ended_on
    assert "138" not in first.words and opened(first) == WRITING
    assert text_of(first, first.replies.get()) == "已修好。"
    assert entries(first) == entries(second) == ["letter.loaded"]
    assert (second.stage, second.took, second.organisation) == (Stage.RECEIVED, None, orgs.root())
    assert first.number.endswith("-L2026-00001") and second.number.endswith("-L2026-00002")
    assert [row.ended_on for row in Handling.objects.order_by("pk")] == [date(2026, 3, 4), None]


def test_an_incident_has_its_lead(people, at):
    at(date(2026, 4, 1))
    steps = (Step.RECEIVED, 2), (Step.REFERRED, 3), (Step.ACCEPTED, 3)
    lead = past(*steps, (Step.REPLIED, 9), incident="滨江路停电")
    other = past(*steps, (Step.INFORMED, 9), incident="滨江路停电", writing=writing(title="停电了"))
    load([[lead, other]], by=BY)
    first, second = Letter.objects.select_related("group").order_by("pk")
    assert first.group == second.group and first.group.lead == first
    assert first.group.informed_on == date(2026, 3, 9)


def test_the_clock_refuses_what_cannot_have_happened(people, at):
    at(date(2026, 4, 1))
    with pytest.raises(RuleBroken):
        load([[past((Step.RECEIVED, 2), (Step.REPLIED, 3))]], by=BY)
    assert not Letter.objects.exists()

"""What is told of a case: to the hotline that forgot it, and beside the letter."""

from datetime import date

from django.utils import timezone

from gongkai.desk.engagement.queries import hotline

from . import corresponding
from .hotline_play import received, said


def test_the_hotlines_side_stands_beside_the_letter(people, at):
    letter = received(at)
    beside = hotline.beside(letter)
    assert (beside.case, beside.dispatch, beside.due_on) == ("RX-1", "PD-1", date(2026, 3, 6))
    assert [row.type for row in beside.incoming] == ["dispatch"] and beside.outgoing == []
    assert hotline.beside(corresponding.submitted(at)) is None
    assert hotline.labels()["dispatch"] == "派单" and hotline.given_up() == 0


def test_a_case_says_what_it_has_and_waits_for(people, at, answered):
    said(4, "urge")
    known = hotline.standing("RX-1")
    assert (known["applied"], known["parked"], known["awaiting"]) == (1, [4], 2)
    assert known["letter"] == answered.number and known["hotline_due"] == "2026-03-06"
    assert [one["type"] for one in known["sent"]] == ["accepted", "replied", "closed"]
    assert hotline.standing("none") is None
    assert hotline.waiting(timezone.now())

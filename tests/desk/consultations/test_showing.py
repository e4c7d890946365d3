"""Nothing is shown before a person has looked; who opens a seal leaves a trace."""

import pytest

from gongkai.desk.consultations.models import Comment, Thread
from gongkai.desk.consultations.rules.phases import RuleBroken
from gongkai.desk.consultations.rules.showing import Showing
from gongkai.desk.consultations.services import showing
from gongkai.ground.orgs.rules import NotAllowed

from . import holding


def test_a_comment_is_shown_or_withheld_and_counted_so(people):
    row = holding.opened(people)
    keys = [holding.said(row, who=who).pk for who in "ab"]
    assert showing.decide(row.pk, keys, Showing.SHOWN, by=people["drafter"]) == 2
    assert showing.decide(row.pk, keys, Showing.SHOWN, by=people["drafter"]) == 0
    assert Thread.objects.get(anchor=3, consultation=row).shown == 2
    showing.decide(row.pk, keys[:1], Showing.WITHHELD, by=people["drafter"])
    thread = Thread.objects.get(anchor=3, consultation=row)
    assert (thread.comments, thread.shown) == (2, 1)
    assert holding.kinds(f"consultation/{row.pk}/comment/{keys[0]}")[1:] == [
        "consultation.comment_shown",
        "consultation.comment_withheld",
    ]


def test_neither_another_office_nor_another_consultations_comments(people):
    row, other = holding.opened(people), holding.opened(people)
    one = holding.said(other)
    assert showing.decide(row.pk, [one.pk], Showing.SHOWN, by=people["drafter"]) == 0
    with pytest.raises(NotAllowed):
        showing.decide(other.pk, [one.pk], Showing.SHOWN, by=people["street drafter"])
    for wrong in ([], list(range(1, 300))):
        with pytest.raises(RuleBroken, match="1 至 200"):
            showing.decide(row.pk, wrong, Showing.SHOWN, by=people["drafter"])
    with pytest.raises(RuleBroken, match="公开或者不公开"):
        showing.decide(row.pk, [one.pk], Showing.WAITING, by=people["drafter"])


def test_a_seal_is_opened_by_who_answers_people_and_that_is_recorded(people):
    row = holding.opened(people)
    one = holding.said(row, contact="a@example.com")
    with pytest.raises(NotAllowed):
        showing.look(row.pk, one.pk, by=people["drafter"])
    assert showing.look(row.pk, one.pk, by=people["answerer"]).contact == "a@example.com"
    assert holding.kinds(f"consultation/{row.pk}/comment/{one.pk}")[-1] == "consultation.comment_looked"
    with pytest.raises(RuleBroken, match="没有找到"):
        showing.look(row.pk, one.pk + 1, by=people["answerer"])
    Comment.objects.update(sealed=None)
    assert showing.look(row.pk, one.pk, by=people["answerer"]).words == one.words

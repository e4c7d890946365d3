"""Messages reach a real hotline at least once and in order, however it behaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.engagement.models import HotlineOutgoing
from gongkai.desk.engagement.rules.hotline import Sent
from gongkai.desk.engagement.services import hotline_sending
from gongkai.ground.calling import services as calling
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.ground.sealing import services as sealing

from .hotline_play import CLOCK


def deliver(hours=0):
    return hotline_sending.deliver_due(timezone.now() + timedelta(hours=hours))


def test_all_arrive_once_and_in_order(answered, hotline):
    assert (deliver(), deliver()) == (3, 0)
    assert [one["type"] for one in hotline.asked] == ["accepted", "replied", "closed"]
    assert Entry.objects.filter(kind="hotline.sent").count() == 3


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ((401, b""), "setup"),
        ((404, b""), "setup"),
        ((429, b""), "busy"),
        ((500, b"<html>"), "broken"),
        ((200, b"<html>"), "nonsense"),
        ((200, b"[" * 60_000), "nonsense"),
        ((200, b"x" * 100_000), "nonsense"),
        ((302, b""), "nonsense"),
        (("die before", None), "unreachable"),
    ],
)
def test_a_hotline_that_fails_is_tried_again_and_later_ones_wait(answered, hotline, answer, trouble):
    hotline.answers = [answer]
    deliver()
    first = HotlineOutgoing.objects.get(sequence=1)
    assert (first.state, first.trouble) == (Sent.WAITING, trouble)
    assert len(hotline.asked) == 1 and hotline.known == {}
    assert deliver(9) == 3
    assert [one["sequence"] for one in hotline.asked] == [1, 1, 2, 3]


def test_one_that_died_after_it_wrote_it_down_says_so(answered, hotline):
    hotline.answers = [("die after", None)]
    assert (deliver(), deliver(9)) == (0, 3)
    assert [one["sequence"] for one in hotline.asked] == [1, 1, 2, 3]
    assert hotline.asked[0] == hotline.asked[1] and len(hotline.known) == 3


def test_one_that_sleeps_costs_a_try(answered, hotline, monkeypatch):
    monkeypatch.setattr(calling, "SECONDS", 0.2)
    hotline.answers = [("sleep", 1)]
    assert deliver() == 0
    assert HotlineOutgoing.objects.get(sequence=1).trouble == "timeout"


def test_what_is_refused_for_good_waits_for_an_operator(answered, hotline, people):
    hotline.answers = [(422, b"{}")]
    assert deliver() == 2  # those behind it go on
    assert HotlineOutgoing.objects.get(sequence=1).state == Sent.GIVEN_UP
    with pytest.raises(NotAllowed):
        hotline_sending.retry(by=people["referrer"])
    assert hotline_sending.retry(by=CLOCK) == 1
    assert deliver() == 1 and len(hotline.known) == 3


def test_a_claimed_one_is_nobody_elses_and_a_killed_try_is_made_again(answered, hotline):
    assert hotline_sending.claim(timezone.now()).sequence == 1
    assert hotline_sending.claim(timezone.now()) is None
    assert deliver(1) == 3


def test_what_was_destroyed_is_forgotten(answered, hotline):
    sealing.destroy(answered.sealing)
    assert deliver() == 2  # that it was accepted and closed holds no word of it
    assert HotlineOutgoing.objects.get(type="replied").state == Sent.FORGOTTEN
    assert Entry.objects.filter(kind="hotline.forgotten").count() == 1


def test_without_an_address_nothing_is_called(answered, hotline, settings):
    settings.HOTLINE = {"secret": "x" * 16, "path": ""}
    assert deliver() == 0 and hotline.asked == []

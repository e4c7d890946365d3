"""A hotline that forgets gets again what it lost, and hears what we wait for."""

import pytest
from django.utils import timezone

from gongkai.desk.engagement.models import HotlineOutgoing
from gongkai.desk.engagement.services import hotline_reconciling, hotline_sending

from .hotline_play import CLOCK, said
from .test_hotline_sending import deliver


def reconcile():
    return hotline_reconciling.reconcile(timezone.now(), by=CLOCK)


def test_what_it_forgot_is_sent_again_in_order(answered, hotline):
    assert deliver() == 3 and reconcile() == 0
    forgotten = dict(hotline.known)
    hotline.known.clear()
    assert reconcile() == 3
    assert deliver() == 3 and hotline.known == forgotten
    assert reconcile() == 0


def test_what_we_wait_for_is_named(answered, hotline):
    said(5, "urge")
    reconcile()
    assert hotline.compared[-1]["awaiting"] == [{"case": "RX-1", "sequence": 2}]


@pytest.mark.parametrize(
    "nonsense", [{"missing": "all"}, {"missing": [None, {}, "unknown"]}, [1], {}, {"missing": None}]
)
def test_nonsense_changes_nothing(answered, hotline, nonsense):
    deliver()
    hotline.reconciles = nonsense or {"x": 1}
    assert reconcile() == 0
    assert not HotlineOutgoing.objects.exclude(state="sent").exists()


def test_one_that_never_keeps_it_is_not_asked_for_ever(answered, hotline):
    deliver()
    for _ in range(hotline_reconciling.MOST_MISSED + 2):
        hotline.known.clear()
        reconcile()
        hotline_sending.deliver_due(timezone.now())
    assert len(hotline.asked) == 3 * (1 + hotline_reconciling.MOST_MISSED)

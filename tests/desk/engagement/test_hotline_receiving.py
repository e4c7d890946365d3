"""The hotline's messages come in once and in order, whatever the hotline does."""

from datetime import date

import pytest

from gongkai.desk.engagement.models import HotlineCase, HotlineIncoming, Letter
from gongkai.desk.engagement.rules.events import Step
from gongkai.desk.engagement.rules.hotline import BadMessage, Taken
from gongkai.desk.engagement.rules.kinds import Channel, Kind, Stage
from gongkai.desk.engagement.services import archiving
from gongkai.desk.engagement.services.hotline_receiving import Conflict, receive
from gongkai.ground.ledger.models import Entry

from .corresponding import RECEIVED, root
from .hotline_play import BY, ORDER, message, packed, said


def test_a_dispatch_is_a_letter_with_both_last_days(people, at):
    at(RECEIVED)
    receipt = said()
    letter = Letter.objects.get()
    assert (receipt.state, receipt.letter, receipt.fresh) == (Taken.APPLIED, letter.number, True)
    assert (letter.channel, letter.outside, letter.kind) == (Channel.HOTLINE, "RX-1", Kind.COMPLAINT)
    assert (letter.stage, letter.organisation.code) == (Stage.RECEIVED, root())
    case = HotlineCase.objects.get()
    assert (case.due_on, letter.until) == (date(2026, 3, 6), date(2026, 3, 11))
    assert "13800138000" not in letter.words and "周晓梅" not in letter.words


def test_a_repeat_is_the_same_receipt_and_another_text_a_conflict(people, at):
    at(RECEIVED)
    first = said()
    for _ in range(3):
        again = said()
        assert (again.fresh, again.letter, again.state) == (False, first.letter, Taken.APPLIED)
    assert (Letter.objects.count(), HotlineIncoming.objects.count()) == (1, 1)
    with pytest.raises(Conflict):
        said(body=ORDER | {"title": "别的事"})
    with pytest.raises(Conflict):
        said(message="another-number")
    with pytest.raises(Conflict):
        said(case="RX-2", message="RX-1-m1")


def test_what_comes_too_early_waits_sealed_for_what_goes_before(people, at):
    at(RECEIVED)
    words = {"words": "又坏了一盏，电话13800138000"}
    assert said(3, "urge").state == Taken.PARKED
    assert said(2, "supplement", body=words).state == Taken.PARKED
    assert not Letter.objects.exists()
    row = HotlineIncoming.objects.get(sequence=2)
    assert b"13800138000" not in bytes(row.sealed)
    last = said(1)
    letter = Letter.objects.get()
    assert (last.applied, last.state) == (3, Taken.APPLIED)
    assert [event.step for event in letter.events.all()] == [Step.RECEIVED, Step.SUPPLEMENTED, Step.URGED]
    assert not HotlineIncoming.objects.exclude(sealed=None).exists()


def test_every_order_of_arrival_comes_to_the_same(people, at):
    at(RECEIVED)
    for place, order in enumerate(((1, 2, 3), (3, 1, 2), (2, 3, 1), (3, 2, 1))):
        for sequence in (*order, *order):
            said(sequence, "dispatch" if sequence == 1 else "urge", case=f"RX-{place}")
    steps = [[event.step for event in letter.events.all()] for letter in Letter.objects.all()]
    assert steps == [[Step.RECEIVED, Step.URGED, Step.URGED]] * 4


def test_nothing_half_is_kept(people, at):
    at(RECEIVED)
    with pytest.raises(BadMessage):
        receive(packed(message(body=ORDER | {"words": "路" * 20_000})), by=BY)
    with pytest.raises(BadMessage):
        receive(b"{", by=BY)
    assert not HotlineCase.objects.exists() and not Letter.objects.exists()


def test_hidden_signs_never_reach_the_database(people, at):
    at(RECEIVED)
    said(body=ORDER | {"words": "路\0灯\u202e不\u200b亮", "attachments": []})
    assert Letter.objects.get().words == "路灯不亮"


def test_it_is_recorded_without_a_word_of_it(people, at):
    at(RECEIVED)
    said()
    entry = Entry.objects.get(kind="hotline.received")
    assert entry.subject == "hotline/RX-1" and "滨江" not in entry.facts


def test_what_waits_for_a_destroyed_letter_is_destroyed_too(people, at):
    at(RECEIVED)
    said()
    said(3, "supplement")
    letter = Letter.objects.get()
    letter.stage = Stage.ARCHIVED
    letter.save()
    at(date(2026, 3, 3))
    archiving.destroy(letter.pk, reason="保管期满", version=letter.version, by=people["referrer"])
    assert HotlineIncoming.objects.get(sequence=3).sealed is None
    said(2, "urge")
    assert HotlineIncoming.objects.get(sequence=3).note == "等待期间来信已依法销毁"

"""The writer hears of what concerns them, by the way they gave, without a word of the letter."""

import pytest

from gongkai.desk.engagement.services import handling, telling
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Outgoing

from . import corresponding
from .corresponding import fresh


@pytest.fixture
def reachable(settings):
    settings.SMS, settings.EMAIL_HOST = "https://gateway.invalid/", ""


def told(letter) -> list[str]:
    rows = Entry.objects.filter(kind="message.queued", subject=f"letter/{letter.number}").order_by("pk")
    return [name for row in rows for name in telling.TOLD.values() if f'"template":"{name}"' in row.facts]


def test_from_its_coming_in_to_its_answer(people, at, reachable):
    letter = corresponding.accepted(people, at)
    handling.extend(letter.pk, reason="需要勘查", version=letter.version, by=people["answerer"])
    corresponding.reply(people, fresh(letter))
    heard = ["matter_received", "matter_referred", "matter_extended", "matter_answered"]
    assert list(dict.fromkeys(told(letter))) == heard
    assert Outgoing.objects.count() == len(heard)
    stored = str(list(Outgoing.objects.values_list()))
    assert "13800138000" not in stored and "路灯" not in stored


def test_who_left_no_way_to_be_reached_is_not_told(people, at, reachable):
    letter = corresponding.submitted(at, telephone="027-82826666", email="a@example.com")
    assert telling.contacts(letter).telephone == ""
    assert not Outgoing.objects.exists()  # no mail server is set up here

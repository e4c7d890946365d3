"""Each letter's last day is told of once for each level, to whom it concerns, without a word of who wrote."""

from datetime import date

from gongkai.desk.engagement.services import reminding
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.rules import system

from . import corresponding
from .corresponding import entries


def told(person) -> list[str]:
    return list(
        Notice.objects.filter(recipient=person.person).order_by("pk").values_list("subject", flat=True)
    )


def test_the_officer_hears_as_days_go_and_the_supervisor_of_what_is_late(people, at):
    letter = corresponding.accepted(people, at)
    clock = system("clock")
    assert reminding.remind(date(2026, 3, 6), by=clock) == 0
    assert reminding.remind(date(2026, 3, 9), by=clock) == 1
    assert reminding.remind(date(2026, 3, 10), by=clock) == 0  # the same level of the same day
    assert reminding.remind(date(2026, 3, 11), by=clock) == 1
    assert told(people["supervisor"]) == []
    assert reminding.remind(date(2026, 3, 12), by=clock) == 1
    assert len(told(people["answerer"])) == 3
    assert told(people["supervisor"]) == ["1 件来信已超过答复期限"]
    assert entries(letter).count("letter.reminded") == 3
    assert not any("周晓梅" in words for words in Notice.objects.values_list("words", flat=True))


def test_what_nobody_refers_or_takes_up_is_told_to_who_should(people, at):
    corresponding.submitted(at)
    waiting = corresponding.referred(people, at)
    assert reminding.remind(date(2026, 3, 4), by=system("clock")) == 1
    assert told(people["referrer"]) == ["1 件来信收到后还没有分办"]
    reminding.remind(date(2026, 3, 10), by=system("clock"))
    assert any("到期" in subject for subject in told(people["answerer"]))
    assert waiting.officer_id is None

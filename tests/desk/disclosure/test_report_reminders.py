"""Who hears that a report is due, when, and who hears no more."""

from datetime import date

import pytest

from gongkai.desk.disclosure.services import report_publishing, report_reminders
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.rules import Duty
from tests.record.editorial import making

from . import annual

YEAR = annual.YEAR
DAY = date(YEAR + 1, 1, 31)


@pytest.fixture
def people(db):
    return annual.city()


def remind(today):
    Notice.objects.all().delete()
    report_reminders.remind(today, by=annual.OPERATOR)
    return {
        (notice.recipient.username, notice.subject): notice.words
        for notice in Notice.objects.select_related("recipient")
    }


def late():
    return date(YEAR + 1, 2, 1)  # the first day after art. 49's


def test_drafters_hear_once_each_of_all_their_bodies(people):
    found = remind(late())
    assert {who for who, _ in found} == {"drafter", "street-drafter"}
    (words,) = [words for (who, _), words in found.items() if who == "drafter"]
    assert "财政局" in words and f"{YEAR + 1}-01-31" in words and "第四十九条" in words
    assert all("已逾期 1 天" in subject for _, subject in found)


def test_whose_turn_it_is_hears(people):
    annual.submitted(people)
    assert {who for who, _ in remind(late())} == {"first", "second", "street-drafter"}


def test_an_approved_one_is_the_publishers_and_a_public_one_nobodys(people):
    report = annual.approved(people)
    assert {who for who, _ in remind(late())} == {"final", "street-drafter"}
    report_publishing.publish(report.pk, by=people["final"])
    assert {who for who, _ in remind(late())} == {"street-drafter"}


def test_the_supervisor_hears_of_what_is_late(people):
    making.staff("watcher", annual.root().code, Duty.SUPERVISE)
    assert "watcher" in {who for who, _ in remind(late())}


def test_on_other_days_nobody_hears(people):
    assert remind(date(YEAR + 1, 7, 17)) == {} or (date(YEAR + 1, 7, 17) - DAY).days % 7 == 1
    assert remind(date(YEAR + 1, 2, 2)) == {}

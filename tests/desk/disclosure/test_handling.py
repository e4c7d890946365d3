"""Steps of a case: duty, version, day and law are looked at, and each leaves its entry and its projection."""

from datetime import date

import pytest

from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import RuleBroken, Stage
from gongkai.desk.disclosure.services import handling
from gongkai.desk.disclosure.services.cases import APPLICANT
from gongkai.desk.disclosure.services.reading import words_of
from gongkai.ground.deadlines.rules.events import Channel, Illegal, Party
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed

from . import asking
from .asking import fresh


def kinds(case):
    return list(Entry.objects.filter(subject=case.number).order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("channel", "received"),
    [(Channel.IN_PERSON, "2026-03-02"), (Channel.SIGNED_MAIL, "2026-03-02"), (Channel.FAX, "2026-03-04")],
)
def test_the_channel_decides_when_the_clock_starts(people, at, channel, received):
    case = asking.paper(people, at, channel)
    at(date(2026, 3, 4))
    case = handling.confirm(case.pk, subject="预算批复", version=case.version, by=people["case officer"])
    assert str(case.received_on) == received
    assert (case.stage, case.officer_id) == (Stage.RUNNING, people["case officer"].person)
    assert kinds(case) == ["disclosure.submitted", "disclosure.received"]


def test_a_case_is_confirmed_once_by_who_may_with_a_line_that_names_nobody(people, at):
    case = asking.submitted(None or at)
    with pytest.raises(NotAllowed):
        handling.confirm(case.pk, subject="预算批复", version=1, by=people["drafter"])
    with pytest.raises(NotAllowed):
        handling.confirm(case.pk, subject="预算批复", version=1, by=people["street officer"])
    for subject, says in (
        ("", "请填写登记事由"),
        ("电话13800138000的申请", "个人信息"),
        ("长" * 121, "最多"),
    ):
        with pytest.raises(RuleBroken, match=says):
            handling.confirm(case.pk, subject=subject, version=1, by=people["case officer"])
    case = handling.confirm(case.pk, subject="预算批复", version=1, by=people["case officer"])
    with pytest.raises(RuleBroken, match="无需再确认"):
        handling.confirm(case.pk, subject="预算批复", version=case.version, by=people["case officer"])


def test_of_two_officers_at_once_the_second_is_refused(people, at):
    case = asking.received(people, at)
    handling.ask_correction(
        case.pk, words="请写明年度", days=10, version=case.version, by=people["case officer"]
    )
    with pytest.raises(RuleBroken, match="刚刚有人办理过"):
        handling.charge(case.pk, items=31, version=case.version, by=people["case officer"])


def test_a_correction_stops_the_clock_and_starts_it_anew(people, at):
    case = asking.received(people, at)
    asked = handling.ask_correction(
        case.pk, words="请写明年度", days=10, version=case.version, by=people["case officer"]
    )
    assert (asked.stage, asked.due_on, str(asked.waits_until)) == (Stage.CORRECTING, None, "2026-03-16")
    at(date(2026, 3, 10))
    case = handling.correct(case.pk, words="2025年度", by=APPLICANT)
    assert (case.stage, str(case.due_on)) == (Stage.RUNNING, "2026-04-08")
    event = case.events.last()
    assert words_of(case, event) == "2025年度" and "2025年度".encode() not in bytes(event.sealed)


def test_the_law_is_named_where_it_refuses(people, at):
    case = asking.received(people, at)
    at(date(2026, 3, 12))
    with pytest.raises(Illegal, match="第三十条"):
        handling.ask_correction(
            case.pk, words="何年", days=10, version=case.version, by=people["case officer"]
        )
    with pytest.raises(Illegal, match="第三十条"):
        handling.correct(case.pk, words="2025年度", by=APPLICANT)


def test_a_letter_pauses_the_clock_until_its_answer(people, at):
    case = asking.received(people, at)
    officer = people["case officer"]
    at(date(2026, 3, 5))
    case = handling.consult(
        case.pk, party=Party.THIRD_PARTY, reference="1号", words="是否同意", version=case.version, by=officer
    )
    assert case.stage == Stage.CONSULTING
    at(date(2026, 3, 6))
    case = handling.delivered(case.pk, reference="1号", on=date(2026, 3, 6), version=case.version, by=officer)
    at(date(2026, 3, 20))
    case = handling.answered(
        case.pk, reference="1号", words="同意", agrees=True, version=case.version, by=officer
    )
    assert (case.stage, str(case.due_on)) == (Stage.RUNNING, "2026-04-15")
    with pytest.raises(RuleBroken, match="函号"):
        handling.consult(
            case.pk, party=Party.THIRD_PARTY, reference=" ", words="x", version=case.version, by=officer
        )


def test_a_fee_is_by_item_or_by_page_and_payment_starts_the_clock_anew(people, at):
    case = asking.received(people, at)
    officer = people["case officer"]
    for given, says in (
        ({"items": 31, "pages": 31}, "一种方式"),
        ({}, "一种方式"),
        ({"items": 10}, "不收费"),
    ):
        with pytest.raises(RuleBroken, match=says):
            handling.charge(case.pk, version=case.version, by=officer, **given)
    case = handling.charge(case.pk, pages=201, version=case.version, by=officer)
    assert (case.stage, case.events.last().fee) == (Stage.PAYING, 2_740)
    at(date(2026, 3, 9))
    case = handling.paid(case.pk, version=case.version, by=officer)
    assert (case.stage, str(case.due_on)) == (Stage.RUNNING, "2026-04-07")


def test_no_day_lies_in_the_future_and_nothing_follows_the_end(people, at):
    case = asking.received(people, at)
    with pytest.raises(RuleBroken, match="在将来"):
        handling.correct(case.pk, words="x", on=date(2026, 3, 3), by=people["case officer"])
    case = handling.withdraw(case.pk, by=APPLICANT)
    assert (case.stage, case.outcome, str(case.ended_on)) == (Stage.ENDED, Outcome.OTHERWISE, "2026-03-02")
    for act in (
        lambda: handling.withdraw(case.pk, by=APPLICANT),
        lambda: handling.charge(case.pk, items=31, version=fresh(case).version, by=people["case officer"]),
    ):
        with pytest.raises(RuleBroken, match="已办结"):
            act()


def test_what_was_never_confirmed_can_be_withdrawn(people, at):
    case = asking.submitted(at)
    assert handling.withdraw(case.pk, by=APPLICANT).outcome == Outcome.OTHERWISE

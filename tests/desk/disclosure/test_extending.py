"""More time is asked for, granted or refused by the head alone, and only while the law allows it."""

from datetime import date

import pytest

from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import extending, handling
from gongkai.ground.deadlines.rules.events import Illegal
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.rules import NotAllowed

from . import asking
from .asking import fresh


def test_only_the_head_grants_more_time_on_the_last_day_and_not_after(people, at):
    case = asking.received(people, at)
    extending.ask_extension(case.pk, days=10, words="须征求两家意见", by=people["case officer"])
    assert Notice.objects.filter(recipient_id=people["head"].person).exists()
    with pytest.raises(NotAllowed, match="公开工作机构负责人"):
        extending.extend(
            case.pk, days=10, words="须征求意见", version=case.version, by=people["case officer"]
        )
    at(date(2026, 3, 31))
    with pytest.raises(Illegal, match="第三十三条"):
        extending.extend(case.pk, days=10, words="须征求意见", version=case.version, by=people["head"])
    at(date(2026, 3, 30))
    case = extending.extend(case.pk, days=10, words="须征求意见", version=case.version, by=people["head"])
    assert str(case.due_on) == "2026-04-14"


def test_more_time_for_too_many_requests_and_another_line(people, at):
    case = asking.received(people, at)
    case = extending.delay(case.pk, days=30, words="一月五十件", version=case.version, by=people["head"])
    assert str(case.due_on) == "2026-05-14"
    case = handling.rename(case.pk, subject="道路预算", version=case.version, by=people["case officer"])
    assert fresh(case).subject == "道路预算"


def test_what_the_head_could_not_grant_is_not_asked_for(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    with pytest.raises(Illegal, match="第三十三条"):
        extending.ask_extension(case.pk, days=99, words="需要核对", by=officer)
    at(date(2026, 4, 1))
    with pytest.raises(Illegal, match="第三十三条"):
        extending.ask_extension(case.pk, days=5, words="需要核对", by=officer)
    assert not Notice.objects.exists() and fresh(case).extension_asked == 0


def test_the_head_refuses_once_with_reasons_and_the_officer_hears(people, at):
    case, officer, head = asking.received(people, at), people["case officer"], people["head"]
    extending.ask_extension(case.pk, days=5, words="需要核对", by=officer)
    assert (fresh(case).extension_asked, fresh(case).extension_why) == (5, "需要核对")
    with pytest.raises(NotAllowed):
        extending.refuse_extension(case.pk, words="来得及", version=fresh(case).version, by=officer)
    due = fresh(case).due_on
    extending.refuse_extension(case.pk, words="来得及", version=fresh(case).version, by=head)
    assert (fresh(case).extension_asked, fresh(case).due_on) == (0, due)
    assert Notice.objects.get(recipient_id=officer.person).words == "来得及"
    assert Entry.objects.filter(kind="disclosure.extension_refused", subject=case.number).count() == 1
    with pytest.raises(RuleBroken, match="没有等待决定"):
        extending.refuse_extension(case.pk, words="来得及", version=fresh(case).version, by=head)

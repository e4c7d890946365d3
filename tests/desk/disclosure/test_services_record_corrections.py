"""Record corrections: received once, sealed, ended with words, destroyed by another hand; scope holds."""

from datetime import date

import pytest

from gongkai.desk.disclosure.models import RecordCorrection
from gongkai.desk.disclosure.rules.record_corrections import State
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import archiving
from gongkai.desk.disclosure.services import record_corrections as services
from gongkai.desk.disclosure.services.cases import APPLICANT
from gongkai.desk.disclosure.services.filing import Incomplete
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.ground.sealing import services as sealing

from .asking import FINANCE, SEARCHED, STREET
from .test_record_corrections import CLAIM


@pytest.fixture
def asked(people, at):
    at(date(2026, 3, 2))
    return services.receive(FINANCE, CLAIM, "a token", [SEARCHED], by=APPLICANT)


def end(people, row, state, to="", words="已按身份证更正。", who="case officer"):
    version = RecordCorrection.objects.get(pk=row.pk).version
    return services.end(row.pk, state, words=words, to=to, version=version, by=people[who])


def test_it_is_sealed_numbered_and_the_same_form_is_one_matter(people, asked):
    row, code = asked
    again, same = services.receive(FINANCE, CLAIM, "a token", by=APPLICANT)
    assert (again, same, row.number) == (row, code, f"{FINANCE}-G2026-00001")
    stored = RecordCorrection.objects.get()
    assert "周晓梅".encode() not in bytes(stored.sealed)
    with pytest.raises(Incomplete):
        services.receive(FINANCE, type(CLAIM)(), "other", by=APPLICANT)
    with pytest.raises(NotAllowed):
        services.receive(FINANCE, CLAIM, "other", by=people["street officer"])


def test_looking_needs_the_duty_and_is_recorded(people, asked):
    row, _ = asked
    _, claim, answer, ((one, name),) = services.look(row.pk, by=people["case officer"])
    assert (claim, answer, name) == (CLAIM, "", SEARCHED.name)
    assert services.fetch(row.pk, one.pk, by=people["case officer"])[2] == SEARCHED.data
    assert Entry.objects.filter(kind="record_correction.looked", subject=row.number).count() == 2
    for who in ("head", "street officer", "drafter"):
        with pytest.raises(NotAllowed):
            services.look(row.pk, by=people[who])


def test_it_is_taken_up_and_ends_once_with_words(people, asked):
    row, _ = asked
    officer = people["case officer"]
    with pytest.raises(RuleBroken, match="个人信息"):
        services.take_up(row.pk, subject="13800138000的更正", version=1, by=officer)
    services.take_up(row.pk, subject="登记通知书姓名更正", version=1, by=officer)
    with pytest.raises(RuleBroken, match="刚刚有人"):
        services.take_up(row.pk, subject="别的", version=1, by=officer)
    with pytest.raises(RuleBroken, match="答复的内容"):
        end(people, row, State.CORRECTED, words=" ")
    ended = end(people, row, State.CORRECTED)
    assert (ended.state, ended.ended_on) == (State.CORRECTED, date(2026, 3, 2))
    assert services.answer_of(ended) == "已按身份证更正。"
    with pytest.raises(RuleBroken, match="已更正"):
        end(people, row, State.REFUSED)


def test_it_is_passed_on_to_another_organ_only(people, asked):
    row, _ = asked
    for state, to, words in (
        (State.TRANSFERRED, "", "请选择有权"),
        (State.REFUSED, STREET, "请选择有权"),
        (State.TRANSFERRED, FINANCE, "本机关"),
        (State.RECEIVED, "", "请选择已更正"),
    ):
        with pytest.raises(RuleBroken, match=words):
            end(people, row, state, to)
    assert end(people, row, State.TRANSFERRED, STREET).transferred_to.code == STREET


def test_it_is_destroyed_by_another_person_than_who_handled_it(
    people, asked, django_capture_on_commit_callbacks
):
    row, _ = asked
    with pytest.raises(RuleBroken, match="办结以后"):
        services.destroy(row.pk, version=row.version, by=people["head"])
    services.take_up(row.pk, subject="更正", version=1, by=people["case officer"])
    ended = end(people, row, State.CORRECTED)
    with django_capture_on_commit_callbacks(execute=True):
        services.destroy(row.pk, version=ended.version, by=people["head"])
    assert sealing.destroyed(row.sealing) and archiving.finish() == 0

"""A line that many may see does not tell who applies: in the rules, and at every step that keeps one."""

import pytest

from gongkai.desk.disclosure.rules.discretion import of_applicant, of_claimant, told
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Delivery, RuleBroken
from gongkai.desk.disclosure.services import (
    archiving,
    discretion,
    extending,
    handling,
    record_corrections,
    replying,
)
from gongkai.desk.disclosure.services.cases import APPLICANT
from gongkai.ground.deadlines.rules.events import Party
from gongkai.record.editorial.models import Decision
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome as Decided

from . import asking
from .asking import APPLICATION, FINANCE, fresh
from .test_record_corrections import CLAIM

PERSON = of_applicant(APPLICATION)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("周晓梅申请的批复", "姓名或者名称"),
        ("周 晓 梅", "姓名或者名称"),
        ("１３８ ００１３ ８０００ 来电", "电话"),
        ("110105-19891231-0029", "证件号码"),
        ("周某申请的批复", ""),
        (APPLICATION.title, ""),
    ],
)
def test_a_person_is_found_however_it_is_typed(text, label):
    assert told(text, PERSON) == label


def test_what_is_too_short_tells_nobody():
    short = of_applicant(asking.application(name="王", identity_number="12", telephone="1"))
    assert told("王府路12号1栋", short) == ""
    assert told("联系 13800138000", of_claimant(CLAIM)) == "联系方式"


def test_no_step_keeps_the_applicant_in_a_line_of_its_own(people, at):
    case, officer = asking.submitted(at), people["case officer"]
    with pytest.raises(RuleBroken, match="登记事由里写了申请人的姓名"):
        handling.confirm(case.pk, subject="周晓梅要的批复", version=case.version, by=officer)
    case = handling.confirm(case.pk, subject="工程批复", version=case.version, by=officer)
    with pytest.raises(RuleBroken, match="登记事由"):
        handling.rename(case.pk, subject="周晓梅", version=case.version, by=officer)
    with pytest.raises(RuleBroken, match="函号"):
        handling.consult(
            case.pk, party=Party.THIRD_PARTY, reference="周晓梅函", words="征求意见",
            version=case.version, by=officer,
        )  # fmt: skip
    with pytest.raises(RuleBroken, match="理由"):
        extending.ask_extension(case.pk, days=5, words="周晓梅的材料要核对", by=officer)
    with pytest.raises(RuleBroken, match="文号"):
        letter = asking.letter(Outcome.GRANTED, number="周晓梅〔2026〕1号")
        replying.draft(case.pk, letter, version=fresh(case).version, by=officer)


def test_an_opinion_on_a_reply_does_not_name_the_applicant_and_goes_with_the_case(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    replying.draft(case.pk, asking.letter(Outcome.SECRET), version=fresh(case).version, by=officer)
    replying.submit(case.pk, version=fresh(case).version, by=officer)
    review = reviews.opened(replying.KIND, str(case.pk))
    given = {"stage": Stage.FIRST, "by": people["first"]}
    with pytest.raises(RuleBroken, match="意见里写了申请人的姓名"):
        replying.decide(review.pk, Decided.RETURNED, "周晓梅的姓名写错了", **given)
    replying.decide(review.pk, Decided.COMMENTED, "理由再写清楚些", **given)
    asking.passed(people, case)
    replying.deliver(case.pk, way=Delivery.POST, version=fresh(case).version, by=officer)
    archiving.archive(case.pk, version=fresh(case).version, by=officer)
    at(asking.RECEIVED.replace(month=9, day=3))
    archiving.destroy(case.pk, reason="满保管期限", version=fresh(case).version, by=people["head"])
    assert set(Decision.objects.values_list("words", flat=True)) == {""}


def test_a_record_corrections_line_neither(people, at):
    at(asking.RECEIVED)
    row, _ = record_corrections.receive(FINANCE, CLAIM, "a token", by=APPLICANT)
    with pytest.raises(RuleBroken, match="登记事由里写了申请人的姓名"):
        record_corrections.take_up(
            row.pk, subject=f"{CLAIM.name}的登记", version=1, by=people["case officer"]
        )


def test_the_program_opens_what_it_compares(people, at):
    assert discretion.opened(asking.submitted(at)) == APPLICATION

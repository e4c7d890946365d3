"""Every step on its form: what is missing, what the law refuses with its article, what is asked for twice."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.disclosure.models import CaseEvent, DisclosureRequest, Dispute, Release
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Purpose, Stage
from gongkai.desk.disclosure.services import reading, replying
from gongkai.desk.documents.models import Manuscript
from gongkai.ground.deadlines.rules.events import Step
from tests.desk.disclosure import asking
from tests.desk.disclosure.asking import STREET

from . import requesting
from .requesting import at, entered, fresh, step, text


@pytest.fixture
def people(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return requesting.city()


@pytest.fixture
def officer(people):
    return entered("case-officer")


def steps(case):
    return list(CaseEvent.objects.filter(case=case).order_by("position").values_list("step", flat=True))


def test_a_request_is_confirmed_once_under_a_line_without_the_person(people, officer):
    case = requesting.submitted()
    page = text(officer.get(at("request_step", case.pk, "confirm")))
    assert "登记事由" in page and "不能撤销" in page
    assert "请填写登记事由" in text(step(officer, case, "confirm", subject=""))
    assert "个人信息" in text(step(officer, case, "confirm", subject="13800138000的申请"))
    unsure = officer.post(at("request_step", case.pk, "confirm"), {"subject": "批复", "version": 1})
    assert unsure.status_code == 422 and "请勾选确认" in text(unsure)
    assert "答复期限开始计算" in text(step(officer, case, "confirm", subject="批复"))
    assert fresh(case).stage == Stage.RUNNING
    assert "已经确认收到" in text(step(officer, case, "confirm", subject="批复"))


def test_correction_consultation_and_extension(people, officer):
    case = requesting.received(people)
    assert "已告知补正" in text(step(officer, case, "correction", words="请写明年份", days=5))
    assert "只能一次性告知（条例第三十条）" in text(step(officer, case, "correction", words="再补", days=5))
    assert "已登记补正" in text(step(officer, case, "corrected", words="2025年"))
    consulted = step(officer, case, "consult", party="third_party", reference="函1", words="征求意见")
    assert "已登记征求意见函" in text(consulted)
    today = str(timezone.localdate())
    assert "已登记送达日" in text(step(officer, case, "delivered", reference="函1", on=today))
    assert "已登记意见" in text(step(officer, case, "answered", reference="函1", words="同意", agrees="yes"))
    assert "已请负责人决定" in text(step(officer, case, "ask_extension", days=10, words="需要核对"))
    head = entered("head")
    assert "请求延长 10 个工作日" in text(head.get(at("work")))
    assert 'value="10"' in text(head.get(at("request_step", case.pk, "extend")))
    refused = step(head, case, "extend", days=21, words="需要核对")
    assert "条例第三十三条" in text(refused) and refused.status_code == 422
    assert "已延长" in text(step(head, case, "extend", days=10, words="需要核对"))
    assert "没有“公开工作机构负责人”职责" in text(step(officer, case, "extend", days=5, words="再延长"))
    assert steps(case) == [
        Step.RECEIVED, Step.CORRECTION_NOTICE, Step.CORRECTED, Step.CONSULTED, Step.DELIVERED, Step.ANSWERED,
        Step.EXTENDED,
    ]  # fmt: skip


def test_a_fee_is_shown_before_it_is_told(people, officer):
    case = requesting.received(people)
    shown = step(officer, case, "charge", by="items", count=31)
    assert "31 件，应收 2,200 元" in text(shown) and steps(case) == [Step.RECEIVED]
    other = step(officer, case, "charge", by="pages", count=31, told="31 件，应收 2,200 元")
    assert "31 页，应收 10 元" in text(other) and steps(case) == [Step.RECEIVED]
    told = step(officer, case, "charge", by="items", count=31, told="31 件，应收 2,200 元")
    assert "等待缴费" in text(told) and CaseEvent.objects.get(step=Step.FEE_NOTICE).fee == 2200
    assert "已登记缴费" in text(step(officer, case, "paid"))
    free = step(officer, case, "charge", by="items", count=3, told="3 件，应收 0 元")
    assert "不收费" in text(free)


def test_withdrawing_grouping_renaming_and_a_new_code(people, officer):
    first, case = requesting.received(people), requesting.received(people)
    assert "归并已更新" in text(step(officer, case, "group", first=first.number))
    assert fresh(case).same_as == first
    assert "登记事由已修改" in text(step(officer, case, "rename", subject="另一事由"))
    page = text(officer.get(at("request_step", case.pk, "reissue")))
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    assert "核对申请人的身份证明" in text(step(officer, case, "reissue", token=token))
    receipt = text(step(officer, case, "reissue", token=token, shown="on"))
    code = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", receipt)[0]
    assert reading.visit(case.number, code)[0] == case
    assert "已按申请人撤回办结" in text(step(officer, case, "withdraw", words="电话"))
    assert fresh(case).outcome == Outcome.OTHERWISE


def test_two_officers_at_once_and_a_step_that_is_none(people, officer):
    case = requesting.received(people)
    given = {"version": case.version, "sure": "1", "words": "请写明", "days": 5}
    address = at("request_step", case.pk, "correction")
    assert officer.post(address, given).status_code == 302
    assert "刚刚有人办理过" in text(officer.post(address, given))
    assert officer.get(at("request_step", case.pk, "jump")).status_code == 404
    assert entered("street-officer").get(address).status_code == 404
    assert entered("street-officer").post(address, given).status_code == 404
    assert entered("supervisor").get(address).status_code == 403


def ended(people, outcome):
    case = requesting.received(people)
    return asking.replied(people, case, outcome)


def test_after_the_reply(people, officer):
    case = ended(people, Outcome.NOT_HELD)
    page = text(officer.get(at("request", case.pk)))
    assert "转送有权机关" in page and "转为主动公开" not in page
    assert "申请人同意" in text(step(officer, case, "transfer", organisation=STREET))
    assert "已转送" in text(step(officer, case, "transfer", organisation=STREET, consent="on"))
    today = timezone.localdate()
    assert "已登记" in text(step(officer, case, "dispute", row="reconsidered", filed_on=str(today)))
    dispute = Dispute.objects.get()
    later = str(today + timedelta(days=30))
    sent = {"dispute": dispute.pk, "result": "corrected", "on": str(today), "redo_by": later}
    assert "结果已登记" in text(step(officer, case, "conclude", **sent))
    assert "已登记重新答复" in text(step(officer, case, "redo", dispute=dispute.pk, on=str(today)))
    assert "已归档" in text(step(officer, case, "archive"))
    refused = text(step(entered("head"), case, "destroy", reason="期满"))
    assert "之前不能销毁" in refused
    DisclosureRequest.objects.filter(pk=case.pk).update(ended_on=today - timedelta(days=400))
    assert "已销毁" in text(step(entered("head"), case, "destroy", reason="期满"))
    assert fresh(case).stage == Stage.DESTROYED
    page = text(officer.get(at("request", case.pk)))
    assert "查看申请人信息" not in page and "工程预算批复" not in page


def test_what_was_given_becomes_a_draft_for_everyone(people, officer):
    case = requesting.received(people)
    replying.attach(
        case.pk, [asking.SEARCHED], Purpose.PROVIDED, for_applicant=True, version=case.version,
        by=people["case officer"],
    )  # fmt: skip
    asking.replied(people, case, Outcome.GRANTED)
    assert "没有“起草”职责" in text(step(officer, case, "release"))
    assert not Release.objects.exists() and not Manuscript.objects.exists()
    page = text(step(entered("releaser"), case, "release"))
    draft = Manuscript.objects.get()
    assert "已建立公开稿件" in page and draft.title == "工程预算批复"
    assert Release.objects.get().manuscript == draft.pk and draft.files.count() == 1
    assert "看稿件" in text(officer.get(at("request", case.pk)))

"""The reply from its template to its service: previewed, reviewed by two who open it, delivered."""

import pytest

from gongkai.desk.disclosure.models import CaseFile, Reply
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Purpose, ReplyState, Stage
from gongkai.ground.ledger.models import Entry
from gongkai.record.editorial.queries import reviews
from tests.desk.disclosure import asking

from . import requesting
from .requesting import at, entered, fresh, step, text

LETTER = {
    "outcome": "secret", "number": "江财依申复〔2026〕1号", "answer": "", "reasons": "已依法定程序确定。",
    "organ": "", "elsewhere": "",
}  # fmt: skip


@pytest.fixture
def people(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return requesting.city()


def write(client, case, action, **changes):
    given = LETTER | {"action": action, "version": fresh(case).version} | changes
    return client.post(at("request_reply", case.pk), given, follow=True)


def looks(case):
    return Entry.objects.filter(kind="disclosure.looked", subject=case.number).count()


def test_from_template_to_delivery(people, django_assert_max_num_queries):
    case, officer = requesting.received(people), entered("case-officer")
    assert "填入模板" in text(officer.get(at("request_reply", case.pk)))
    assert "＿＿＿" in text(write(officer, case, "fill"))
    preview = text(write(officer, case, "preview"))
    assert "周晓梅：" in preview and "应当先自收到本答复书之日起" in preview and looks(case) == 1
    assert write(officer, case, "pdf").content.startswith(b"%PDF")
    assert write(officer, case, "docx").content.startswith(b"PK")
    assert "答复书已保存" in text(write(officer, case, "save"))
    hidden = text(officer.get(at("request_reply", case.pk)))
    assert "打开草稿" in hidden and LETTER["reasons"] not in hidden
    opened = text(officer.post(at("request_reply", case.pk), {"action": "open"}))
    assert LETTER["reasons"] in opened and looks(case) == 4
    assert "答复书已送审" in text(step(officer, case, "submit"))
    for who in ("first", "final"):
        reviewed(entered(who), case, django_assert_max_num_queries)
    assert "答复书待送达" in text(officer.get(at("work")))
    assert "申请办结" in text(step(officer, case, "deliver", way="in_person"))
    assert fresh(case).stage == Stage.ENDED and fresh(case).outcome == Outcome.SECRET
    assert CaseFile.objects.filter(case=case, purpose=Purpose.LETTER).count() == 2


def reviewed(client, case, most):
    assert f"答复书 {case.number}" in text(client.get(at("work")))
    before = looks(case)
    with most(15):
        shut = text(client.get(at("request_review", case.pk)))
    assert "打开答复书" in shut and "周晓梅" not in shut and looks(case) == before
    assert "周晓梅：" in text(client.post(at("request_review", case.pk))) and looks(case) == before + 1
    review = reviews.opened("disclosure", str(case.pk))
    empty = client.post(at("decide_reply", review.pk), {"stage": review.stage})
    assert empty.status_code == 422 and "请选择通过" in text(empty)
    sent = {"stage": review.stage, "outcome": "approved"}
    assert client.post(at("decide_reply", review.pk), sent).status_code == 302


def test_what_is_missing_is_told_with_its_article(people):
    case, officer = requesting.received(people), entered("case-officer")
    assert "请选择办理结果" in text(write(officer, case, "save", outcome=""))
    assert "应当说明理由（条例第十四条" in text(write(officer, case, "preview", reasons=""))
    assert "答复书文号" in text(write(officer, case, "preview", number=""))
    assert "还有空白" in text(write(officer, case, "preview", reasons="因＿＿＿"))
    write(officer, case, "save", outcome="not_held")
    assert "须有检索记录" in text(step(officer, case, "submit"))
    assert "刚刚有人办理过" in text(write(officer, case, "save", version=1))


def test_the_right_organ_is_written_with_its_contact(people):
    case, officer = requesting.received(people), entered("case-officer")
    page = text(write(officer, case, "preview", outcome="not_held", organ=asking.STREET))
    assert "该信息由江城市滨江街道办事处负责公开" in page


def test_a_returned_reply_waits_for_its_officer_again(people):
    case, officer = requesting.received(people), entered("case-officer")
    write(officer, case, "save")
    step(officer, case, "submit")
    review = reviews.opened("disclosure", str(case.pk))
    sent = {"stage": review.stage, "outcome": "returned", "words": "理由不足"}
    entered("first").post(at("decide_reply", review.pk), sent)
    assert Reply.objects.get().state == ReplyState.DRAFTING
    assert "答复书待送审" in text(officer.get(at("work")))
    assert "理由不足" in text(officer.get(at("request", case.pk)))


def test_only_who_is_asked_reviews(people):
    case, officer = requesting.received(people), entered("case-officer")
    assert entered("first").get(at("request_review", case.pk)).status_code == 404
    write(officer, case, "save")
    step(officer, case, "submit")
    review = reviews.opened("disclosure", str(case.pk))
    sent = {"stage": review.stage, "outcome": "approved"}
    for who in ("final", "street-first"):
        client = entered(who)
        assert client.post(at("request_review", case.pk)).status_code == 404
        assert client.post(at("decide_reply", review.pk), sent).status_code == 404
    assert officer.get(at("request_review", case.pk)).status_code == 403
    assert "答复书已撤回" in text(step(officer, case, "recall"))
    assert looks(case) == 0

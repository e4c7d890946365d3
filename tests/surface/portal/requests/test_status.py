"""A case's own page: what it says is true, shows nothing of others, and lets its applicant act."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Purpose, Stage
from gongkai.desk.disclosure.services import extending, handling, replying
from gongkai.desk.disclosure.services.papers import Paper
from gongkai.ground.attachments.rules import Format
from gongkai.ground.deadlines.rules.events import Party
from gongkai.ground.ledger.models import Entry
from tests.desk.disclosure import asking
from tests.desk.disclosure.asking import RECEIVED, fresh

from .citizen import STATUS


def text(response) -> str:
    return response.content.decode()


def seen(client) -> str:
    return text(client.get(STATUS))


def test_what_can_be_done_needs_the_right(sent, people):
    stranger = Client()
    for path in ("correct/", "withdraw/", "rate/"):
        response = stranger.post(STATUS + path, {"words": "x", "score": "5"})
        assert (response.status_code, response.headers["Location"]) == (302, STATUS)
    assert stranger.get(STATUS + "files/1").status_code == 302
    case = fresh(sent[0])
    assert (case.stage, case.satisfaction) == (Stage.SUBMITTED, None)


def test_the_address_of_an_act_leads_to_the_case_and_does_nothing(sent, visitor):
    for path, where in (
        (STATUS + "correct/", STATUS),
        (STATUS + "rate/", STATUS),
        ("/requests/leave/", "/requests/"),
    ):
        response = visitor.get(path)
        assert (response.status_code, response.headers["Location"]) == (302, where)
    assert sent[1] in seen(visitor)


def test_the_last_day_is_shown_with_its_reason_day_by_day(sent, visitor, people):
    case, *_rest = sent
    case = handling.confirm(case.pk, subject="预算", version=case.version, by=people["case officer"])
    page = seen(visitor)
    assert "您的申请正在办理" in page and "2026-03-30" in page and "，还有 20 个工作日" in page
    assert "收到 2026-03-02" in page and "加 20 个工作日" in page and page.count('class="off"') == 8


def test_consulting_others_shows_neither_whom_nor_what(sent, visitor, people, at):
    case, officer = sent[0], people["case officer"]
    case = handling.confirm(case.pk, subject="预算", version=case.version, by=officer)
    handling.consult(
        case.pk,
        party=Party.THIRD_PARTY,
        reference="江财函1号",
        words="致甲公司",
        version=case.version,
        by=officer,
    )
    page = seen(visitor)
    assert "征求第三方的意见" in page and "甲公司" not in page and "江财函1号" not in page
    at(date(2026, 3, 6))
    case = handling.answered(
        case.pk, reference="江财函1号", words="不同意", agrees=False, version=fresh(case).version, by=officer
    )
    page = seen(visitor)
    assert "收到意见" in page and "不同意" not in page and "扣除征求意见" in page


def test_a_correction_is_asked_for_and_made_with_files(sent, visitor, people, at):
    case, officer = sent[0], people["case officer"]
    case = handling.confirm(case.pk, subject="预算", version=case.version, by=officer)
    handling.ask_correction(case.pk, words="请写明年度", days=10, version=case.version, by=officer)
    page = seen(visitor)
    assert "请写明年度" in page and "补正期限" in page and "2026-03-16" in page
    response = visitor.post(STATUS + "correct/", {"words": " "})
    assert response.status_code == 422 and "请填写补正内容" in text(response)
    program = {"words": "2025年度", "files": [SimpleUploadedFile("a.exe", b"MZ\x90\x00" * 50)]}
    refused = text(visitor.post(STATUS + "correct/", program))
    assert "a.exe" in refused and "还没有提交" in refused and "要重新选" in refused and "2025年度" in refused
    with_file = {"words": "2025年度", "files": [SimpleUploadedFile("说明.txt", "说明".encode())]}
    assert visitor.post(STATUS + "correct/", with_file).status_code == 302
    assert "还没有提交" not in seen(visitor)
    assert fresh(case).stage == Stage.RUNNING and case.files.get(purpose=Purpose.CORRECTION)
    response = visitor.post(STATUS + "correct/", {"words": "再补一次"})
    assert response.status_code == 422 and "第三十条" in text(response)


def test_a_correction_after_its_last_day_is_refused_with_the_article(sent, visitor, people, at):
    case, officer = sent[0], people["case officer"]
    case = handling.confirm(case.pk, subject="预算", version=case.version, by=officer)
    handling.ask_correction(case.pk, words="请写明年度", days=10, version=case.version, by=officer)
    at(date(2026, 3, 17))
    response = visitor.post(STATUS + "correct/", {"words": "2025年度"})
    assert response.status_code == 422 and "第三十条" in text(response) and "2025年度" in text(response)


def test_withdrawal_is_asked_once_more_and_ends_the_case(sent, visitor):
    assert "不能恢复" in text(visitor.get(STATUS + "withdraw/"))
    assert visitor.post(STATUS + "withdraw/", {"words": "已经找到"}).status_code == 302
    page = seen(visitor)
    assert "您撤回了申请" in page and "已经找到" in page and "撤回申请</a>" not in page
    assert fresh(sent[0]).outcome == Outcome.OTHERWISE
    assert visitor.get(STATUS + "withdraw/").status_code == 302
    assert visitor.post(STATUS + "withdraw/").status_code == 422


def test_the_fee_notice_and_the_extension_say_why(sent, visitor, people, at):
    case, officer = sent[0], people["case officer"]
    case = handling.confirm(case.pk, subject="预算", version=case.version, by=officer)
    case = extending.extend(case.pk, days=10, words="须查阅纸质档案", version=case.version, by=people["head"])
    page = seen(visitor)
    assert "答复期限延长 10 个工作日" in page and "须查阅纸质档案" in page
    handling.charge(case.pk, items=31, version=case.version, by=officer)
    page = seen(visitor)
    assert "2,200 元" in page and "缴费期限" in page


def test_the_reply_its_remedies_its_files_and_the_word_on_it(sent, visitor, people):
    case, officer = sent[0], people["case officer"]
    case = handling.confirm(case.pk, subject="预算", version=case.version, by=officer)
    given = Paper("批复<b>.html", b"<script>alert(1)</script>", Format.HTML)
    replying.attach(case.pk, [given], Purpose.PROVIDED, for_applicant=True, version=case.version, by=officer)
    row = case.files.get()
    assert visitor.get(f"{STATUS}files/{row.pk}").status_code == 404  # not before the reply
    asking.replied(people, case, Outcome.PARTIAL)
    looks = Entry.objects.count()
    page = seen(visitor)
    assert "答复书" in page and "应当先" in page and "行政复议" in page and "部分公开" in page
    response = visitor.get(f"{STATUS}files/{row.pk}")
    assert response.content == given.data and response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store, private"
    search = case.files.get(purpose=Purpose.SEARCH)
    assert visitor.get(f"{STATUS}files/{search.pk}").status_code == 404
    assert Entry.objects.count() == looks  # the applicant's own looks are nobody's business
    assert visitor.post(STATUS + "rate/", {"score": "9"}).status_code == 422
    assert visitor.post(STATUS + "rate/", {"score": "4"}).status_code == 302
    assert "您的评价：<strong>满意" in seen(visitor) and fresh(case).satisfaction == 4
    assert visitor.post(STATUS + "rate/", {"score": "1"}).status_code == 422


def test_overdue_is_said(sent, visitor, people, at):
    case = sent[0]
    handling.confirm(case.pk, subject="预算", version=case.version, by=people["case officer"])
    at(date(2026, 3, 31))
    assert "已经超过期限" in seen(visitor)


def test_days_since_it_was_sent_are_counted_while_nobody_confirms(sent, visitor, at):
    at(RECEIVED + timedelta(days=4))
    assert "提交至今 4 天" in seen(visitor)


def test_the_page_asks_the_database_little(sent, visitor, people, django_assert_max_num_queries):
    case = sent[0]
    case = handling.confirm(case.pk, subject="预算", version=case.version, by=people["case officer"])
    asking.replied(people, case, Outcome.GRANTED)
    with django_assert_max_num_queries(15):
        visitor.get(STATUS)


def test_english(sent, visitor):
    visitor.cookies["gk_lang"] = "en"
    assert "waits to be confirmed" in seen(visitor)

"""FAQ on the staff screens: grown from a letter, written, reviewed, published; reports are answered."""

import pytest

from gongkai.desk.engagement.models import FaqEntry, FaqReport
from gongkai.desk.engagement.rules.faq import Standing, State
from gongkai.desk.engagement.services import faq_publishing, faq_reports
from gongkai.record.editorial.queries import reviews
from tests.desk.engagement import asking_often as often
from tests.desk.engagement import corresponding
from tests.desk.engagement.conftest import built as built
from tests.desk.engagement.conftest import people as people

from .clients import at as address
from .clients import entered, text

WRITTEN = {"question": "路灯坏了找谁修？", "answer": "请拨打12345。", "category": "城市管理"}


@pytest.fixture(autouse=True)
def today(people, at):
    """After the city, whose people took their posts in January."""
    at(corresponding.RECEIVED)


def test_from_a_letter_by_a_click_to_the_public(people, django_assert_max_num_queries):
    letter = often.letter()
    writer = entered("answerer")
    place = address("publication", *letter.identifier.split("/"))
    assert "转为常见问题" in text(writer.get(place))
    writer.post(address("begin_faq"), {"letter": letter.identifier})
    entry = FaqEntry.objects.get()
    form = text(writer.get(address("faq_entry", entry.pk)))
    assert "已于3月4日更换线路。" in form and letter.identifier in form
    assert "请填写分类" in text(writer.post(address("faq_entry", entry.pk), WRITTEN | {"category": ""}))
    saved = WRITTEN | {"revision": entry.revision, "source": letter.identifier}
    assert "已保存" in text(writer.post(address("faq_entry", entry.pk), saved, follow=True))
    sent = {"step": "submit", "revision": entry.revision + 1}
    assert "审核中" in text(writer.post(address("step_faq", entry.pk), sent, follow=True))
    for who, stage in (("first", "first"), ("final", "final")):
        reviewer = entered(who)
        assert WRITTEN["question"] in text(reviewer.get(address("work")))
        review = reviews.opened(faq_publishing.KIND, str(entry.pk))
        decided = {"outcome": "approved", "stage": stage}
        assert reviewer.post(address("decide_faq", review.pk), decided).status_code == 302
    publisher = entered("final")
    assert "公布问答" in text(publisher.get(address("work")))
    publisher.post(address("step_faq", entry.pk), {"step": "publish"})
    assert often.fresh(entry).state == State.PUBLISHED
    with django_assert_max_num_queries(15):
        page = text(writer.get(address("faq_entry", entry.pk)))
    assert "已公开" in page and "复核、修改" in page
    with django_assert_max_num_queries(15):
        assert "2027-03-02" in text(writer.get(address("faq")))


def test_readers_reports_are_answered(people, django_assert_max_num_queries):
    entry = often.published(people)
    row = faq_reports.report(entry.pk, "wrong", "电话不对", "token")
    writer = entered("answerer")
    with django_assert_max_num_queries(15):
        assert "电话不对" in text(writer.get(address("faq_reports")))
    refused = writer.post(address("answer_faq_report", row.pk), {"standing": "mended"}, follow=True)
    assert "还没有重新公布" in text(refused)
    kept = {"standing": "kept", "words": "电话没有变"}
    assert "已登记" in text(writer.post(address("answer_faq_report", row.pk), kept, follow=True))
    assert FaqReport.objects.get().standing == Standing.KEPT
    assert "电话没有变" in text(writer.get(address("faq_reports") + "?standing=all"))


def test_another_organisations_entry_is_not_there(people):
    entry = often.published(people)
    row = faq_reports.report(entry.pk, "wrong", "电话不对", "token")
    other = entered("builder")
    assert other.get(address("faq_entry", entry.pk)).status_code == 404
    assert other.post(address("step_faq", entry.pk), {"step": "recall"}).status_code == 404
    assert other.post(address("answer_faq_report", row.pk), {}).status_code == 404
    assert WRITTEN["question"] not in text(other.get(address("faq")))
    assert entered("drafter").post(address("begin_faq")).status_code == 403


def test_what_is_refused_stands_on_the_page(people):
    entry = often.written(people)
    writer = entered("answerer")
    for step in ("publish", "withdraw", "recall", "none"):
        assert writer.post(address("step_faq", entry.pk), {"step": step}).status_code == 422
    old = WRITTEN | {"revision": 1}
    assert "刚刚有人修改过" in text(writer.post(address("faq_entry", entry.pk), old))
    assert "已公开的来信" in text(writer.post(address("begin_faq"), {"letter": "x\0"}, follow=True))

"""What everybody reads: where writing begins, published letters with their days, the page of one, errors."""

import pytest

from gongkai.desk.engagement.rules.public_page import Proposal
from gongkai.desk.engagement.services import publishing
from gongkai.ground.ledger import services as ledger
from gongkai.record.search import generations
from gongkai.record.search import services as search
from tests.desk.engagement.corresponding import ANSWER, FINANCE, answered, fresh

from .writer import BOARD, FRONT, NEW, text, written

QUESTION = "滨江路的路灯不亮。"


def found() -> None:
    """Everything that is public stands in the index, and searches see it."""
    ledger.sequence_all()
    search.follow()
    generations.reader(now=True)


@pytest.fixture
def publication(people, at):
    letter = answered(people, at)
    confirmed = Proposal("滨江路路灯不亮", QUESTION, ANSWER)
    letter = publishing.publish(letter.pk, confirmed, version=fresh(letter).version, by=people["final"])
    found()
    yield letter.publication
    search.release()


def test_the_front_says_how_long_by_which_rule_and_what_belongs_elsewhere(visitor, publication):
    response = visitor.get(FRONT)
    page = text(response)
    for kind in ("mailbox", "enquiry", "suggestion", "complaint", "error_report"):
        assert f"{NEW}?kind={kind}" in page
    assert "7 个工作日" in page and "国办发〔2017〕47号" in page and "12388" in page and "110" in page
    assert publication.path in page and "当天答复" in page
    assert "kind:letter" in response.headers["Gongkai-Tags"] and "Gongkai-Not-After" in response.headers
    assert not visitor.cookies


def test_published_letters_are_found_by_who_what_and_when(visitor, publication):
    month = f"{publication.published_at:%Y-%m}"
    for query in ("", f"?publisher={FINANCE}", "?category=城市管理", f"?month={month}"):
        assert publication.path in text(visitor.get(BOARD + query)), query
    for query in ("?publisher=nobody", "?category=无此类", "?month=2020-01"):
        response = visitor.get(BOARD + query)
        assert response.status_code == 200 and publication.path not in text(response), query
    for query in ("?month=2026-13", "?month=x", "?category=%00", "?before=x", "?month=9999-12&before=%00"):
        assert visitor.get(BOARD + query).status_code in (200, 400), query
    assert "publisher" in visitor.get(BOARD).headers["Gongkai-Query"]


def test_the_page_of_a_letter_says_question_answer_by_whom_and_days(visitor, publication):
    page = text(visitor.get(publication.path))
    assert QUESTION in page and ANSWER in page and "当天答复" in page and "江城市财政局" in page
    assert "周晓梅" not in page and "13800138000" not in page and f'href="{BOARD}"' in page


def test_a_feed_of_published_letters_and_nothing_of_others(visitor, publication):
    written(visitor, title="只有写信人知道的事项甲乙丙")
    found()
    feed = text(visitor.get("/feeds/latest.atom?kind=letter"))
    assert publication.path in feed
    for path in (FRONT, BOARD, "/search?q=甲乙丙&kind=letter", "/feeds/latest.atom?kind=letter", "/"):
        assert "只有写信人知道" not in text(visitor.get(path)), path


def test_likely_answers_come_before_a_letter_is_sent(visitor, publication):
    page = text(
        visitor.post(
            NEW,
            {"kind": "complaint", "title": "滨江路路灯又不亮了", "words": "滨江路路灯不亮", "telephone": "1",
             "step": "look"},
        )
    )  # fmt: skip
    assert "也许已经有答复" in page and publication.path in page and "没有解决，继续提交" in page


def test_an_error_is_reported_here_or_at_the_national_entry_by_the_sites_code(visitor, settings):
    page = text(visitor.get("/errors/?page=/city/about/"))
    assert "/letters/new/?kind=error_report&amp;page=%2Fcity%2Fabout%2F" in page
    assert f"site_code={settings.SITE_CODE}" in page and "url=" in page
    footer = text(visitor.get(FRONT)).split('class="foot"')[1]
    assert "jiucuo.html?site_code=" in footer or settings.SITE_DEMO


def test_the_pages_ask_the_database_little(visitor, publication, django_assert_max_num_queries):
    for path in (FRONT, BOARD, publication.path):
        with django_assert_max_num_queries(15):
            visitor.get(path)


def test_an_english_visitor_reads_english(visitor, publication):
    visitor.cookies["gk_lang"] = "en"
    assert "working days" in text(visitor.get(FRONT)) and "Published letters" in text(visitor.get(BOARD))
    page = text(visitor.post(NEW, {"step": "look"}))
    assert "Please choose the kind of letter" in page and "Please give a title" in page

"""The letter's page: who has it, until when and why; what its writer may do and alone sees."""

from datetime import date

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.public_page import Proposal
from gongkai.desk.engagement.services import handling, publishing, referring, replying, supervising
from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.services.papers import Paper
from tests.desk.engagement.corresponding import ANSWER, FINANCE, fresh, reply
from tests.surface.portal.requests.citizen import cookie_names

from .writer import FIELDS, NEW, RECEIPT, STATUS, text, written

RATE, REOPEN, PRIVATE = f"{STATUS}rate/", f"{STATUS}reopen/", f"{STATUS}private/"


def handled(people, letter) -> Letter:
    letter = referring.refer(
        letter.pk,
        FINANCE,
        category="城市管理",
        words="内部话",
        version=fresh(letter).version,
        by=people["referrer"],
    )
    return handling.accept(letter.pk, version=letter.version, by=people["answerer"])


def test_number_and_code_open_it_and_everything_else_is_answered_alike(visitor, sent):
    letter, number, code = sent
    other = type(visitor)()
    said = []
    for wrong in ((number, "AAAA-AAAA-AAAA-AAAA"), ("nothing", code), ("\0", "\0")):
        response = other.post(STATUS, {"number": wrong[0], "code": wrong[1]})
        assert response.status_code == 422 and FIELDS["title"] not in text(response)
        said.append("对不上" in text(response))
    assert said == [True, True, False]
    assert other.post(STATUS, {"number": number.lower(), "code": code.lower()}).status_code == 302
    assert FIELDS["title"] in text(other.get(STATUS))


def test_ten_wrong_codes_from_one_address_shut_the_number_for_it(visitor, sent):
    _letter, number, code = sent
    other = type(visitor)()
    for _try in range(10):
        other.post(STATUS, {"number": number, "code": "x"})
    assert other.post(STATUS, {"number": number, "code": code}).status_code == 429


def test_who_has_it_until_when_and_why(visitor, sent, people, at):
    letter, _number, _code = sent
    page = text(visitor.get(STATUS))
    assert "等待江城市人民政府分办" in page and "2026-03-11" in page and "这个日期是怎么算的" in page
    handled(people, letter)
    handling.extend(letter.pk, reason="需要现场勘察", version=fresh(letter).version, by=people["answerer"])
    supervising.supervise(
        letter.pk, answer_by=date(2026, 3, 6), words="内部催办话", version=fresh(letter).version,
        by=people["supervisor"],
    )  # fmt: skip
    page = text(visitor.get(STATUS))
    assert "分给江城市财政局办理" in page and "江城市财政局正在办理" in page and "需要现场勘察" in page
    assert "上级督办" in page and "2026-03-06" in page and "2026-03-23" in page
    assert "内部话" not in page and "内部催办话" not in page


def test_the_reply_its_files_the_rating_and_once_more(visitor, sent, people, at):
    letter, _number, _code = sent
    letter = handled(people, letter)
    paper = Paper("维修记录.txt", "已更换".encode(), Format.TEXT)
    replying.attach(letter.pk, [paper], version=letter.version, by=people["answerer"])
    replying.draft(letter.pk, "还没有发出的草稿", version=fresh(letter).version, by=people["answerer"])
    page = text(visitor.get(STATUS))
    row = letter.files.get(for_writer=True)
    assert "草稿" not in page and "维修记录" not in page
    assert visitor.get(f"{STATUS}files/{row.pk}").status_code == 404
    at(date(2026, 3, 5))
    reply(people, letter)
    page = text(visitor.get(STATUS))
    assert ANSWER in page and "维修记录.txt" in page and "您对办理满意吗" in page
    response = visitor.get(f"{STATUS}files/{row.pk}")
    assert response.content == "已更换".encode() and "attachment" in response.headers["Content-Disposition"]
    assert visitor.get(f"{STATUS}files/{row.pk + 99}").status_code == 404
    assert visitor.post(RATE, {"score": "9"}).status_code == 422
    visitor.post(RATE, {"score": "2"})
    assert fresh(letter).satisfaction == "2" and "不满意" in text(visitor.get(STATUS))
    assert visitor.post(REOPEN, {"words": " \0"}).status_code == 422
    assert visitor.post(REOPEN, {"words": "只修了一盏"}).status_code == 302
    page = text(visitor.get(STATUS))
    assert "您要求重新办理" in page and "只修了一盏" in page and 'id="reopen"' not in page
    assert visitor.post(REOPEN, {"words": "再来"}).status_code == 422


def test_the_wish_to_be_public_may_be_taken_back_and_the_page_goes(visitor, sent, people, at):
    letter, _number, _code = sent
    reply(people, handled(people, letter))
    confirmed = Proposal("路灯不亮", "滨江路的路灯不亮。", ANSWER)
    letter = publishing.publish(letter.pk, confirmed, version=fresh(letter).version, by=people["final"])
    path = letter.publication.path
    assert path in text(visitor.get(STATUS))
    assert visitor.post(PRIVATE).status_code == 302
    letter = fresh(letter)
    assert not letter.public_wish and letter.publication.status == "withdrawn"
    assert path not in text(visitor.get(STATUS))
    assert visitor.post(PRIVATE).status_code == 422


def test_every_page_is_kept_by_nobody_and_the_right_ends_when_one_leaves(visitor, sent):
    _letter, number, code = sent
    for path in (NEW, RECEIPT, STATUS):
        response = visitor.get(path)
        assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store, private"
        assert "Gongkai-Tags" not in response.headers
        assert '<meta name="robots" content="noindex">' in text(response)
    for name in ("gk_letter", "gk_letter_slip"):
        cookie = visitor.cookies[name]
        assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == "/letters/"
        assert code not in cookie.value and FIELDS["name"] not in cookie.value
    assert cookie_names(visitor) == {"gk_letter", "gk_letter_slip"}
    visitor.get("/letters/leave/")
    assert number in text(visitor.get(STATUS))
    visitor.post("/letters/leave/")
    assert number not in text(visitor.get(STATUS))
    for path in (RATE, REOPEN, PRIVATE):
        assert visitor.post(path, {"words": "x", "score": "1"}).headers["Location"] == STATUS


def test_one_letter_does_not_open_another(visitor, sent, people):
    letter, number, _code = sent
    other = type(visitor)()
    written(other, title="另一件事，不能看见")
    assert number not in text(other.get(STATUS))
    assert other.get(f"/letters/own/{letter.pk}/").status_code == 302  # to where one signs in
    assert other.get(f"/letters/own/{letter.pk}/").headers["Location"].startswith("/account/")


def test_the_page_asks_the_database_little(visitor, sent, people, django_assert_max_num_queries):
    handled(people, sent[0])
    with django_assert_max_num_queries(15):
        visitor.get(STATUS)

"""Writing goes on step by step, keeps what was typed, is taken in once, and shows nothing but text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.desk.engagement.services.sealed import opened
from gongkai.surface.portal.intake import limits
from tests.desk.engagement.corresponding import BUILDING, root
from tests.surface.portal.requests import citizen

from .writer import FIELDS, NEW, RECEIPT, STATUS, looked_over, text, written

SCRIPT = "<script>alert(1)</script>"
HIDDEN_SIGNS = "\u202e\u200b\u2066\ufeff\0"


def test_it_is_written_looked_at_looked_over_and_sent(visitor):
    page = text(visitor.get(NEW + "?kind=enquiry"))
    assert 'value="enquiry" checked' in page and "data-likely" in page and 'name="organisation"' in page
    page = text(visitor.post(NEW, {**FIELDS, "step": "look"}))
    assert "没有找到相近的已有答复" in page and "由市政府分给该办的单位" in page
    paper = SimpleUploadedFile("现场.txt", "照片说明".encode())
    response = visitor.post(NEW, {**looked_over(visitor), "files": [paper]})
    assert (response.status_code, response.headers["Location"]) == (302, RECEIPT)
    page = text(visitor.get(RECEIPT))
    number, code = citizen.read(page)
    letter = Letter.objects.get(number=number)
    assert letter.organisation.code == root() and letter.kind == Kind.COMPLAINT and letter.public_wish
    assert letter.files.count() == 1 and opened(letter).name == FIELDS["name"]
    assert "data-print" in page and f'data-copy="编号 {number}' in page and code in page
    assert FIELDS["name"] not in page and FIELDS["telephone"] not in page


def test_the_public_preview_covers_everybody_and_a_private_letter_has_none(visitor):
    words = "我叫周晓梅，邻居电话13912345678，身份证110105198912310029，滨江路漏水。"
    page = text(visitor.post(NEW, {**FIELDS, "words": words, "step": "check"}))
    preview = page.split('class="sample"')[1].split("</section>")[0]
    for told in ("周晓梅", "13912345678", "110105198912310029"):
        assert told not in preview
    assert "滨江路漏水" in preview
    assert 'class="sample"' not in text(visitor.post(NEW, {**FIELDS, "public": "no", "step": "check"}))
    assert 'class="sample"' not in text(visitor.post(NEW, {**FIELDS, "public": "", "step": "check"}))


def test_what_belongs_elsewhere_is_said_and_may_be_sent_all_the_same(visitor):
    fields = {"title": "举报镇长受贿", "words": "我实名举报镇长受贿，请纪委调查。"}
    page = text(visitor.post(NEW, {**FIELDS, **fields, "step": "look"}))
    assert "12388" in page and "继续提交" in page
    number, _code = written(visitor, **fields)
    assert Letter.objects.get(number=number).likely_elsewhere == "discipline"


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(visitor):
    wrong = {"kind": "", "telephone": "", "email": "x", "title": " "}
    response = visitor.post(NEW, {**FIELDS, **wrong, "step": "look"})
    page = text(response)
    assert response.status_code == 422 and page.count('class="wrong"') == 3
    assert "请选择来信类别" in page and "请填写标题" in page and "电子邮箱的写法不正确" in page
    assert FIELDS["words"] in page and FIELDS["place"] in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("路" * 100_000, "最多 10,000 字"),
        ("😀😀😀👍", "没有文字"),
        (HIDDEN_SIGNS, "请填写内容"),
    ],
)
def test_words_that_nobody_could_answer_are_refused_in_words(visitor, words, said):
    for step in ("look", "check", "send"):
        response = visitor.post(NEW, {**FIELDS, "words": words, "step": step})
        assert response.status_code == 422 and said in text(response)
    assert not Letter.objects.exists()


def test_signs_that_nobody_sees_are_taken_out_and_links_and_scripts_are_text(visitor):
    words = f"{SCRIPT}滨江路{HIDDEN_SIGNS}路灯 http://x.example/?a=1 <a href='javascript:1'>点我</a>"
    evil = {"title": SCRIPT + "路灯", "words": words, "place": SCRIPT, "name": SCRIPT}
    for step in ("look", "check", "change"):
        page = text(visitor.post(NEW, {**FIELDS, **evil, "step": step}))
        assert SCRIPT not in page and "&lt;script&gt;alert" in page and "<a href='javascript" not in page
        assert not set(HIDDEN_SIGNS) & set(page) and 'href="http://x.example' not in page
    number, _code = written(visitor, **evil)
    page = text(visitor.get(STATUS))
    assert SCRIPT not in page and 'href="http://x.example' not in page
    assert "\0" not in opened(Letter.objects.get(number=number)).words


def test_the_same_form_sent_twice_is_one_letter_with_one_code(visitor):
    sent = looked_over(visitor)
    receipts = []
    for _press in range(2):
        visitor.post(NEW, sent)
        receipts.append(citizen.read(text(visitor.get(RECEIPT))))
    assert receipts[0] == receipts[1] and Letter.objects.count() == 1


def test_it_goes_to_the_organisation_that_was_chosen_and_to_none_that_is_not_there(visitor):
    assert f'value="{BUILDING}" selected' in text(visitor.get(f"{NEW}?organisation={BUILDING}"))
    number, _code = written(visitor, organisation=BUILDING)
    assert number.startswith(BUILDING)
    for code in ("nobody", "\0", "9" * 500):
        response = visitor.post(NEW, {**FIELDS, "organisation": code, "step": "check"})
        assert response.status_code in (200, 422) and Letter.objects.count() == 1


def test_an_error_report_knows_its_page(visitor):
    page = text(visitor.get(NEW + "?kind=error_report&page=/city/about/"))
    assert "网页地址" in page and '/city/about/"' in page
    page = text(visitor.get(NEW + "?kind=error_report&page=//evil.example/"))
    assert 'id="place" name="place" type="text" value=""' in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answer": ""}, "请回答验证题"),
        ({"answer": "999"}, "回答不对"),
        ({"website": "http://x.example"}, "没有通过核对"),
        ({"token": "z" * 32}, "回答不对"),
    ],
)
def test_who_may_be_a_robot_is_asked_again(visitor, changed, said):
    response = visitor.post(NEW, {**looked_over(visitor), **changed})
    assert response.status_code == 422 and said in text(response)
    assert FIELDS["title"] in text(response) and not Letter.objects.exists()


def test_files_that_cannot_be_kept_are_refused_and_the_text_stays(visitor):
    sent = {**looked_over(visitor), "files": [SimpleUploadedFile("a.exe", b"MZ\x90\x00" * 50)]}
    response = visitor.post(NEW, sent)
    assert response.status_code == 422 and "a.exe" in text(response) and FIELDS["title"] in text(response)
    assert not Letter.objects.exists()


def test_an_address_that_sends_too_much_waits_and_another_does_not(visitor, monkeypatch):
    monkeypatch.setattr(limits, "SENT_IN_HOUR", limits.Limit("sent-hour", 3, limits.HOUR))
    for _letter in range(3):
        written(visitor)
    response = visitor.post(NEW, looked_over(visitor))
    assert response.status_code == 429 and FIELDS["title"] in text(response)
    assert Letter.objects.count() == 3
    assert visitor.post(NEW, looked_over(visitor), REMOTE_ADDR="192.0.2.9").status_code == 302


def test_a_form_without_its_token_is_refused_in_words(people):
    strict = Client(enforce_csrf_checks=True)
    for path in (NEW, STATUS, "/letters/leave/", "/letters/status/reopen/", "/letters/status/private/"):
        response = strict.post(path, {**FIELDS, "step": "check"})
        assert response.status_code == 403 and "没有通过核对" in text(response)


def test_the_pages_ask_the_database_little(visitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        visitor.get(NEW)
    with django_assert_max_num_queries(15):
        visitor.post(NEW, {**FIELDS, "step": "look"})

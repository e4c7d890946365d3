"""The form goes on step by step, keeps what was typed, is taken in once, and shows nothing but text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.desk.disclosure.models import CaseFile, DisclosureRequest
from gongkai.desk.disclosure.rules.forms import NAMES
from gongkai.desk.disclosure.rules.stages import Purpose
from gongkai.desk.disclosure.services.reading import opened
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import NewOrganisation, OrganisationKind, check_character
from tests.desk.disclosure.asking import FINANCE
from tests.record.editorial import making

from . import citizen
from .citizen import FIELDS, NEW, RECEIPT, applied, looked_over

SCRIPT = "<script>alert(1)</script>\"'&"


def text(response) -> str:
    return response.content.decode()


def test_first_whom_and_what_then_what_is_public_then_the_form(visitor):
    page = text(visitor.get(NEW))
    assert "江城市财政局" in page and 'name="wish"' in page
    assert "请先选择一个机关" in text(visitor.post(NEW, {"wish": "预算", "step": "look"}))
    assert "请写明您要什么信息" in text(
        visitor.post(NEW, {"organisation": FINANCE, "wish": " ", "step": "look"})
    )
    page = text(visitor.post(NEW, {"organisation": FINANCE, "wish": "工程的预算批复", "step": "look"}))
    assert "没有找到已经公开的" in page and "工程的预算批复" in page and "公开指南" in page
    page = text(visitor.post(NEW, {"organisation": FINANCE, "wish": "工程的预算批复", "step": "fill"}))
    assert 'value="工程的预算批复"' in page
    assert all(f'name="{name}"' in page for name in NAMES)
    assert '用途 <span class="quiet">（选填）' in page


def test_an_organisation_may_be_chosen_by_its_address_and_an_enterprise_not(visitor):
    assert f'value="{FINANCE}" selected' in text(visitor.get(f"{NEW}?organisation={FINANCE}"))
    code = "42990050" + check_character("42990050")
    new = NewOrganisation(code, "江城市水务集团", OrganisationKind.PUBLIC_ENTERPRISE, FINANCE, "水务集团")
    orgs.open_organisations([new], by=making.OPERATOR)
    assert f'value="{code}"' not in text(visitor.get(f"{NEW}?organisation={code}"))
    assert "请先选择" in text(visitor.post(NEW, {**FIELDS, "organisation": code, "step": "check"}))
    assert visitor.get(f"{NEW}?organisation=%00").status_code == 200


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(visitor):
    response = visitor.post(NEW, {**FIELDS, "telephone": "", "name": "", "email": "x", "step": "check"})
    page = text(response)
    assert response.status_code == 422 and page.count('class="wrong"') == 2
    assert "请填写姓名或者单位名称" in page and "电子邮箱的写法不正确" in page
    assert FIELDS["title"] in page and FIELDS["identity_number"] in page


def test_going_back_a_step_and_on_again_loses_nothing(visitor):
    wish = {"wish": FIELDS["title"]}
    typed = {**FIELDS, **wish, "features": "第一行\n第二行", "step": "look"}
    page = text(visitor.post(NEW, typed))
    back = citizen.hidden(page)
    assert back["name"] == FIELDS["name"] and back["features"] == "第一行\n第二行"
    chosen = citizen.hidden(text(visitor.post(NEW, {**back, "step": ""})))
    assert chosen["telephone"] == FIELDS["telephone"] and "wish" not in chosen
    again = {**chosen, "organisation": FINANCE, "wish": "另一项工程", "step": "look"}
    page = text(visitor.post(NEW, {**citizen.hidden(text(visitor.post(NEW, again))), "step": "fill"}))
    assert all(FIELDS[name] in page for name in ("name", "telephone", "identity_number", "title"))
    assert "第一行\n第二行</textarea>" in page


def test_a_title_that_came_from_the_wish_follows_it(visitor):
    begun = {**FIELDS, "title": "预算", "wish": "预算", "step": "look"}
    back = citizen.hidden(text(visitor.post(NEW, begun)))
    changed = citizen.hidden(text(visitor.post(NEW, {**back, "wish": "决算", "step": "look"})))
    page = text(visitor.post(NEW, {**changed, "step": "fill"}))
    assert 'name="title" type="text" value="决算"' in page and FIELDS["name"] in page


def test_it_becomes_a_case_with_its_files_and_a_receipt(visitor):
    sent = looked_over(visitor)
    paper = SimpleUploadedFile("身份证明.txt", "扫描件".encode())
    response = visitor.post(NEW, {**sent, "files": [paper]})
    assert (response.status_code, response.headers["Location"]) == (302, RECEIPT)
    number, code = citizen.read(text(visitor.get(RECEIPT)))
    case = DisclosureRequest.objects.get(number=number)
    assert opened(case).name == FIELDS["name"] and opened(case).purpose == ""
    assert CaseFile.objects.get(case=case).purpose == Purpose.REQUEST
    page = text(visitor.get(RECEIPT))
    assert "/requests/status/</a>" in page and FIELDS["name"] not in page and FIELDS["title"] not in page
    assert code in page and "<svg" in page and "data-print" in page and f'data-copy="编号 {number}' in page


def test_the_receipt_says_whom_to_ring_and_which_document_but_not_who_asked(visitor):
    orgs.change_organisation(FINANCE, telephone="027-12345678", by=making.OPERATOR)
    applied(visitor, document_number="江发改〔2025〕12号")
    page = text(visitor.get(RECEIPT))
    assert "027-12345678" in page and "江发改〔2025〕12号" in page and "江城市人民政府</p><h1>" in page
    assert FIELDS["name"] not in page and FIELDS["telephone"] not in page


def test_the_same_form_sent_twice_is_one_case_with_one_code(visitor):
    sent = looked_over(visitor)
    receipts = []
    for _press in range(2):
        visitor.post(NEW, sent)
        receipts.append(citizen.read(text(visitor.get(RECEIPT))))
    assert receipts[0] == receipts[1] and DisclosureRequest.objects.count() == 1


def test_a_script_in_every_field_is_text(visitor):
    evil = {name: f"{SCRIPT}{name}" for name in NAMES - {"applicant", "identity", "form", "way", "email"}}
    page = text(visitor.post(NEW, {**FIELDS, **evil, "wish": SCRIPT, "step": "check"}))
    assert "<script>alert" not in page and page.count("&lt;script&gt;alert") >= len(evil)
    for step in ("look", "change", "fill"):
        assert "<script>alert" not in text(
            visitor.post(NEW, {**FIELDS, **evil, "wish": SCRIPT, "step": step})
        )
    applied(visitor, **evil)
    page = text(visitor.get(citizen.STATUS))
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_a_form_without_its_token_is_refused_in_words(people):
    strict = Client(enforce_csrf_checks=True)
    for path in (NEW, citizen.STATUS, citizen.COMPLAIN, "/requests/leave/", "/requests/status/withdraw/"):
        response = strict.post(path, {**FIELDS, "step": "check"})
        assert response.status_code == 403 and "没有通过核对" in text(response)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answer": ""}, "请回答验证题"),
        ({"answer": "999"}, "回答不对"),
        ({"asked": "forged"}, "回答不对"),
        ({"altcha": "bm90aGluZw=="}, ""),
        ({"website": "http://x.example"}, "没有通过核对"),
        ({"confirmed": ""}, "请勾选“确认提交”"),
        ({"token": "z" * 32}, "回答不对"),
    ],
)
def test_who_may_be_a_robot_or_has_not_confirmed_is_asked_again(visitor, changed, said):
    response = visitor.post(NEW, {**looked_over(visitor), **changed})
    if not said:  # a broken proof and a right answer: a person
        assert response.status_code == 302
        return
    assert response.status_code == 422 and said in text(response)
    assert FIELDS["name"] in text(response) and not DisclosureRequest.objects.exists()


def test_files_that_cannot_be_kept_are_refused_and_the_text_stays(visitor, monkeypatch):
    for files, said in (
        ([SimpleUploadedFile("a.exe", b"MZ\x90\x00" * 50)], "a.exe"),
        ([SimpleUploadedFile(f"{n}.txt", b"x") for n in range(11)], "一次最多 10 个文件"),
    ):
        response = visitor.post(NEW, {**looked_over(visitor), "files": files})
        assert response.status_code == 422 and said in text(response)
        assert FIELDS["title"] in text(response)
    assert not DisclosureRequest.objects.exists()


def test_an_address_that_sends_too_much_waits_and_another_does_not(visitor):
    for _case in range(20):
        applied(visitor)
    response = visitor.post(NEW, looked_over(visitor))
    assert response.status_code == 429 and FIELDS["title"] in text(response)
    assert DisclosureRequest.objects.count() == 20
    assert visitor.post(NEW, looked_over(visitor), REMOTE_ADDR="192.0.2.9").status_code == 302


def test_every_page_is_kept_by_nobody_and_names_nobody_in_its_address(visitor):
    number, code = applied(visitor)
    for path in (NEW, RECEIPT, citizen.STATUS, citizen.COMPLAIN, "/requests/status/withdraw/"):
        response = visitor.get(path)
        assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store, private"
        assert "Gongkai-Tags" not in response.headers
        assert '<meta name="robots" content="noindex">' in text(response)
        assert code not in path and number not in path
    for name in ("gk_case", "gk_receipt"):
        cookie = visitor.cookies[name]
        assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == "/requests/"
        assert code not in cookie.value and FIELDS["name"] not in cookie.value


def test_an_english_visitor_reads_english(visitor):
    visitor.cookies["gk_lang"] = "en"
    page = text(visitor.post(NEW, {**FIELDS, "name": "", "step": "check"}))
    assert "Please give the name" in page and "Proof of identity" in page and "请填写" not in page


def test_the_pages_ask_the_database_little(visitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        visitor.get(NEW)
    with django_assert_max_num_queries(15):
        visitor.post(NEW, {"organisation": FINANCE, "wish": "预算", "step": "look"})
    with django_assert_max_num_queries(15):
        visitor.post(NEW, {**FIELDS, "step": "check"})

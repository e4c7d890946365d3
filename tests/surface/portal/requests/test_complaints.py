"""A complaint goes above, from a case's page or without one, and its answer is read by number and code."""

from django.test import Client

from gongkai.desk.disclosure.models import Complaint
from gongkai.desk.disclosure.rules.complaints import Kind
from gongkai.desk.disclosure.services import complaining
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.queries import root
from gongkai.ground.orgs.rules import Duty, NewOrganisation, OrganisationKind, check_character
from tests.desk.disclosure.asking import FINANCE
from tests.record.editorial import making

from .citizen import COMPLAIN, RECEIPT, STATUS, answer_to, applied, hidden, read

WORDS = {"organisation": FINANCE, "words": "公开指南里没有<script>电话"}


def complained(client, **fields):
    sent = hidden(client.get(COMPLAIN).content.decode())
    return client.post(COMPLAIN, {**sent, **WORDS, "answer": answer_to(sent["asked"]), **fields})


def test_anybody_complains_and_reads_the_answer(visitor, people):
    supervisor = making.staff("supervisor", root().code, Duty.READ, Duty.SUPERVISE)
    assert complained(visitor).headers["Location"] == RECEIPT
    number, code = read(visitor.get(RECEIPT).content.decode())
    row = Complaint.objects.get()
    assert (row.number, row.addressee.code, row.case) == (number, root().code, None)
    stranger = Client()
    assert "待处理" in stranger.post(STATUS, {"number": number, "code": code}).content.decode()
    complaining.answer(row.pk, words="已责令补上<b>", by=supervisor)
    page = stranger.post(STATUS, {"number": number, "code": code}).content.decode()
    assert "已责令补上&lt;b&gt;" in page
    assert stranger.post(STATUS, {"number": number, "code": "A" * 16}).status_code == 422


def test_from_a_cases_page_it_belongs_to_the_case_and_needs_no_question(visitor, people):
    number, _code = applied(visitor)
    page = visitor.get(f"{COMPLAIN}?case=").content.decode()
    assert number in page and "data-challenge" not in page
    assert visitor.post(COMPLAIN, {**hidden(page), "words": "没有答复"}).status_code == 302
    row = Complaint.objects.get()
    assert row.case.number == number and row.number in visitor.get(STATUS).content.decode()
    assert "data-challenge" in Client().get(f"{COMPLAIN}?case=").content.decode()


def test_a_public_enterprise_is_complained_of_to_its_department(visitor, people):
    code = "42990050" + check_character("42990050")
    new = NewOrganisation(code, "江城市水务集团", OrganisationKind.PUBLIC_ENTERPRISE, FINANCE, "水务集团")
    orgs.open_organisations([new], by=making.OPERATOR)
    assert "第五十五条" in visitor.get(f"{COMPLAIN}?organisation={code}").content.decode()
    assert complained(visitor, organisation=code).status_code == 302
    row = Complaint.objects.get()
    assert (row.kind, row.addressee.code) == (Kind.ENTERPRISE, FINANCE)


def test_an_empty_form_is_told_of_everything_at_once(visitor, people):
    page = visitor.post(COMPLAIN, {}).content.decode()
    assert (
        '<a href="#organisation">请选择一个机关或者单位' in page
        and '<a href="#words">请写明投诉的事情' in page
    )
    applied(visitor)
    sent = hidden(visitor.get(f"{COMPLAIN}?case=").content.decode())
    page = visitor.post(COMPLAIN, sent).content.decode()
    assert "请写明投诉的事情" in page and "请选择一个机关" not in page


def test_what_is_wrong_is_said_and_the_words_stay(visitor, people):
    for fields, said in (
        ({"words": ""}, "请写明投诉的事情"),
        ({"answer": ""}, "请回答验证题"),
        ({"organisation": "000000000"}, "不存在"),
        ({"organisation": "\0"}, "不存在"),
    ):
        response = complained(visitor, **fields)
        assert response.status_code == 422 and said in response.content.decode()
        if fields.get("words") is None:
            assert "公开指南里没有&lt;script&gt;电话" in response.content.decode()
    assert not Complaint.objects.exists()

"""A citizen asks to have the own record corrected, with evidence, and reads the answer by number and code."""

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.desk.disclosure.models import Evidence, RecordCorrection
from gongkai.desk.disclosure.rules.record_corrections import State
from gongkai.desk.disclosure.services import record_corrections
from tests.desk.disclosure.asking import FINANCE

from .citizen import RECEIPT, STATUS, answer_to, hidden, read

RECORDS = "/requests/records/"
CLAIM = {
    "organisation": FINANCE, "name": "周晓梅", "identity": "resident",
    "identity_number": "110105198912310029",
    "contact": "13800138000", "record": "登记通知书", "wrong": "名字<script>写错", "right": "周晓梅",
    "evidence": "身份证",
}  # fmt: skip


def asked(client, **fields):
    sent = hidden(client.get(RECORDS).content.decode())
    return client.post(RECORDS, {**sent, **CLAIM, "answer": answer_to(sent["asked"]), **fields})


def test_it_is_sent_with_evidence_and_answered(visitor, people):
    file = SimpleUploadedFile("身份证.txt", "复印件".encode())
    assert asked(visitor, files=[file]).headers["Location"] == RECEIPT
    receipt = visitor.get(RECEIPT).content.decode()
    number, code = read(receipt)
    row = RecordCorrection.objects.get()
    assert row.number == number and "更正申请已经提交" in receipt and Evidence.objects.count() == 1
    sent = {"number": number, "code": code}
    assert "办理中" in visitor.post(STATUS, sent).content.decode()
    officer = people["case officer"]
    record_corrections.end(row.pk, State.CORRECTED, words="已更正<b>", version=1, by=officer)
    page = visitor.post(STATUS, sent).content.decode()
    assert "已更正&lt;b&gt;" in page and "周晓梅" not in page
    assert visitor.post(STATUS, {"number": number, "code": "A" * 16}).status_code == 422


def test_what_is_wrong_is_said_and_the_words_stay(visitor, people):
    for fields, said in (
        ({"evidence": ""}, "请写明有什么证据"),
        ({"answer": ""}, "请回答验证题"),
        ({"organisation": "000000000"}, "不存在"),
        ({"organisation": "\0"}, "不存在"),
        ({"identity": "x"}, "请选择证件种类"),
    ):
        response = asked(visitor, **fields)
        assert response.status_code == 422 and said in response.content.decode()
        assert "名字&lt;script&gt;写错" in response.content.decode()
    assert not RecordCorrection.objects.exists()


def test_an_empty_form_is_told_of_everything_at_once(visitor, people):
    page = visitor.post(RECORDS, {}).content.decode()
    told = page[page.index("data-wrong") : page.index("<form method")]
    assert told.count("<li>") == 9 and '#organisation">' in told and "请选择一个机关或者单位" in told
    assert "请写明是哪一份政府信息" in told and 'aria-describedby="organisation-wrong"' in page


def test_the_same_form_twice_is_one_matter_and_nothing_is_kept(visitor, people):
    sent = hidden(visitor.get(RECORDS).content.decode())
    sent = {**sent, **CLAIM, "answer": answer_to(sent["asked"])}
    assert [visitor.post(RECORDS, sent).status_code for _ in range(2)] == [302, 302]
    assert RecordCorrection.objects.count() == 1
    assert "no-store" in visitor.get(RECORDS).headers["Cache-Control"]

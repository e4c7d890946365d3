"""Taking words out of a file on the screen: made, looked at as pictures, attached with one click."""

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from fpdf import FPDF

from gongkai.desk.disclosure.models import CaseFile
from gongkai.desk.disclosure.rules.stages import Purpose
from gongkai.desk.disclosure.services import redacting

from . import requesting
from .requesting import at, entered, fresh, text


@pytest.fixture
def people(db):
    return requesting.city()


def paper() -> bytes:
    made = FPDF()
    made.set_font("helvetica", size=24)
    made.add_page()
    made.cell(0, 20, "Contractor Alexander Brown, total 20000")
    return bytes(made.output())


def send(client, case, **given):
    return client.post(at("request_redact", case.pk), {"version": fresh(case).version} | given, follow=True)


def test_from_the_file_to_the_reply(people, django_assert_max_num_queries):
    case, officer = requesting.received(people), entered("case-officer")
    with django_assert_max_num_queries(15):
        assert "要去掉的词" in text(officer.get(at("request_redact", case.pk)))
    assert at("request_redact", case.pk) in text(officer.get(at("request", case.pk)))
    upload = SimpleUploadedFile("contract.pdf", paper())
    page = text(send(officer, case, action="make", upload=upload, words="Alexander Brown"))
    assert "正在逐层去掉词语" in page and "http-equiv" in page and "Alexander" not in page
    for row in CaseFile.objects.filter(case=case, purpose=Purpose.REDACTING):
        assert "正在逐层去掉词语" in text(send(officer, case, action="again", file=row.pk))
        redacting.carry_out(row.pk)
    row = CaseFile.objects.get(case=case, purpose=Purpose.REDACTED)
    page = text(send(officer, case, action="open", file=row.pk))
    assert "核对无误，附到答复" in page and "data:image/png;base64," in page
    assert "第 1 页" in page and page.count("Alexander") == 1  # the words that were asked for
    waiting = text(officer.get(at("request_redact", case.pk)))
    assert "打开核对" in waiting and "base64" not in waiting
    assert "已附到答复" in text(send(officer, case, action="give", file=row.pk))
    answer = officer.post(at("request_file", case.pk, row.pk))
    found = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(answer.content))
    assert "Alexander" not in found and "Brown" not in found


def test_what_is_refused_keeps_the_words(people):
    case, officer = requesting.received(people), entered("case-officer")
    refused = send(officer, case, action="make", words="张晓明")
    assert refused.status_code == 422 and "请选择" in text(refused) and "张晓明" in text(refused)
    upload = SimpleUploadedFile("x.pdf", b"junk")
    assert send(officer, case, action="make", upload=upload, words="张晓明").status_code == 422
    assert entered("street-officer").get(at("request_redact", case.pk)).status_code == 404

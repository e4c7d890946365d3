"""Corrections of one's own record on the staff's screens: entered, opened with a trace, ended, destroyed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.desk.disclosure.models import Evidence, RecordCorrection
from gongkai.desk.disclosure.rules.record_corrections import State
from gongkai.ground.ledger.models import Entry
from tests.desk.disclosure import asking

from . import requesting
from .requesting import at, entered, text

CLAIM = {
    "organisation": asking.FINANCE, "name": "周晓梅", "identity": "resident",
    "identity_number": "110105198912310029", "contact": "13800138000", "record": "登记通知书",
    "wrong": "名字写错", "right": "周晓梅", "evidence": "身份证复印件",
}  # fmt: skip


@pytest.fixture
def people(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return requesting.city()


@pytest.fixture
def officer(people):
    return entered("case-officer")


@pytest.fixture
def row(officer):
    form = text(officer.get(at("enter_record_correction")))
    token = re.search(r'name="token" value="([^"]+)"', form)[1]
    file = SimpleUploadedFile("身份证.txt", "复印件".encode())
    page = text(officer.post(at("enter_record_correction"), CLAIM | {"token": token, "files": [file]}))
    assert re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", page)
    return RecordCorrection.objects.get()


def act(client, row, step, **sent):
    version = RecordCorrection.objects.get(pk=row.pk).version
    address = at("record_correction_step", row.pk)
    return client.post(address, {"step": step, "version": version, **sent}, follow=True)


def test_it_is_opened_with_a_trace_and_downloaded(people, officer, row, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = text(officer.get(at("record_correction", row.pk)))
    assert "周晓梅" not in page and row.number in text(officer.get(at("record_corrections")))
    assert "周晓梅" in text(officer.post(at("open_record_correction", row.pk)))
    evidence = Evidence.objects.get()
    assert officer.post(at("record_evidence", row.pk, evidence.pk)).content == "复印件".encode()
    assert Entry.objects.filter(kind="record_correction.looked").count() == 2
    assert entered("street-officer").get(at("record_correction", row.pk)).status_code == 404
    assert entered("supervisor").post(at("open_record_correction", row.pk)).status_code == 403


def test_it_ends_with_an_answer_and_is_destroyed_by_the_head(people, officer, row):
    assert "办理更正" in text(officer.get(at("work")))
    assert "已登记" in text(act(officer, row, "take_up", subject="登记通知书更正"))
    assert "请填写答复的内容" in text(act(officer, row, "end", state="corrected", words=""))
    assert "请选择有权更正" in text(act(officer, row, "end", state="transferred", words="转送", sure="1"))
    assert "不能撤销" in text(act(officer, row, "end", state="corrected", words="已更正"))
    assert "已登记" in text(act(officer, row, "end", state="corrected", words="已更正", sure="1"))
    assert RecordCorrection.objects.get().state == State.CORRECTED
    head = entered("head")
    assert "请勾选确认" in text(act(head, row, "destroy"))
    assert "已登记" in text(act(head, row, "destroy", sure="1"))
    assert RecordCorrection.objects.get().state == State.DESTROYED


def test_a_list_of_a_state_and_a_form_that_lacks_something(people, officer, row):
    assert row.number not in text(officer.get(at("record_corrections") + "?state=corrected"))
    answer = officer.post(at("enter_record_correction"), CLAIM | {"token": "x", "evidence": ""})
    assert answer.status_code == 422 and "请填写有什么证据" in text(answer)
    assert RecordCorrection.objects.count() == 1

"""Paper, fax and spoken requests are entered once, and the receipt shows the code once."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.desk.disclosure.models import CaseFile, DisclosureRequest
from gongkai.desk.disclosure.services import reading
from gongkai.ground.deadlines.rules.events import Channel
from tests.desk.disclosure import asking

from . import requesting
from .requesting import at, entered, text


@pytest.fixture
def people(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return requesting.city()


def sent(client, **changes):
    token = re.search(r'name="token" value="([^"]+)"', text(client.get(at("enter_request"))))[1]
    given = {
        "token": token, "organisation": asking.FINANCE, "channel": Channel.ORAL,
        "submitted_on": str(timezone.localdate()), "applicant": "person", "name": "周晓梅",
        "identity": "resident", "identity_number": "110105198912310029", "telephone": "13800138000",
        "title": "预算批复", "form": "paper", "way": "in_person",
    }  # fmt: skip
    return given | changes


def test_a_spoken_request_becomes_a_case_with_a_receipt(people):
    client = entered("case-officer")
    form = sent(client, files=[SimpleUploadedFile("申请书.txt", "申请书".encode())])
    page = text(client.post(at("enter_request"), form))
    case = DisclosureRequest.objects.get()
    code = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", page)[0]
    assert case.number in page and case.channel == Channel.ORAL
    assert reading.visit(case.number, code)[1].name == "周晓梅"
    assert CaseFile.objects.get().case == case
    again = text(client.post(at("enter_request"), sent(client) | {"token": form["token"]}))
    assert code in again and DisclosureRequest.objects.count() == 1


def test_what_is_missing_is_told_at_its_field_and_nothing_is_lost(people):
    client = entered("case-officer")
    answer = client.post(at("enter_request"), sent(client, title="", submitted_on="2999-01-01", name=""))
    page = text(answer)
    assert answer.status_code == 422 and "请填写姓名或者单位名称" in page and "至少填写一项" in page
    assert "110105198912310029" in page
    future = client.post(at("enter_request"), sent(client, submitted_on="2999-01-01"))
    assert "不能在将来" in text(future)
    assert not DisclosureRequest.objects.exists()


def test_only_the_own_organisations_can_be_entered_for(people):
    client = entered("street-officer")
    answer = client.post(at("enter_request"), sent(client, organisation=asking.FINANCE))
    assert answer.status_code == 422 and not DisclosureRequest.objects.exists()
    assert entered("head").get(at("enter_request")).status_code == 403

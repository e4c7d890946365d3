"""What came by telephone or over the counter is entered once, and the receipt shows the code once."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.services import reading
from tests.desk.engagement import corresponding
from tests.desk.engagement.corresponding import FINANCE

from .clients import at as address
from .clients import entered, text
from .letter_city import built as built
from .letter_city import people as people


@pytest.fixture
def client(people, at):
    at(corresponding.RECEIVED)
    return entered("referrer")


def sent(client, **changes):
    token = re.search(r'name="token" value="([^"]+)"', text(client.get(address("enter_letter"))))[1]
    given = {
        "token": token, "organisation": corresponding.root(), "channel": "telephone", "kind": "complaint",
        "submitted_on": str(corresponding.RECEIVED), "title": "路灯不亮", "words": "周晓梅来电：路灯不亮。",
        "name": "周晓梅", "telephone": "13800138000",
    }  # fmt: skip
    return given | changes


def test_a_call_becomes_a_letter_with_a_receipt(client):
    form = sent(client, files=[SimpleUploadedFile("照片.txt", "照片".encode())])
    page = text(client.post(address("enter_letter"), form))
    letter = Letter.objects.get()
    code = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", page)[0]
    assert letter.number in page and letter.channel == "telephone" and letter.files.count() == 1
    assert reading.visit(letter.number, code)[1].name == "周晓梅" and "周晓梅" not in letter.words
    again = text(client.post(address("enter_letter"), sent(client) | {"token": form["token"]}))
    assert code in again and Letter.objects.count() == 1


def test_what_is_missing_is_told_and_an_order_comes_in_once(client):
    wrong = sent(client, title="！！", submitted_on="2026-03-09", email="nobody")
    answer = client.post(address("enter_letter"), wrong)
    assert answer.status_code == 422 and "不能在将来" in text(answer)
    answer = client.post(address("enter_letter"), wrong | {"submitted_on": "2026-03-01"})
    assert answer.status_code == 422 and "标题里没有文字" in text(answer) and "写法不正确" in text(answer)
    assert client.post(address("enter_letter"), sent(client, words="a\0b")).status_code == 422
    order = {"channel": "hotline", "outside": "12345-0001"}
    assert client.post(address("enter_letter"), sent(client, **order)).status_code == 200
    assert "已经登记过" in text(client.post(address("enter_letter"), sent(client, **order)))


def test_only_for_the_own_organisations(client):
    answer = entered("builder").post(address("enter_letter"), sent(client, organisation=FINANCE))
    assert answer.status_code == 422 and not Letter.objects.exists()
    assert entered("supervisor").get(address("enter_letter")).status_code == 403

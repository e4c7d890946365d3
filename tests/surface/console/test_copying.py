"""An interpretation beside its document, with what it repeats marked in both."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from gongkai.desk.documents.services import manuscripts
from gongkai.record.catalogue.rules import Kind
from gongkai.surface.console.copying import joined, marked
from tests.desk.documents import writing

CLAUSE = "用水单位应当安装计量设施，按季度向水行政主管部门报送用水台账，并接受监督检查。"


def test_marks_are_escaped_joined_and_never_cross_a_paragraph():
    assert joined([(5, 9), (0, 3), (2, 6)]) == [(0, 9)]
    text = "<b>甲</b>\n乙丙"
    assert marked(text, [(9, 12)]) == "<p>&lt;b&gt;甲&lt;/b&gt;</p><p><mark>乙丙</mark></p>"
    assert marked("甲乙\n丙丁", [(1, 4)]) == "<p>甲<mark>乙</mark></p><p><mark>丙</mark>丁</p>"


@pytest.fixture
def people(db):
    return writing.city()


def test_what_is_repeated_is_marked_in_both_texts(people):
    document = writing.begun(people, html=f"<p>第一条 {CLAUSE}</p>")
    text = writing.content(
        kind=Kind.INTERPRETATION, title="解读", document_number="", html=f"<p>解读：{CLAUSE}</p>"
    )
    interpretation = manuscripts.begin(writing.FINANCE, text, explains=document.pk, by=people["drafter"])
    client = Client()
    client.force_login(get_user_model().objects.get(username="drafter"))
    page = client.get(reverse("console:copying", args=[interpretation.pk])).content.decode()
    assert page.count("<mark>") >= 3  # the word in the lead, and the run in either text
    assert "最长一处" in page
    assert client.get(reverse("console:copying", args=[document.pk])).status_code == 404
    other = Client()
    other.force_login(get_user_model().objects.get(username="street-drafter"))
    assert other.get(reverse("console:copying", args=[interpretation.pk])).status_code == 404

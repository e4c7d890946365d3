"""Quarantine screens: masked throughout, three decisions, one organisation's eyes only."""

import json

import pytest
from django.utils import timezone

from gongkai.desk.documents.models import QuarantinedRecord
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import publications
from gongkai.record.catalogue.rules.drafts import pack

from .. import city

MOBILE = "13812345678"
MASKED = "138****5678"


@pytest.fixture
def held(jiangcheng):
    """A list of names with a telephone number in its text and in its title."""
    draft = city.draft(
        f"保障对象公示 {MOBILE}", city.FINANCE, html=f"<p>电话{MOBILE}</p>", text=f"电话{MOBILE}"
    )
    hit = {"kind": "mobile", "part": "text", "masked": MASKED, "excerpt": f"电话{MASKED}"}
    return QuarantinedRecord.objects.create(
        source_key="test:1",
        publisher=orgs.by_code(city.FINANCE),
        title=draft.title,
        draft=pack(draft),
        findings=json.dumps([hit]),
        at=timezone.now(),
    )


@pytest.fixture
def clerk(client, jiangcheng):
    client.force_login(jiangcheng.clerk)
    return client


def decide(client, record, answer="", reason="经核对"):
    return client.post(f"/console/quarantine/{record.pk}/decide/", {"answer": answer, "reason": reason})


def test_nothing_is_shown_unmasked(clerk, held):
    for address in ("/console/", "/console/quarantine/", f"/console/quarantine/{held.pk}/"):
        page = clerk.get(address).content.decode()
        assert MASKED in page
        assert MOBILE not in page


@pytest.mark.parametrize(("answer", "body"), [("mask", f"电话{MASKED}"), ("release", f"电话{MOBILE}")])
def test_a_release_publishes(clerk, held, answer, body):
    answered = decide(clerk, held, answer)
    assert answered.headers["Location"] == "/console/quarantine/"
    held.refresh_from_db()
    published = publications.get(held.publication.identifier)
    assert publications.current(published).text == body
    assert "没有待处理的隔离记录" in clerk.get("/console/quarantine/").content.decode()
    assert "经核对" in clerk.get(f"/console/quarantine/{held.pk}/").content.decode()


def test_a_refusal_publishes_nothing(clerk, held):
    decide(clerk, held, "refuse")
    held.refresh_from_db()
    assert (held.decision, held.publication) == ("refused", None)
    again = decide(clerk, held, "release")
    assert again.status_code == 422
    assert "已经处理过" in again.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"answer": ""}, "请选择一种处理方式"), ({"answer": "mask", "reason": " "}, "请填写处理理由")],
)
def test_what_is_missing_is_named_and_nothing_is_lost(clerk, held, sent, said):
    answer = decide(clerk, held, **sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert (sent.get("reason") or "经核对") in answer.content.decode()
    held.refresh_from_db()
    assert held.decision == "waiting"


def test_another_organisations_record_is_not_found(client, held, jiangcheng):
    client.force_login(jiangcheng.other)
    assert MASKED not in client.get("/console/quarantine/").content.decode()
    assert client.get(f"/console/quarantine/{held.pk}/").status_code == 404
    assert decide(client, held, "release").status_code == 404
    assert client.get("/console/quarantine/%20/").status_code == 404


def test_a_post_without_the_duty_does_not_even_look(client, held, jiangcheng):
    client.force_login(jiangcheng.reader)
    page = client.get(f"/console/quarantine/{held.pk}/")
    assert page.status_code == 403 and "隔离审查" in page.content.decode()
    assert MASKED not in client.get("/console/").content.decode()
    assert decide(client, held, "release").status_code == 403
    held.refresh_from_db()
    assert held.decision == "waiting"

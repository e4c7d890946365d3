"""What programs are told of publications that are no longer public."""

import json

import pytest

from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import publications as services
from gongkai.record.catalogue.services import takedowns

from ..city import OPERATOR

LIST = "/api/v1/publications"


@pytest.fixture
def get(client, jiangcheng):
    def fetch(address, status=200):
        answer = client.get(address)
        assert answer.status_code == status, answer.content
        return answer.json()

    return fetch


def titles(page):
    return [item["title"] for item in page["items"]]


def test_a_withdrawn_one_is_readable_with_its_reason_and_in_no_list(get, jiangcheng):
    services.withdraw(jiangcheng.new.identifier, reason="政策调整", by=OPERATOR)
    body = get(f"{LIST}/{jiangcheng.new.identifier}")
    assert (body["status"], body["ending"], body["reason"]) == ("withdrawn", "withdrawn", "政策调整")
    assert "预算绩效管理办法的正文" in body["text"] and body["validity"] == ""
    assert "预算绩效管理办法" not in titles(get(LIST))


def test_a_consolidated_one_names_its_successor(get, jiangcheng):
    merged = {"reason": "并入", "ending": Ending.CONSOLIDATED, "successor": jiangcheng.new.identifier}
    services.withdraw(jiangcheng.old.identifier, **merged, by=OPERATOR)
    body = get(f"{LIST}/{jiangcheng.old.identifier}", 410)
    assert body["ending"] == "consolidated"
    assert body["successor"].endswith(f"{LIST}/{jiangcheng.new.identifier}")


def test_what_was_taken_down_says_nothing_of_itself(get, jiangcheng, client):
    takedowns.suspend(jiangcheng.new.identifier, reason="附件含有身份证号", by=OPERATOR)
    body = get(f"{LIST}/{jiangcheng.new.identifier}", 410)
    assert (body["code"], body["reason"], body["ending"]) == ("suspended", "", "")
    everything = b"".join(client.get(f"{LIST}/export.jsonl").streaming_content).decode()
    inverse = get(f"{LIST}/{jiangcheng.old.identifier}")
    for said in (body, everything, inverse, get(LIST)):
        assert "预算绩效管理办法" not in str(said) and "身份证" not in str(said)


def test_what_was_in_error_is_gone_with_its_reason_and_without_its_text(get, jiangcheng, client):
    services.withdraw(jiangcheng.new.identifier, reason="附表有误", ending=Ending.IN_ERROR, by=OPERATOR)
    body = get(f"{LIST}/{jiangcheng.new.identifier}", 410)
    assert (body["code"], body["reason"]) == ("withdrawn", "附表有误")
    assert "预算绩效管理办法" not in titles(get(LIST))
    lines = b"".join(client.get(f"{LIST}/export.jsonl").streaming_content).decode()
    assert "预算绩效管理办法的正文" not in lines
    rows = [json.loads(line) for line in lines.splitlines()]
    assert {row["status"] for row in rows} == {"published", "withdrawn"}
    assert len(rows) == 3

"""The REST interface: lists, filters, cursors, one publication, errors, caching, fuzzing."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.queries import publications
from gongkai.record.catalogue.services import publications as services
from gongkai.record.search.services import follow
from gongkai.surface.api.rest import api

from ..city import FINANCE, HEALTH, OLD, OPERATOR, draft

CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance]
QUICKLY = settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
LIST = "/api/v1/publications"


@pytest.fixture
def get(client, jiangcheng):
    def fetch(address, status=200, **headers):
        answer = client.get(address, headers=headers)
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else answer

    return fetch


def titles(page):
    return [item["title"] for item in page["items"]]


def test_the_list_is_newest_first_and_absolute(get, settings):
    settings.PUBLIC_ADDRESS = "https://www.jiangcheng.gov.cn"
    page = get(LIST)
    assert titles(page) == ["门诊时间调整", "预算绩效管理办法", "预算管理办法"]
    first = page["items"][0]
    assert first["url"] == f"https://www.jiangcheng.gov.cn/publications/{first['identifier']}"
    assert first["published_at"].endswith("+08:00")
    assert page["next"] is None


def test_pages_follow_each_other_without_loss(get, jiangcheng, settings):
    seen, address = [], f"{LIST}?limit=1"
    while address:
        page = get(address.removeprefix(settings.PUBLIC_ADDRESS))
        seen += titles(page)
        address = page["next"]
    assert seen == ["门诊时间调整", "预算绩效管理办法", "预算管理办法"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"publisher={HEALTH}", ["门诊时间调整"]),
        ("kind=news", ["门诊时间调整"]),
        ("channel=policies", ["预算绩效管理办法", "预算管理办法"]),
        (f"channel=policies&publisher={HEALTH}", []),
        ("number=江财[2019]4号", ["预算管理办法"]),
        ("number=江财〔2019〕4号&kind=news", []),
        ("number=", ["门诊时间调整", "预算绩效管理办法", "预算管理办法"]),
    ],
)
def test_filters(get, query, expected):
    assert titles(get(f"{LIST}?{query}")) == expected


def test_words_go_to_the_search(get, jiangcheng):
    follow()
    page = get(f"{LIST}?q=绩效&year=2025")
    assert titles(page)[0] == "预算绩效管理办法"
    assert page["total"] >= 1
    assert titles(get(f"{LIST}?year=2025&kind=news")) == ["门诊时间调整"]


@pytest.mark.parametrize("spelling", [OLD, "江财[2019]4号", "江财（2019）4号", "江财【２０１９】４号"])
def test_a_number_in_any_spelling(get, spelling):
    assert titles(get(f"{LIST}/by-number?number={spelling}")) == ["预算管理办法"]


def test_one_publication_with_relations_both_ways_and_its_proof(get, jiangcheng):
    one = get(f"{LIST}/{jiangcheng.new.identifier}")
    assert one["text"] == "预算绩效管理办法的正文。"
    assert one["keywords"] == ["预算", "绩效"]
    assert one["attachments"][0]["name"] == "附表.xlsx"
    assert one["made_on"] == "2025-05-30"
    assert one["relations"][0] | {"evidence": ""} == {
        "kind": "repeals",
        "label": "预算管理办法",
        "identifier": jiangcheng.old.identifier,
        "state": "found",
        "evidence": "",
    }
    other = get(f"{LIST}/{jiangcheng.old.identifier}")
    assert other["inverse_relations"][0]["identifier"] == jiangcheng.new.identifier
    assert one["proof"]["digest"] == publications.current(jiangcheng.new).digest
    entry = ledger.of(jiangcheng.new.identifier)[0]
    assert (one["proof"]["index"], one["proof"]["leaf"]) == (entry.index, entry.leaf)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (f"{LIST}?limit=0", 422, "invalid"),
        (f"{LIST}?limit=101", 422, "invalid"),
        (f"{LIST}?kind=nonsense", 422, "invalid"),
        (f"{LIST}?year=1", 422, "invalid"),
        (f"{LIST}?publisher=%00", 422, "invalid"),
        (f"{LIST}?before=garbage", 400, "bad_request"),
        (f"{LIST}?q=x&before=garbage", 400, "bad_request"),
        (f"{LIST}?q=x&before={'9' * 30}", 400, "bad_request"),
        (f"{LIST}?q=x&before=%E4%B8%80", 400, "bad_request"),
        (f"{LIST}/by-number", 422, "invalid"),
        (f"{LIST}/{FINANCE}/2025-999999", 404, "not_found"),
        (f"{LIST}/%00/x", 422, "invalid"),
        ("/api/v1/nothing", 404, "not_found"),
        ("/api/", 404, "not_found"),
    ],
)
def test_errors_are_json_in_chinese(get, address, status, code):
    body = get(address, status)
    assert body["code"] == code
    assert body["message"]


def test_anybody_may_read_and_an_unchanged_answer_is_304(client, jiangcheng):
    answer = client.get(f"{LIST}/{jiangcheng.new.identifier}")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["Gongkai-Tags"] == f"organisations publication:{jiangcheng.new.identifier}"
    again = client.get(f"{LIST}/{jiangcheng.new.identifier}", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{LIST}?channel=policies")["Gongkai-Tags"] == "channel:policies organisations"
    assert client.get(LIST)["Gongkai-Tags"] == "latest organisations"
    assert "channel" in client.get(LIST)["Gongkai-Query"].split()


@pytest.mark.parametrize(
    "query",
    ["year=2025", "kind=news&kind=document", "validity=valid", "channel=x%0D%0Ay", "publisher=nobody"],
)
def test_what_the_index_answers_and_what_is_empty_is_not_stored(client, jiangcheng, query):
    """The index may lag: a list rendered from it would stay after a withdrawal."""
    follow()
    assert "Gongkai-Tags" not in client.get(f"{LIST}?{query}").headers


def test_validity_on_a_day(get, jiangcheng):
    new = f"{LIST}/{jiangcheng.new.identifier}"
    assert [get(f"{new}?on={day}")["validity"] for day in ("2025-05-29", "2025-05-30", "2030-01-01")] == [
        "",
        "valid",
        "valid",
    ]
    assert {row["validity"] for row in get(f"{LIST}?kind=document&on=1990-01-01")["items"]} == {""}
    for day in ("1990", "2025-13-01", "2024-W01-1", "0", "明天"):
        assert get(f"{new}?on={day}", 422)["details"]
        get(f"{LIST}?on={day}", 422)


def test_filters_add_up_and_their_values_are_alternatives(get, jiangcheng):
    follow()
    assert len(titles(get(f"{LIST}?kind=news&kind=document"))) == 3
    assert titles(get(f"{LIST}?publisher={FINANCE}&publisher={HEALTH}&kind=news")) == ["门诊时间调整"]
    assert len(titles(get(f"{LIST}?validity=valid"))) == 2
    assert titles(get(f"{LIST}?mandatory_item=20.9")) == []
    get(f"{LIST}?{'&'.join(['year=2024'] * 21)}", 422)


def test_lists_and_details_are_cheap(get, jiangcheng, django_assert_max_num_queries):
    for number in range(5):
        services.publish(draft(f"第{number}号", FINANCE), by=OPERATOR)
    for address in (LIST, f"{LIST}/{jiangcheng.new.identifier}", "/api/v1/organisations", "/api/v1/channels"):
        with django_assert_max_num_queries(12):
            get(address)


def test_codes_for_the_filters(get):
    assert FINANCE in {row["code"] for row in get("/api/v1/organisations")}
    assert "policies" in {row["code"] for row in get("/api/v1/channels")}


@pytest.fixture
def one_connection():
    """The handler closes old connections around a request; here the test's own must stay open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_operation_holds_its_own_description(jiangcheng, one_connection):
    """Generated requests, some for each operation: no server error, and answers as described."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler())
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @QUICKLY
        @given(case=operation.as_strategy())
        def call(case):
            case.call_and_validate(checks=CHECKS)

        call()
        tried += 1
    assert tried == len(api.urls[0]) - 1  # the root

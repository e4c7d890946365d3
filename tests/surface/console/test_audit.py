"""审计: for the audit administrator alone; exact by person; words for every kind; exports that do no harm."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty

from .. import city

pytestmark = pytest.mark.django_db
MOST = 15  # statements a page
PACKAGE = Path(__file__).resolve().parents[3] / "gongkai"
RECORDERS = {"record", "record_many", "record_made", "record_ended", "noted", "_noted", "_record"}


@pytest.fixture
def auditor(client, jiangcheng):
    client.force_login(city.person("auditor", jiangcheng.root.code, "审计员", Duty.AUDIT))
    return client


@pytest.fixture
def acted(auditor, jiangcheng, client):
    """Two people who hold one post: one withdraws something, the other signs in and out."""
    city.orgs.appoint("reader", f"{city.FINANCE}/1", by=city.OPERATOR)
    for name, step in (("clerk", "withdraw"), ("reader", "")):
        clicking = type(client)()
        clicking.force_login(getattr(jiangcheng, name))
        if step:
            address = f"/console/publications/{jiangcheng.new.identifier}/withdraw/"
            clicking.post(address, {"ending": "withdrawn", "reason": "附表有误", "confirmed": "1"})
        clicking.post("/console/logout/")
    return auditor


def test_a_person_is_filtered_exactly_though_two_hold_the_post(acted):
    page = acted.get("/console/audit/?person=clerk").content.decode()
    assert "撤回" in page.split("<tbody>")[1] and "公开专员clerk" in page
    rows = acted.get("/console/audit/?person=reader").content.decode().split("<tbody>")[1]
    assert "撤回" not in rows and "退出登录" in rows
    assert "没有符合条件的事项" in acted.get("/console/audit/?person=nobody").content.decode()


def test_other_filters_narrow(acted, jiangcheng):
    def rows(query):
        return acted.get(f"/console/audit/?{query}").content.decode().partition("<tbody>")[2]

    assert "撤回" in rows("kind=publication.withdrawn") and "岗位：设立" not in rows(
        "kind=publication.withdrawn"
    )
    assert "人员：开设账号" in rows(f"about={jiangcheng.clerk.pk}")
    assert rows(f"organisation={city.HEALTH}") == ""
    assert "撤回" in rows(f"organisation={city.FINANCE}")
    assert rows("to=2020-01-01") == "" and "撤回" in rows("from=2020-01-01")


def test_what_is_no_date_or_cursor_is_a_bad_request(auditor):
    for query in (
        "from=2026-13-40",
        "to=9999-12-31",
        "before=x",
        "person=%00",
        "before=2026-01-01T00:00:00~1",
    ):
        assert auditor.get(f"/console/audit/?{query}").status_code == 400
    for query in ("person=99999999999999999999", "about=1e9", "organisation=x", "kind=x"):
        assert auditor.get(f"/console/audit/?{query}").status_code == 200


def test_a_page_takes_few_statements_and_goes_on(auditor, django_assert_max_num_queries):
    auditor.get("/console/posts/")
    for number in range(60):
        city.orgs.create_post(city.FINANCE, f"岗位{number}", by=city.OPERATOR)
    with django_assert_max_num_queries(MOST):
        page = auditor.get("/console/audit/").content.decode()
    assert "下一页" in page


def test_only_audit_sees_it(client, jiangcheng):
    client.force_login(city.person("security", jiangcheng.root.code, "安全管理员", Duty.SECURITY, Duty.READ))
    assert client.get("/console/audit/").status_code == 403
    assert client.post("/console/audit/export/csv/").status_code == 403


def test_a_department_sees_its_own_entries_only(client, acted, jiangcheng):
    client.force_login(city.person("local", city.HEALTH, "审计员", Duty.AUDIT))
    page = client.get("/console/audit/").content.decode()
    assert "没有符合条件" in page
    assert "没有符合条件" in client.get(f"/console/audit/?organisation={city.FINANCE}").content.decode()


def test_a_csv_is_streamed_recorded_and_harmless(acted, jiangcheng):
    city.orgs.change_organisation(city.FINANCE, by=city.OPERATOR, short_name="=HYPERLINK(1)")
    answer = acted.post("/console/audit/export/csv/", {"person": "clerk"})
    assert answer.streaming and "attachment" in answer["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][0] == "时间" and rows[1][6] == "公开专员clerk"
    assert all(row[3].startswith("'=HYPERLINK") for row in rows[1:] if row[4].startswith(city.FINANCE))
    entry = ledger.of("audit")[-1]
    assert entry.kind == "audit.exported" and ledger.facts(entry) == {"filtered": ["person"], "form": "csv"}


def test_a_workbook_holds_the_same(acted):
    answer = acted.post("/console/audit/export/xlsx/", {"kind": "publication.withdrawn"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][1] == "事项" and [row[1] for row in rows[1:]] == ["撤回"]

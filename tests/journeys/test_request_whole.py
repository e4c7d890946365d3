"""Whole requests, the applicant in one browser and the office in others: from the form to the last word.

Corrected, consulted about, extended, partly disclosed, satisfied; and not held, reconsidered, corrected. At
both widths, with scripts and without.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.desk.disclosure.models import DisclosureRequest
from gongkai.desk.disclosure.queries.statistics import table_four_of
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.satisfaction import Satisfaction
from gongkai.desk.disclosure.rules.stages import Stage
from gongkai.desk.disclosure.rules.tables import TOTAL, Cell
from tests.journeys.casework import PEOPLE, SUBJECT, given, replied, reviewed, step
from tests.journeys.test_request_apply import applied, looked_at

pytestmark = pytest.mark.browser


@pytest.mark.django_db  # pytest-django makes the database for marked tests only
def test_nobody_sees_a_case_before_its_code(city):
    context = city.open("desktop")
    page = context.new_page()
    page.goto("/requests/status/")
    expect(page.locator("#code")).to_be_visible()
    context.close()


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "身份证明.txt"
    path.write_text("身份证明的扫描件", encoding="utf-8")
    return path


def begun(seat, enter, scan):
    """An applicant who has applied, the case, and the officer, who has confirmed it."""
    for role in PEOPLE:
        enter(role)  # whoever is asked must be there when it is their turn
    citizen = seat()
    number, _code = applied(citizen, scan)
    case = DisclosureRequest.objects.get(number=number)
    step(enter("officer"), case, "confirm", subject=SUBJECT)
    return citizen, case


def looks(citizen, headline):
    citizen.goto("/requests/status/")
    expect(citizen.locator("h1")).to_have_text(headline)


def test_corrected_consulted_extended_partly_disclosed_and_satisfied(seat, enter, scan, tmp_path):
    citizen, case = begun(seat, enter, scan)
    officer = enter("officer")
    step(officer, case, "correction", words="请写明是哪一所学校。", days="10")
    looks(citizen, "请您补正申请")
    citizen.fill("#words", "东湖第一小学")
    citizen.click("text=提交补正")
    expect(citizen.locator(".stages")).to_contain_text("东湖第一小学")
    step(officer, case, "consult", reference="函1号", words="请就评估报告是否可以公开提出意见。")
    citizen.reload()
    expect(citizen.locator(".stages")).to_contain_text("征求")
    step(
        officer, case, "answered", reference="函1号", agrees="no", words="测算参数属于商业秘密，不同意公开。"
    )
    step(officer, case, "ask_extension", days="5", words="需要核对材料")
    step(enter("head"), case, "extend", days="5", words="需要核对材料")
    case.refresh_from_db()
    looks(citizen, "您的申请正在办理")
    expect(citizen.locator(".lead")).to_contain_text(str(case.due_on))
    expect(citizen.locator(".stages")).to_contain_text("需要核对材料")
    looked_at(citizen, "extended")
    given(officer, case, tmp_path)
    replied(officer, case)
    for who in ("first", "final"):
        reviewed(enter(who), case)
    step(officer, case, "deliver", way="electronic")
    citizen.reload()
    expect(citizen.locator(".lead")).to_contain_text("部分公开")
    expect(citizen.locator("#reply")).to_contain_text("除单价以外")
    expect(citizen.locator("#reply")).to_contain_text("应当先自收到本答复书之日起")
    with citizen.expect_download() as download:
        citizen.click("a[download]:has-text('答复书.pdf')")
    assert download.value.suggested_filename == "答复书.pdf"
    looked_at(citizen, "replied")
    citizen.check("input[name=score][value='5']")
    citizen.click("text=提交评价")
    expect(citizen.locator("#rate strong")).to_have_text(Satisfaction(5).label)
    row = DisclosureRequest.objects.get(pk=case.pk)
    assert (row.stage, row.outcome, row.satisfaction) == (Stage.ENDED, Outcome.PARTIAL, 5)


def test_not_held_reconsidered_and_corrected_is_counted_in_table_four(seat, enter, scan, tmp_path):
    citizen, case = begun(seat, enter, scan)
    officer, today = enter("officer"), timezone.localdate()
    before = table_four_of([case.organisation_id], today.year)
    given(officer, case, tmp_path, "search")
    replied(officer, case, "not_held", reasons="检索了办公系统和档案，没有找到。")
    for who in ("first", "final"):
        reviewed(enter(who), case)
    step(officer, case, "deliver", way="electronic")
    looks(citizen, "您的申请已经办结")
    expect(citizen.locator(".lead")).to_contain_text("不掌握")
    expect(citizen.locator("#reply")).to_contain_text("应当先自收到本答复书之日起")
    looked_at(citizen, "not-held")
    step(officer, case, "dispute", row="reconsidered", filed_on=str(today))
    step(officer, case, "conclude", result="corrected", on=str(today), redo_by=str(today))
    step(officer, case, "redo", on=str(today))
    expect(officer.locator("main")).to_contain_text("结果纠正")
    after = table_four_of([case.organisation_id], today.year)
    changed = {cell for cell in after if after[cell] != before[cell]}
    assert changed == {Cell(4, "reconsidered", "corrected"), Cell(4, "reconsidered", TOTAL)}
    assert all(after[cell] == before[cell] + 1 for cell in changed)

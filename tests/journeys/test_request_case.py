"""An officer takes a request on paper from the counter to the archive, in a real browser.

Not held, reviewed by two, reconsidered and corrected; at both widths, with scripts and without.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.desk.disclosure.models import CaseFile, DisclosureRequest
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Purpose, Stage
from tests.desk.disclosure import asking
from tests.journeys.casework import PEOPLE, SUBJECT, given, replied, reviewed, step
from tests.journeys.test_request_apply import looked_at

pytestmark = pytest.mark.browser
PERSONAL = (asking.APPLICATION.name, asking.APPLICATION.identity_number, asking.APPLICATION.telephone)


@pytest.mark.django_db  # pytest-django makes the database for marked tests only
def test_nobody_comes_in_without_signing_in(city):
    context = city.open("desktop")
    page = context.new_page()
    page.goto("/console/requests/")
    expect(page.locator("#id_password")).to_be_visible()
    context.close()


def test_on_paper_not_held_disputed_corrected_and_archived(city, enter, tmp_path):
    """What came on paper is registered, not held, reconsidered and corrected, answered anew, and filed."""
    for role in PEOPLE:
        enter(role)
    officer = enter("officer")
    case = registered(officer)
    officer.goto("/console/requests/")
    looked_at(officer, "list")
    expect(officer.locator("main")).to_contain_text(case.number)
    step(officer, case, "confirm", subject=SUBJECT)
    hidden(officer, case)
    given(officer, case, tmp_path, "search")
    replied(officer, case, "not_held", reasons="检索了办公系统和档案，没有找到。")
    for who in ("first", "final"):
        reviewed(enter(who), case)
    step(officer, case, "deliver", way="post")
    served(officer, case)
    today = str(timezone.localdate())
    step(officer, case, "dispute", row="reconsidered", filed_on=today)
    step(officer, case, "conclude", result="corrected", on=today, redo_by=today)
    step(officer, case, "redo", on=today)
    step(officer, case, "archive")
    row = DisclosureRequest.objects.get(pk=case.pk)
    assert (row.stage, row.outcome) == (Stage.ARCHIVED, Outcome.NOT_HELD)
    assert row.disputes.get().redone_on == timezone.localdate()
    expect(officer.locator("main")).to_contain_text("结果纠正")


def registered(page):
    """From the form at the counter to the receipt, and on to the case."""
    page.goto("/console/requests/new/")
    looked_at(page, "entry")
    for name in ("applicant", "identity", "form", "way"):
        page.select_option(f"#id_{name}", index=1)
    for name in ("name", "identity_number", "telephone", "title"):
        page.fill(f"#id_{name}", getattr(asking.APPLICATION, name))
    page.fill("#id_address", "江城市某路 1 号")
    page.click("text=登记并出具回执")
    expect(page.locator(".gk-once")).to_be_visible()
    looked_at(page, "receipt")
    number = page.locator("dd.gk-code").first.inner_text()
    page.click("text=去办理这件申请")
    return DisclosureRequest.objects.get(number=number)


def hidden(page, case):
    """The case's page has no word of the applicant; the button opens them."""
    page.goto(f"/console/requests/{case.pk}/")
    looked_at(page, "case")
    assert not [word for word in PERSONAL if word in page.content()]
    page.click("text=查看申请人信息")
    expect(page.locator("h1")).to_have_text("申请人和申请的内容")
    looked_at(page, "opened")
    for word in PERSONAL:
        expect(page.locator("main")).to_contain_text(word)
    page.click("text=关闭，回到办理")


def served(page, case):
    """The case says how it ended, and the letter comes as PDF."""
    expect(page.locator(".gk-done-note")).to_contain_text("不掌握")
    letter = CaseFile.objects.get(case=case, purpose=Purpose.LETTER, format="pdf")
    with page.expect_download() as download:
        page.click(f"form[action$='/files/{letter.pk}/'] button")
    assert download.value.suggested_filename == "答复书.pdf"

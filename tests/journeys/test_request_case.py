"""An officer takes a request from its confirmation to its delivered reply, in a real browser.

Corrected, a third party consulted, extended by the head, partly disclosed, reviewed by two; at both widths,
with scripts and without.
"""

import re
from itertools import count

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.desk.disclosure.models import CaseFile, DisclosureRequest
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Purpose, Stage
from gongkai.desk.disclosure.services import filing, handling
from gongkai.desk.disclosure.services.cases import APPLICANT
from gongkai.ground.orgs.rules import Duty
from tests.desk.disclosure import asking
from tests.journeys.test_request_apply import looked_at
from tests.record.editorial import making
from tests.surface.city import armed, one_time

pytestmark = pytest.mark.browser
PEOPLE = {
    "officer": (Duty.READ, Duty.DISCLOSE),
    "head": (Duty.READ, Duty.CONSENT),
    "first": (Duty.READ, Duty.REVIEW),
    "final": (Duty.READ, Duty.FINAL),
}
SUBJECT = "运动场改造项目合同"
numbers = count()
PERSONAL = (asking.APPLICATION.name, asking.APPLICATION.identity_number, asking.APPLICATION.telephone)


@pytest.fixture(
    params=[("desktop", True), ("phone", True), ("desktop", False)],
    ids=["desktop", "phone", "desktop without scripts"],
)
def enter(request, city):
    """Signs people of the education department in with both factors; one page for each.

    Errors on the browser's console fail the test.
    """
    device, scripts = request.param
    pages, faults = {}, []

    def entered(role):
        if role not in pages:
            name = f"{role}{next(numbers)}"
            making.staff(name, city.town.bodies["市教育局"], *PEOPLE[role])
            secret = armed(name)
            page = city.open(device, scripts=scripts).new_page()
            page.set_default_timeout(15_000)
            page.on("console", lambda said: said.type == "error" and faults.append(said.text))
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto("/console/")
            page.fill("#id_username", name)
            page.fill("#id_password", making.PASSWORD)
            page.click("button[type=submit]")
            page.fill("#id_code", one_time(secret))
            page.click("text=继续")
            expect(page.locator("h1")).to_have_text("待处理")
            pages[role] = page
        return pages[role]

    yield entered
    for page in pages.values():
        page.context.close()
    assert not [fault for fault in faults if "422" not in fault]  # what a form refuses is no fault


@pytest.mark.django_db  # pytest-django makes the database for marked tests only
def test_nobody_comes_in_without_signing_in(city):
    context = city.open("desktop")
    page = context.new_page()
    page.goto("/console/requests/")
    expect(page.locator("#id_password")).to_be_visible()
    context.close()


def step(page, case, name, **fields):
    """Open a step from the case's page, fill it in, tick, send."""
    page.goto(f"/console/requests/{case.pk}/steps/{name}/")
    looked_at(page, f"step-{name}")
    for field, value in fields.items():
        place = page.locator(f"#id_{field}")
        if place.evaluate("place => place.tagName") == "SELECT":
            place.select_option(value)
        else:
            place.fill(value)
    if page.locator("input[name=sure]").count():
        page.check("input[name=sure]")
    page.click("form.gk-form button.gk-main")
    expect(page.locator(".messages")).to_contain_text(case.number)


def test_from_confirmation_to_the_delivered_reply(city, enter, tmp_path):
    code = city.town.bodies["市教育局"]
    case, _ = filing.submit(code, asking.APPLICATION, next(asking.tokens))
    for role in PEOPLE:
        enter(role)  # whoever is asked must be there when it is their turn
    officer = enter("officer")
    expect(officer.locator("main")).to_contain_text("确认收到")
    officer.goto("/console/requests/")
    looked_at(officer, "list")
    expect(officer.locator("main")).to_contain_text(case.number)
    step(officer, case, "confirm", subject=SUBJECT)
    step(officer, case, "correction", words="请写明合同的签订年份。", days="10")
    handling.correct(case.pk, words="是2025年签订的", by=APPLICANT)
    step(officer, case, "consult", reference="函1号", words="请就单价是否可以公开提出意见。")
    step(officer, case, "answered", reference="函1号", words="单价属于商业秘密，不同意公开。")
    step(officer, case, "ask_extension", days="5", words="需要核对材料")
    step(enter("head"), case, "extend", days="5", words="需要核对材料")
    hidden(officer, case)
    given(officer, case, tmp_path)
    replied(officer, case)
    for who in ("first", "final"):
        reviewed(enter(who), case)
    step(officer, case, "deliver", way="electronic")
    expect(officer.locator(".gk-done-note")).to_contain_text("部分公开")
    served(officer, case)


def test_on_paper_not_held_disputed_corrected_and_archived(city, enter, tmp_path):
    """What came on paper is registered, not held, reconsidered and corrected, answered anew, and filed."""
    for role in PEOPLE:
        enter(role)
    officer = enter("officer")
    case = registered(officer)
    step(officer, case, "confirm", subject=SUBJECT)
    given(officer, case, tmp_path, "search")
    replied(officer, case, "not_held", reasons="检索了办公系统和档案，没有找到。")
    for who in ("first", "final"):
        reviewed(enter(who), case)
    step(officer, case, "deliver", way="post")
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


def given(page, case, tmp_path, purpose="provided"):
    file = tmp_path / "材料.txt"
    file.write_text("合同正文，单价已删去。", encoding="utf-8")
    page.goto(f"/console/requests/{case.pk}/")
    page.click("text=加材料")
    page.select_option("#id_purpose", purpose)
    page.set_input_files("#id_files", file)
    page.click("button:has-text('上传')")
    expect(page.locator(".messages")).to_contain_text("已加 1 份材料")


def replied(
    page, case, outcome="partial", reasons="单价属于第三方的商业秘密，第三方不同意公开且有合理理由。"
):
    """From the template to review."""
    page.click("text=起草答复书")
    page.select_option("#id_outcome", outcome)
    page.click("text=填入模板")
    expect(page.locator("#id_reasons")).to_have_value(re.compile("＿＿＿"))
    page.click("button:has-text('预览')")
    expect(page.locator(".gk-errors")).to_contain_text("空白")
    page.fill("#id_number", f"江教依申复〔2026〕{case.pk}号")
    page.fill("#id_answer", "现将合同中除单价以外的部分提供给您。" if outcome == "partial" else "")
    page.fill("#id_reasons", reasons)
    page.fill("#id_elsewhere", "")
    page.click("button:has-text('预览')")
    expect(page.locator(".gk-letter")).to_contain_text("周晓梅：")
    looked_at(page, "reply")
    expect(page.locator(".gk-letter")).to_contain_text("应当先自收到本答复书之日起")
    page.click("button:has-text('保存')")
    step(page, case, "submit")


def reviewed(page, case):
    page.goto("/console/")
    page.click(f"[data-row] a:has-text('{case.number}')")
    assert asking.APPLICATION.name not in page.content()
    page.click("text=打开答复书")
    expect(page.locator(".gk-letter")).to_contain_text("应当先自收到本答复书之日起")
    looked_at(page, "review")
    page.check("input[name=outcome][value=approved]")
    page.click(".gk-panel button:has-text('提交')")
    expect(page.locator("h1")).to_have_text("待处理")


def served(page, case):
    """The case ended with its outcome, and the letter comes as PDF."""
    row = DisclosureRequest.objects.get(pk=case.pk)
    assert (row.stage, row.outcome) == (Stage.ENDED, Outcome.PARTIAL)
    letter = CaseFile.objects.get(case=row, purpose=Purpose.LETTER, format="pdf")
    with page.expect_download() as download:
        page.click(f"form[action$='/files/{letter.pk}/'] button")
    assert download.value.suggested_filename == "答复书.pdf"

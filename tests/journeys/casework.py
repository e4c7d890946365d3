"""What officers and reviewers do on the screens of requests, step by step, for the journeys."""

import re
from itertools import count

from playwright.sync_api import expect

from gongkai.ground.orgs.rules import Duty
from tests.journeys.test_request_apply import looked_at
from tests.record.editorial import making
from tests.surface.city import armed, one_time

PEOPLE = {
    "officer": (Duty.READ, Duty.DISCLOSE),
    "head": (Duty.READ, Duty.CONSENT),
    "first": (Duty.READ, Duty.REVIEW),
    "final": (Duty.READ, Duty.FINAL),
}
SUBJECT = "运动场改造项目合同"
NAME = "周晓梅"  # of every applicant in the journeys
numbers = count()


def signed_in(page, role, organisation, duties):
    """A new person with these duties, past password and second factor, at the work list."""
    name = f"{role}{next(numbers)}"
    making.staff(name, organisation, *duties)
    secret = armed(name)
    page.goto("/console/")
    page.fill("#id_username", name)
    page.fill("#id_password", making.PASSWORD)
    page.click("button[type=submit]")
    page.fill("#id_code", one_time(secret))
    page.click("text=继续")
    expect(page.locator("h1")).to_have_text("待处理")


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
    assert NAME not in page.content()
    page.click("text=打开答复书")
    expect(page.locator(".gk-letter")).to_contain_text("应当先自收到本答复书之日起")
    looked_at(page, "review")
    page.check("input[name=outcome][value=approved]")
    page.click(".gk-panel button:has-text('提交')")
    expect(page.locator("h1")).to_have_text("待处理")

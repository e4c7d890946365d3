"""A complaint on the desk of the organ above, in a browser: opened, answered, destroyed after appraisal."""

import pytest
from playwright.sync_api import expect

from gongkai.desk.disclosure.models import Complaint
from gongkai.desk.disclosure.rules.complaints import Complaint as Content
from gongkai.desk.disclosure.rules.complaints import State
from gongkai.desk.disclosure.services import complaining
from gongkai.ground.orgs.queries import root
from gongkai.ground.orgs.rules import Duty
from tests.desk.disclosure import asking
from tests.journeys.casework import signed_in
from tests.journeys.test_request_apply import looked_at

pytestmark = pytest.mark.browser
CONTENT = Content("公开指南里没有电话", "周晓梅", "13800138000")


@pytest.mark.django_db  # pytest-django makes the database for marked tests only
def test_nobody_reads_complaints_before_signing_in(city):
    context = city.open("desktop")
    page = context.new_page()
    page.goto("/console/complaints/")
    expect(page.locator("#id_password")).to_be_visible()
    context.close()


def test_it_is_answered_by_who_supervises_and_destroyed_by_the_head(city, seat):
    row, _code = complaining.complain(city.town.bodies["市教育局"], CONTENT, next(asking.tokens))
    supervisor, head = seat(), seat()
    signed_in(supervisor, "supervisor", root().code, (Duty.READ, Duty.SUPERVISE))
    signed_in(head, "city-head", root().code, (Duty.READ, Duty.CONSENT))
    address = f"/console/complaints/{row.pk}/"
    supervisor.click(f"[data-row] a:has-text('{row.number}')")
    looked_at(supervisor, "complaint-closed")
    supervisor.click("text=打开投诉")
    expect(supervisor.locator("main")).to_contain_text(CONTENT.name)
    supervisor.fill("#id_words", "已督促三日内补上电话。")
    supervisor.check("input[name=sure]")
    supervisor.click("button:has-text('回复')")
    expect(supervisor.locator(".messages")).to_contain_text("已回复")
    head.goto("/console/complaints/")
    looked_at(head, "complaints")
    head.click(f"[data-row] a:has-text('{row.number}')")
    expect(head.locator("text=打开投诉")).to_have_count(0)
    looked_at(head, "complaint-appraised")
    head.click("button:has-text('销毁')")
    expect(head.locator("[role=alert]")).to_contain_text("请勾选确认")
    head.check("input[name=sure]")
    head.click("button:has-text('销毁')")
    expect(head.locator(".messages")).to_contain_text("已经销毁")
    supervisor.goto(address)
    expect(supervisor.locator("main")).to_contain_text("不能恢复")
    looked_at(supervisor, "complaint-destroyed")
    assert Complaint.objects.get(pk=row.pk).state == State.DESTROYED

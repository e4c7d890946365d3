"""A consultation from its draft to the document that came of it, at both widths, with scripts and without."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.desk.consultations.models import Comment, Consultation
from gongkai.desk.consultations.services import checking, closing, reviewing
from gongkai.ground.orgs.rules import Duty, system
from gongkai.record.catalogue.models import Publication
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.journeys.casework import signed_in
from tests.journeys.test_request_apply import looked_at, proven
from tests.record.editorial import making

pytestmark = pytest.mark.browser
TITLE = "江城市中小学课后服务管理办法（征求意见稿）"
TEXT = """第一章 总则
第一条 为了规范中小学课后服务，减轻学生负担，制定本办法。
第二章 服务
第二条 学校应当在每个教学日提供课后服务，结束时间不早于当地下班时间。
第三条 课后服务的收费标准由市价格主管部门制定并公布。"""
WRITER, PUBLISHER = (Duty.READ, Duty.DRAFT), (Duty.READ, Duty.PUBLISH)
DUTIES = {
    Stage.FIRST: Duty.REVIEW,
    Stage.SECOND: Duty.REVIEW,
    Stage.SECRECY: Duty.SECRECY,
    Stage.LEGALITY: Duty.LEGALITY,
    Stage.FINAL: Duty.FINAL,
}


@pytest.fixture(scope="module")
def reviewers(city):
    """Who reviews: their screens are those of every draft."""
    code = city.town.bodies["市教育局"]
    return {
        stage: making.staff(f"consultation-{stage}", code, Duty.READ, duty, Duty.PUBLISH)
        for stage, duty in DUTIES.items()
    }


def approved(key: int, reviewers: dict[Stage, object]) -> None:
    row = Consultation.objects.get(pk=key)
    kind = checking.kind_of(row)
    review = reviews.opened(kind, str(key))
    for stage in STAGES[review.profile]:
        reviewing.decide(kind, review.pk, Outcome.APPROVED, "", stage=stage, by=reviewers[stage])


def written(page: Page) -> int:
    """The draft by the form, sent to review; its number."""
    page.goto("/console/consultations/")
    looked_at(page, "consultations-empty")
    page.click("a:has-text('起草征集')")
    page.fill("#id_title", TITLE)
    page.fill("#id_explanation", "课后服务已经实行两年，需要把做法定下来。")
    page.fill("#id_text", TEXT)
    page.fill("#id_ways", "来信请寄江城市教育局，信封注明“课后服务意见”。")
    looked_at(page, "consultation-edit")
    page.click("button:has-text('保存')")
    expect(page.locator(".gk-warning")).to_contain_text("承办处室和联系方式")
    page.click("a.gk-button:has-text('修改')")
    page.fill("#id_contact", "教育局基础教育处")
    page.click("button:has-text('保存')")
    expect(page.locator(".messages")).to_contain_text("已保存")
    page.reload()  # the message fades in, and is pale while it does
    looked_at(page, "consultation-draft")
    page.click("button:has-text('草案送审')")
    expect(page.locator(".messages")).to_contain_text("已送审")
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def spoken(page: Page, key: int) -> None:
    """A citizen finds the second clause and says what to change; first without a stance."""
    page.goto("/consultations/")
    expect(page.locator("main")).to_contain_text("还有 30 天")
    looked_at(page, "consultation-list")
    page.click(f"a[href='/consultations/{key}/']")
    looked_at(page, "consultation-page")
    page.click("[aria-label='第二条：对这一条提意见']")
    proven(page)
    page.click("button:has-text('提交意见')")
    expect(page.locator("[role=alert]")).to_contain_text("请选择赞成")
    looked_at(page, "consultation-wrong")
    page.check("[name=stance][value=amend]")
    page.fill("#words", "应当允许家长分时段来接，电话13800138000")
    page.wait_for_timeout(3_500)  # a person needs longer than three seconds
    proven(page)
    page.click("button:has-text('提交意见')")
    expect(page.locator("main")).to_contain_text("您的意见已经保存")
    looked_at(page, "consultation-received")


def decided(page: Page, key: int) -> None:
    """Refused while the comment has no group, and while its group has no outcome; then written."""
    page.goto(f"/console/consultations/{key}/")
    page.click("button:has-text('结果送审')")
    expect(page.locator("[role=alert]")).to_contain_text("1 条意见还没有归组")
    page.goto(f"/console/consultations/{key}/comments/")
    expect(page.locator("main")).to_contain_text("138****8000")
    page.check("[name=comment]")
    page.fill("form [name=title][maxlength='200']:visible", "分时段接送")
    page.click("button:has-text('所选另立一组')")
    expect(page.locator(".messages")).to_contain_text("新的一组")
    page.reload()
    looked_at(page, "consultation-comments")
    page.goto(f"/console/consultations/{key}/")
    page.click("button:has-text('结果送审')")
    expect(page.locator("[role=alert]")).to_contain_text("“分时段接送”还没有写明采纳情况")
    page.goto(f"/console/consultations/{key}/comments/")
    page.click("summary:has-text('分时段接送')")
    page.check("[name=outcome][value=adopted]")
    page.fill("[name=why]", "已在第二条写明两个接送时段。")
    looked_at(page, "consultation-group")
    page.click("button:has-text('保存采纳情况')")
    page.check("[name=comment]")
    page.click("button:text-is('公开所选')")
    page.goto(f"/console/consultations/{key}/")
    page.fill("#id-summary", "征集期间收到意见一条，采纳一条。")
    page.click("button:text-is('保存')")
    looked_at(page, "consultation-summary")
    page.click("button:has-text('结果送审')")
    expect(page.locator(".messages")).to_contain_text("已送审")


@pytest.mark.django_db  # pytest-django makes the database for marked tests only
def test_a_consultation_that_is_not_there_says_so(city):
    context = city.open("phone", scripts=False)
    assert context.new_page().goto("/consultations/999/").status == 404
    context.close()


def test_a_consultation_from_its_draft_to_the_document_that_came_of_it(seat, city, reviewers):
    code = city.town.bodies["市教育局"]
    citizen = seat()
    device = "phone" if citizen.viewport_size["width"] < 500 else "desktop"
    writer, publisher = (city.open(device).new_page() for _person in WRITER)  # staff's menu needs scripts
    signed_in(writer, "writer", code, WRITER)
    signed_in(publisher, "publisher", code, PUBLISHER)
    key = written(writer)
    approved(key, reviewers)
    publisher.goto(f"/console/consultations/{key}/")
    publisher.click("button:has-text('公布草案')")
    expect(publisher.locator(".messages")).to_contain_text("已公布")
    spoken(citizen, key)
    assert Comment.objects.get(consultation=key).level == "unverified"
    Consultation.objects.filter(pk=key).update(closes_at=timezone.now())  # the last day is over
    assert closing.close_due(timezone.now(), by=system("clock")) == 1
    citizen.reload()
    expect(citizen.locator("main")).not_to_contain_text("对这一条提意见")
    decided(writer, key)
    approved(key, reviewers)
    publisher.goto(f"/console/consultations/{key}/")
    publisher.click("button:has-text('公布结果')")
    expect(publisher.locator(".messages")).to_contain_text("已公布")
    publisher.reload()
    final = Publication.objects.filter(kind="document", status="published").first()
    publisher.fill("#id-final", final.identifier)
    looked_at(publisher, "consultation-finish")
    publisher.click("button:has-text('公布最终决定')")
    expect(publisher.locator(".messages")).to_contain_text("已公布最终决定")
    publisher.goto("/console/consultations/")
    looked_at(publisher, "consultations")
    row = Consultation.objects.select_related("draft", "outcome").get(pk=key)
    citizen.goto(f"/consultations/{key}/")
    expect(citizen.locator(".outcomes")).to_contain_text("已在第二条写明两个接送时段。")
    for path in (row.draft.path, row.outcome.path, final.path):
        assert citizen.locator(f"main a[href='{path}']").count(), path
    looked_at(citizen, "consultation-outcome")
    citizen.goto(row.outcome.path)
    expect(citizen.locator("main")).to_contain_text(final.title)
    looked_at(citizen, "consultation-result")
    for page in (writer, publisher):
        page.context.close()

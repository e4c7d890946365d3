"""A survey from its questions to its published result, at both widths; its citizen without scripts too."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.desk.consultations.models import Survey, SurveyAnswer
from gongkai.desk.consultations.services import survey_review, survey_running, surveys
from gongkai.ground.orgs.rules import Duty
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.desk.consultations import asking
from tests.journeys.casework import signed_in
from tests.journeys.test_request_apply import looked_at, proven
from tests.record.editorial import making

pytestmark = pytest.mark.browser
TITLE = "学校运动场开放时间问卷"
WRITER, PUBLISHER = (Duty.READ, Duty.DRAFT), (Duty.READ, Duty.PUBLISH)
OPTIONS = "放学以后\n周末全天\n节假日\n其他"


@pytest.fixture(scope="module")
def reviewers(city):
    """Who reviews: their screens are those of every draft."""
    code = city.town.bodies["市教育局"]
    people = {Stage.FIRST: ("survey-first", Duty.REVIEW), Stage.FINAL: ("survey-final", Duty.FINAL)}
    return {
        stage: making.staff(name, code, Duty.READ, duty, Duty.PUBLISH)
        for stage, (name, duty) in people.items()
    }


def written(page: Page) -> int:
    """Two questions by buttons; the survey's number."""
    page.goto("/console/surveys/")
    if not page.locator("#id_title").is_visible():
        page.click("summary:has-text('新建问卷')")
    page.fill("#id_title", TITLE)
    page.click("button:has-text('开始写题目')")
    page.fill("#id_introduction", "结果用来安排运动场的开放时间。")
    now = timezone.localtime()
    page.fill("#id_opens_at", f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}")
    page.fill("#id_closes_at", f"{now + timedelta(days=20):%Y-%m-%dT%H:%M}")
    page.click("button:has-text('加一题')")
    page.fill("#words-1", "您是否满意我们优质的场地？")
    page.fill("#options-1", OPTIONS)
    page.click("button:has-text('加一题')")
    expect(page.locator("body")).to_contain_text("有诱导性")
    page.select_option("#kind-2", "scale")
    page.fill("#words-2", "您给现在的开放时间打几分？")
    page.fill("#words-1", "您希望什么时候开放？")
    page.click("button:has-text('加一题')")
    page.select_option("#kind-3", "text")
    page.fill("#words-3", "您还有什么建议？")
    page.uncheck("[name=required-3]")
    page.click("[aria-label='第 2 题上移']")
    page.click("[aria-label='第 1 题下移']")
    expect(page.locator("body")).to_contain_text("检查没有发现问题")
    looked_at(page, "survey-edit")
    page.click("button:has-text('保存并返回')")
    looked_at(page, "survey-draft")
    page.click("button:has-text('送审')")
    expect(page.locator(".messages")).to_contain_text("已送审")
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def answered(page: Page, key: int) -> None:
    """A citizen forgets a question, is told, and answers."""
    page.goto("/surveys/")
    expect(page.locator("main")).to_contain_text("还有 20 天")
    looked_at(page, "survey-list")
    page.click(f"a[href='/surveys/{key}/']")
    looked_at(page, "survey-form")
    page.check("[name=q1][value='2']")
    page.fill("#q3-words", "周末早上开门，电话13800138000")
    proven(page)
    page.click("button:has-text('提交问卷')")
    expect(page.locator("[role=alert]")).to_contain_text("请回答这一题")
    expect(page.locator("[name=q1][value='2']")).to_be_checked()
    looked_at(page, "survey-wrong")
    page.check("[name=q2][value='4']")
    page.wait_for_timeout(6_000)  # a person needs longer than a second a question
    proven(page)
    page.click("button:has-text('提交问卷')")
    expect(page.locator("h1")).to_have_text("已经收到，谢谢您")
    looked_at(page, "survey-thanks")


@pytest.mark.django_db  # pytest-django makes the database for marked tests only
def test_a_survey_that_is_not_there_says_so(city):
    context = city.open("phone", scripts=False)
    page = context.new_page()
    assert page.goto("/surveys/999/").status == 404
    context.close()


def test_a_survey_from_its_questions_to_its_result(seat, city, reviewers):
    code = city.town.bodies["市教育局"]
    citizen = seat()
    device = "phone" if citizen.viewport_size["width"] < 500 else "desktop"
    writer, publisher = (city.open(device).new_page() for _person in WRITER)  # staff's menu needs scripts
    signed_in(writer, "writer", code, WRITER)
    key = written(writer)
    for stage, by in reviewers.items():
        review = reviews.opened(surveys.KIND, str(key))
        survey_review.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=by)
    survey = survey_running.open_now(key, by=reviewers[Stage.FINAL])
    answered(citizen, key)
    assert not SurveyAnswer.objects.get(survey=key).quick
    for number in range(1, 60):
        asking.answered(
            survey, {1: (1 + number % 4,), 2: (1 + number % 5,)}, seconds=0.5 if number < 3 else 60
        )
    signed_in(publisher, "publisher", code, PUBLISHER)
    publisher.goto(f"/console/surveys/{key}/")
    looked_at(publisher, "survey-running")
    publisher.click("summary:has-text('提前截止')")
    publisher.fill("#id_why", "开放安排已经确定")
    publisher.click("button:has-text('现在截止')")
    writer.goto(f"/console/surveys/{key}/")
    writer.select_option("select[name^=text-]", "released")
    writer.click("button:has-text('保存决定')")
    writer.reload()  # without the fading message, whose contrast is measured half way
    writer.fill("#id_conclusion", "周末全天开放采用；节假日因看护人员不足未采用。")
    looked_at(writer, "survey-conclude")
    writer.click("button[value=conclude]")
    publisher.goto(f"/console/surveys/{key}/")
    publisher.click("button[value=report]")
    expect(publisher.locator(".messages")).to_contain_text("结果已公布")
    publisher.goto("/console/surveys/")
    looked_at(publisher, "surveys")
    citizen.goto(f"/surveys/{key}/results/")
    expect(citizen.locator("main")).to_contain_text("疑似机器填写 2 份")
    expect(citizen.locator("main")).to_contain_text("138****8000")
    looked_at(citizen, "survey-result")
    citizen.goto("/surveys/")
    looked_at(citizen, "survey-list-after")
    assert Survey.objects.get(pk=key).publication.versions.count() == 3
    assert Client().get(f"/api/v1/surveys/{key}/results").json()["counted"] == 58
    for page in (writer, publisher):
        page.context.close()

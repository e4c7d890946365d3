"""A visitor answers a survey without scripts, once, in time; what is wrong stands at its field."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from gongkai.desk.consultations.models import SurveyAnswer, SurveyText
from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules.surveys import Level, TextState
from gongkai.desk.consultations.services import survey_answering, survey_results, survey_running
from gongkai.ground.citizens.services import accounts
from gongkai.surface.portal import survey_form
from gongkai.surface.portal.intake import who
from tests.desk.consultations import asking

from .requests.citizen import answer_to, hidden

GOOD = {"q1": "2", "q2": ["1", "3"], "q3": "5", "q4": "多放座椅，电话13800138000"}
SCRIPT = "<script>alert(1)</script>"


def text(response):
    return response.content.decode()


@pytest.fixture
def people(db, at, tmp_path):
    with override_settings(HOME=tmp_path):
        at(asking.BEGUN.replace(day=1))
        made = asking.city()
        at(asking.BEGUN)
        yield made


@pytest.fixture
def survey(people, at):
    return asking.opened(people, at)


def place(survey, part=""):
    return f"/surveys/{survey.pk}/{part}"


def filled(client, survey, slowly=True, **fields):
    """The form as a person without scripts sends it."""
    sent = hidden(text(client.get(place(survey))))
    sent = {name: sent[name] for name in ("token", "opened", "asked")} | GOOD | fields
    if slowly:
        began = timezone.now().timestamp() - asking.SLOWLY
        sent["opened"] = survey_form.stamp(survey.pk, sent["token"], began)
    return sent | {"answer": answer_to(sent["asked"])}


def test_a_visitor_answers_and_gets_a_receipt(survey):
    visitor = Client()
    page = text(visitor.get("/surveys/")).replace("<wbr>", "")
    assert survey.title in page and "还有 22 天" in page
    page = text(visitor.get(place(survey)))
    assert page.count("<fieldset") == 3 and page.count("<legend") == 3 and "（最多选 2 项）" in page
    response = visitor.post(place(survey), filled(visitor, survey))
    row = SurveyAnswer.objects.get()
    assert response.status_code == 302 and response["Location"] == place(survey, f"thanks/?row={row.row}")
    page = text(visitor.get(response["Location"]))
    assert row.row in page and "已经收到" in page and not row.quick
    assert "13800138000" not in SurveyText.objects.get().words
    assert visitor.get(place(survey, "thanks/?row=nobody")).status_code == 302


def test_the_same_form_sent_twice_is_one_answer_and_another_tab_is_another_form(survey):
    visitor = Client()
    sent, other = filled(visitor, survey), filled(visitor, survey)
    first, again = (visitor.post(place(survey), sent)["Location"] for _press in range(2))
    assert first == again and SurveyAnswer.objects.count() == 1
    assert sent["token"] != other["token"]


def test_an_address_answers_only_so_often(survey, monkeypatch):
    monkeypatch.setattr(
        survey_form, "IN_DAY", survey_form.limits.Limit("survey-day", 1, survey_form.limits.DAY)
    )
    visitor = Client()
    assert visitor.post(place(survey), filled(visitor, survey)).status_code == 302
    response = visitor.post(place(survey), filled(visitor, survey))
    assert response.status_code == 429 and "过一小时再试" in text(response)
    assert SurveyAnswer.objects.count() == 1


def test_a_form_filled_in_no_time_is_kept_and_counted_apart(survey):
    visitor = Client()
    assert visitor.post(place(survey), filled(visitor, survey, slowly=False)).status_code == 302
    assert SurveyAnswer.objects.get().quick and queries.result(survey).quick == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answer": ""}, "请回答验证题"),
        ({"website": "http://x.example"}, "没有通过核对"),
        ({"opened": ""}, "打开得太久"),
        ({"opened": "forged"}, "打开得太久"),
        ({"opened": signing.dumps([1, "another form", 0], salt=survey_form.SALT)}, "打开得太久"),
        ({"q1": ""}, "请回答这一题"),
        ({"q2": ["1", "2", "3"]}, "您选了 3 项"),
        ({"q3": "9"}, "没有这个选项"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_chosen_is_lost(survey, changed, said):
    visitor = Client()
    response = visitor.post(place(survey), filled(visitor, survey, q4=SCRIPT) | changed)
    page = text(response)
    assert response.status_code == 422 and said in page and not SurveyAnswer.objects.exists()
    assert "&lt;script&gt;alert(1)" in page and SCRIPT not in page
    if "q1" not in changed:
        assert re.search(r'name="q1" value="2" checked', page)
    sent = {name: unescape(value) for name, value in hidden(page).items()}
    again = filled(visitor, survey) | {name: sent[name] for name in ("token", "opened", "asked")}
    response = visitor.post(place(survey), again | {"answer": answer_to(sent["asked"])})
    assert response.status_code == 302  # mended, it is taken in


def test_a_second_after_the_end_the_form_says_so(survey, monkeypatch):
    visitor = Client()
    sent = filled(visitor, survey)
    end = asking.moment(asking.CLOSES, 18)
    monkeypatch.setattr(timezone, "now", lambda: end + timedelta(seconds=1))
    response = visitor.post(place(survey), sent)
    assert response.status_code == 422 and "没有收下" in text(response) and not SurveyAnswer.objects.exists()
    page = text(visitor.get(place(survey)))
    assert "问卷已经截止" in page and "<fieldset" not in page
    assert "现在没有正在进行的问卷" in text(visitor.get("/surveys/"))


def test_what_is_not_public_is_not_there(people, survey):
    draft = asking.written(people)
    visitor = Client()
    for address in (place(draft), place(survey, "results/"), "/surveys/999/", f"/surveys/{'9' * 30}/"):
        assert visitor.get(address).status_code == 404
    assert visitor.get(f"/api/v1/surveys/{survey.pk}/results").status_code == 404


def test_the_result_is_public_with_charts_tables_and_as_json(
    people, survey, at, django_assert_max_num_queries
):
    visitor = Client()
    visitor.post(place(survey), filled(visitor, survey))
    asking.answered(survey, seconds=0.1)
    at(asking.CLOSES, 18)
    survey_running.close_due(timezone.now(), by=asking.CLOCK)
    keys = SurveyText.objects.values_list("pk", flat=True)
    survey_answering.release(survey.pk, keys, TextState.RELEASED, by=people["drafter"])
    made = survey_results.conclude(survey.pk, "座椅已采用。", revision=2, by=people["drafter"])
    survey_results.publish(survey.pk, revision=made.revision, by=people["final"])
    with django_assert_max_num_queries(15):
        response = visitor.get(place(survey, "results/"))
    page = text(response)
    assert "座椅已采用。" in page and page.count('role="img"') == 3 and page.count("<details>") == 3
    assert "疑似机器填写 1 份" in page and "不是随机抽样" in page and "138****8000" in page
    assert f"publication:{asking.fresh(survey).publication.identifier}" in response.headers["Gongkai-Tags"]
    assert place(survey, "results/") in text(visitor.get("/surveys/"))
    listed = visitor.get("/api/v1/surveys").json()
    assert [(row["id"], row["open"]) for row in listed] == [(survey.pk, False)]
    result = visitor.get(f"/api/v1/surveys/{survey.pk}/results").json()
    assert (result["counted"], result["not_counted"]) == (1, 1)
    assert result["questions"][0]["options"][1]["share"] == 100.0 and result["questions"][2]["mean"] == 5.0


def test_pages_are_cheap(survey, django_assert_max_num_queries):
    for address in ("/surveys/", place(survey)):
        with django_assert_max_num_queries(15):
            assert Client().get(address).status_code == 200


def test_a_citizen_who_signed_in_answers_once_from_whatever_tab(survey):
    visitor, entered = Client(), HttpResponse()
    who.enter(entered, accounts.by_phone("13800138000"))
    visitor.cookies.update(entered.cookies)
    assert "一人一份" in text(visitor.get(place(survey)))
    first, second = filled(visitor, survey), filled(visitor, survey)
    assert visitor.post(place(survey), first).status_code == 302
    response = visitor.post(place(survey), second)
    assert response.status_code == 422 and "您已经答过这份问卷" in text(response)
    assert SurveyAnswer.objects.get().level == Level.TELEPHONE

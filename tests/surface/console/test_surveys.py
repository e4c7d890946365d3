"""A survey on the staff's screens, without scripts: written, reviewed, run, exported, published."""

import io

import pytest
from django.test import override_settings
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.desk.consultations.models import Survey, SurveyText
from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules.surveys import Kind, State, TextState
from gongkai.desk.consultations.services import survey_running
from tests.desk.consultations import asking

from .clients import at as address
from .clients import entered, text

MOST = 15  # statements of a page


@pytest.fixture
def people(db, at, tmp_path):
    with override_settings(HOME=tmp_path):
        at(asking.BEGUN.replace(day=1))
        made = asking.city()
        at(asking.BEGUN)
        yield made


def sent(survey, do, *questions, **fields):
    """What the editor sends: questions as (kind, words, options)."""
    made = {
        "revision": asking.fresh(survey).revision,
        "questions": len(questions),
        "do": do,
        "title": "公园问卷",
        "introduction": "决定增加哪些设施。",
        "opens_at": "2026-03-09T09:00",
        "closes_at": "2026-03-31T18:00",
    }
    for place, (kind, words, options) in enumerate(questions, 1):
        made |= {f"kind-{place}": kind, f"words-{place}": words, f"options-{place}": "\r\n".join(options)}
        made[f"required-{place}"] = "1"
    return made | fields


FIRST = ("single", "您去过公园吗？", ("去过", "没去过"))
SECOND = ("scale", "照明打几分？", ())


def written(client):
    response = client.post(address("begin_survey"), {"title": "公园问卷"})
    survey = Survey.objects.get()
    assert response["Location"] == address("edit_survey", survey.pk)
    return survey


def test_it_goes_from_the_list_to_the_published_result(people, at):
    drafter = entered("drafter")
    survey = written(drafter)
    edit, page = address("edit_survey", survey.pk), address("survey", survey.pk)
    assert "送审以前还要" in text(drafter.get(edit))
    drafter.post(edit, sent(survey, "add"))
    drafter.post(edit, sent(survey, "save", FIRST, SECOND))
    assert "送审以前还要" not in text(drafter.get(edit))
    step = address("step_survey", survey.pk)
    assert "已送审" in text(drafter.post(step, {"step": "submit", "revision": 3}, follow=True))
    for who in ("first", "final"):
        client = entered(who)
        assert "公园问卷" in text(client.get(address("work")))
        review = client.get(page).context["review"]
        decided = {"stage": review.stage, "outcome": "approved"}
        assert client.post(address("decide_survey", review.pk), decided).status_code == 302
    at(asking.OPENS)
    survey_running.open_due(timezone.now(), by=asking.CLOCK)
    asking.answered(survey, {1: (1,), 2: (4,)})
    drafter, final = entered("drafter"), entered("final")  # a week later
    shown = text(final.get(page))
    assert "目前的结果" in shown and "100.0%" in shown and "平均 4.00 分" in shown
    stopped = final.post(step, {"step": "stop", "why": "方案改变"}, follow=True)
    assert "提前截止：方案改变" in text(stopped)
    assert "公布结果" in text(drafter.get(address("work")))
    revision = asking.fresh(survey).revision
    kept = drafter.post(
        step, {"step": "conclude", "conclusion": "照明已改。", "revision": revision}, follow=True
    )
    assert "请由另一人核对后公布" in text(kept)
    told = final.post(step, {"step": "report", "revision": revision + 1}, follow=True)
    assert "结果已公布" in text(told) and asking.fresh(survey).state == State.REPORTED


def test_questions_move_by_buttons_and_every_press_saves(people):
    client = entered("drafter")
    survey = written(client)
    edit = address("edit_survey", survey.pk)
    assert client.post(edit, sent(survey, "add", FIRST))["Location"].endswith("#question-2")
    assert client.post(edit, sent(survey, "up-2", FIRST, SECOND))["Location"].endswith("#question-1")
    assert [one.kind for one in queries.questions(asking.fresh(survey))] == [Kind.SCALE, Kind.SINGLE]
    client.post(edit, sent(survey, "remove-1", SECOND, FIRST))
    assert [one.words for one in queries.questions(asking.fresh(survey))] == [FIRST[1]]
    page = text(client.get(edit))
    assert "去过\n没去过\n</textarea>" in page and 'value="2026-03-09T09:00"' in page
    done = client.post(edit, sent(survey, "done", FIRST))
    assert done["Location"] == address("survey", survey.pk)


def test_of_two_tabs_the_second_is_told_and_keeps_its_words(people):
    client = entered("drafter")
    survey = written(client)
    edit, stale = address("edit_survey", survey.pk), sent(survey, "save", FIRST)
    client.post(edit, sent(survey, "save", SECOND))
    response = client.post(edit, stale)
    assert response.status_code == 422 and "由他人修改" in text(response) and FIRST[1] in text(response)
    wrong = client.post(edit, sent(survey, "save", FIRST, opens_at="昨天\0", title="<script>x</script>"))
    assert wrong.status_code == 422 and "不是时间" in text(wrong) and "<script>x" not in text(wrong)
    assert [one.words for one in queries.questions(asking.fresh(survey))] == [SECOND[1]]


def test_what_is_asked_wrongly_is_told_on_the_page(people):
    client = entered("drafter")
    refused = client.post(address("begin_survey"), {"title": " "})
    assert refused.status_code == 422 and "请写标题" in text(refused)
    survey = asking.written(people)
    step = address("step_survey", survey.pk)
    response = client.post(step, {"step": "conclude", "conclusion": "早了", "revision": 2})
    assert response.status_code == 422 and "截止以后" in text(response)
    assert client.post(step, {"step": "jump"}).status_code == 400
    answered = client.post(address("answer_survey", survey.pk), {"fingerprint": "x", "reason": "y"})
    assert answered.status_code == 422 and "已不存在" in text(answered)
    assert client.get(address("export_survey", survey.pk, "doc")).status_code == 404


def test_words_are_looked_at_and_the_answers_taken_away(people, at):
    survey = asking.opened(people, at)
    asking.answered(survey, texts={4: "=HYPERLINK(1) 电话13800138000"})
    asking.answered(survey, texts={4: "第二条"})
    asking.answered(survey, seconds=0.1)
    client = entered("drafter")
    first, second = SurveyText.objects.order_by("pk").values_list("pk", flat=True)
    page = text(client.get(address("survey", survey.pk)))
    assert "138****8000" in page and f'name="text-{first}"' in page and "疑似机器填写 1 份" in page
    chosen = {
        f"text-{first}": "released",
        f"text-{second}": "withheld",
        "text-x": "released",
        "text-9": "odd",
    }
    assert "已决定 2 条" in text(client.post(address("survey_texts", survey.pk), chosen, follow=True))
    assert SurveyText.objects.get(pk=second).state == TextState.WITHHELD
    table = b"".join(client.get(address("export_survey", survey.pk, "csv"))).decode()
    assert "'=HYPERLINK" in table and "第二条" not in table and "13800138000" not in table
    assert table.count("健身器材；饮水点") == 3 and "2026-03-09" in table and "09:00" not in table
    content = b"".join(client.get(address("export_survey", survey.pk, "xlsx")))
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet.max_row == 4 and [cell.value for cell in sheet[1]][:4] == [
        "编号",
        "日期",
        "核验程度",
        "疑似机器填写",
    ]


def test_a_late_result_stands_above_the_list(people, at):
    asking.closed(people, at)
    at(asking.CLOSES.replace(month=5))
    assert "结果逾期未公布 1 份" in text(entered("first").get(address("surveys")))
    assert "已逾期" in text(entered("first").get(address("survey", Survey.objects.get().pk)))


def test_pages_are_cheap_and_another_organisations_survey_is_not_there(
    people, at, django_assert_max_num_queries
):
    survey, draft = asking.opened(people, at), asking.written(people)
    asking.answered(survey, texts={4: "好"})
    client, other = entered("drafter"), entered("street-drafter")
    places = [address("survey", survey.pk), address("edit_survey", draft.pk), address("survey", draft.pk)]
    for place in (address("surveys"), *places):
        with django_assert_max_num_queries(MOST):
            assert client.get(place).status_code == 200
    for place in (*places, address("export_survey", survey.pk, "csv")):
        assert other.get(place).status_code == 404
    assert other.post(address("step_survey", draft.pk), {"step": "abandon"}).status_code == 404
    assert survey.title not in text(other.get(address("surveys")))

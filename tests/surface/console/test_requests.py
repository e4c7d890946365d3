"""The work list of requests: most urgent first, in words; cheap; in scope; nothing of any applicant."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.disclosure.models import DisclosureRequest
from tests.desk.disclosure import asking

from . import requesting
from .requesting import at, entered, fresh, text

MOST = 12  # statements of the list


@pytest.fixture
def people(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return requesting.city()


def due(case, days):
    on = timezone.localdate() + timedelta(days=days)
    DisclosureRequest.objects.filter(pk=case.pk).update(due_on=on, until=on)


def test_the_most_urgent_first_with_its_days_in_words(people, django_assert_max_num_queries):
    late, soon, waiting = requesting.received(people), requesting.received(people), requesting.submitted()
    due(late, -10)
    due(soon, 0)
    client = entered("case-officer")
    with django_assert_max_num_queries(MOST):
        page = text(client.get(at("requests")))
    order = [page.index(case.number) for case in (late, soon, waiting)]
    assert order == sorted(order)
    assert "超期" in page and "今天到期" in page and "待确认" in page and "其中超期 1 件" in page
    for word in (asking.APPLICATION.name, asking.APPLICATION.identity_number, asking.APPLICATION.telephone):
        assert word not in page


def test_filters_and_pages(people):
    for _ in range(32):
        requesting.received(people)
    client = entered("case-officer")
    first = client.get(at("requests"))
    assert len(first.context["rows"]) == 30
    rest = client.get(at("requests") + first.context["following"])
    assert len(rest.context["rows"]) == 2 and rest.context["following"] == ""
    number = rest.context["rows"][0].case.number
    assert len(client.get(at("requests") + f"?number={number}").context["rows"]) == 1
    assert client.get(at("requests") + "?stage=ended").context["rows"] == []
    assert len(client.get(at("requests") + "?mine=1").context["rows"]) == 30
    assert entered("head").get(at("requests") + "?mine=1").context["rows"] == []
    assert client.get(at("requests") + "?before=garbage_x").status_code == 400
    assert client.get(at("requests") + "?before=2026-13-01_2").status_code == 400


def test_nobody_else_sees_them_and_the_supervisor_only_follows(people):
    case = requesting.received(people)
    assert case.number not in text(entered("street-officer").get(at("requests")))
    assert entered("drafter").get(at("requests")).status_code == 403
    client = entered("supervisor")
    page = text(client.get(at("requests")))
    assert case.number in page and "登记申请" not in page
    assert client.get(at("request", case.pk)).status_code == 200
    assert client.post(at("open_request", case.pk)).status_code == 403


def test_the_table_leaves_without_a_word_of_the_applicant(people, django_assert_max_num_queries):
    case = requesting.received(people, assistance="需要大字")
    client = entered("case-officer")
    answer = client.get(at("export_requests"))
    table = b"".join(answer.streaming_content).decode()
    assert case.number in table and "工程预算批复" in table and "还有" in table
    for word in ("周晓梅", "13800138000", "大字", "滨江路"):
        assert word not in table
    assert fresh(case).number in table


@pytest.mark.parametrize("who", ["case-officer", "head", "supervisor"])
def test_what_waits_is_one_list_of_few_statements(people, who, django_assert_max_num_queries):
    for _ in range(3):
        requesting.received(people)
        requesting.submitted()
    client = entered(who)
    with django_assert_max_num_queries(15):
        page = client.get(at("work"))
    assert ("确认收到" in text(page)) is (who == "case-officer")

"""值班 screens: a month to read and print, shifts by duty officers, another organisation's not found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.ground.orgs.queries import roster
from gongkai.ground.orgs.rules import Duty
from gongkai.ground.orgs.services.roster import set_shift

from .. import city

pytestmark = pytest.mark.django_db
ADDRESS = f"/console/roster/{city.FINANCE}/"


@pytest.fixture
def officer(client, jiangcheng):
    client.force_login(city.person("officer", city.FINANCE, "值班员", Duty.OFFICER))
    return client


def moment(hours):
    return (timezone.localtime() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def sent(name="clerk", begins=-1, ends=3):
    return {"username": name, "from_at": moment(begins), "to_at": moment(ends)}


def test_an_officer_makes_and_clears_a_shift(officer, django_assert_max_num_queries):
    assert officer.get("/console/roster/").headers["Location"] == ADDRESS
    assert officer.post(ADDRESS, sent()).status_code == 302
    (shift,) = roster.on_duty(city.FINANCE)
    assert shift.username == "clerk"
    officer.get("/console/posts/")
    with django_assert_max_num_queries(15):
        page = officer.get(ADDRESS).content.decode()
    assert "现在值班：公开专员clerk" in page
    key = shift.shifts.get().pk
    officer.post(f"{ADDRESS}{key}/clear/")
    assert roster.on_duty(city.FINANCE) == []


def test_what_does_not_fit_is_said(officer):
    for given, words in (
        (sent(begins=3, ends=1), "晚于开始"),
        (sent("other"), "没有登录名"),
        (sent() | {"from_at": "明天"}, "2026-03-05 08:30"),
        ({}, "请选择值班人员"),
    ):
        answer = officer.post(ADDRESS, given)
        assert answer.status_code == 422 and words in answer.content.decode()


def test_months_are_walked(officer):
    page = officer.get(f"{ADDRESS}?month=2026-02").content.decode()
    assert (
        "2026-02-28" in page
        and "2026-03-01" not in page
        and "month=2026-01" in page
        and "month=2026-03" in page
    )
    for month in ("2026-13", "x", "1900-01"):
        assert officer.get(f"{ADDRESS}?month={month}").status_code == 400


def test_others_read_and_change_nothing(client, jiangcheng):
    now = timezone.now()
    shift = set_shift(city.FINANCE, "reader", now, now + timedelta(hours=1), by=city.OPERATOR)
    client.force_login(jiangcheng.clerk)
    page = client.get(ADDRESS).content.decode()
    assert "查阅员reader" in page and "取消" not in page
    assert client.post(ADDRESS, sent()).status_code == 422
    assert client.post(f"{ADDRESS}{shift.pk}/clear/").status_code == 403


def test_another_organisations_roster_is_not_found(officer, jiangcheng):
    now = timezone.now()
    shift = set_shift(city.HEALTH, "other", now, now + timedelta(hours=1), by=city.OPERATOR)
    assert officer.get(f"/console/roster/{city.HEALTH}/").status_code == 404
    assert officer.post(f"/console/roster/{city.HEALTH}/", sent("other")).status_code == 404
    for place in (city.HEALTH, city.FINANCE):
        assert officer.post(f"/console/roster/{place}/{shift.pk}/clear/").status_code == 404
    assert officer.get("/console/roster/?organisation=x").status_code == 404

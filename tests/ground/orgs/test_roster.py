"""值班: shifts, who is on duty now, who is where the own organisation has nobody, whom an alert reaches."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import services
from gongkai.ground.orgs.models import RosterShift
from gongkai.ground.orgs.queries import roster
from gongkai.ground.orgs.rules import (
    Actor,
    Duty,
    NewOrganisation,
    NotAllowed,
    OrganisationKind,
    RuleBroken,
    check_character,
    system,
)
from gongkai.ground.orgs.rules.roster import AHEAD, LONGEST, fits
from gongkai.ground.orgs.services.roster import clear_shift, set_shift

BY = system("test")
OFFICE, STREET = (body + check_character(body) for body in ("01140001", "01140002"))
HOUR = timedelta(hours=1)
NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begins", "ends", "reason"),
    [
        (HOUR, HOUR, "晚于开始"),
        (HOUR, HOUR + LONGEST + HOUR, "最多 14 天"),
        (-2 * HOUR, -HOUR, "已经过去"),
        (AHEAD + HOUR, AHEAD + 2 * HOUR, "提前一年"),
    ],
)
def test_what_a_shift_may_not_be(begins, ends, reason):
    with pytest.raises(RuleBroken, match=reason):
        fits(NOW + begins, NOW + ends, NOW)
    fits(NOW - HOUR, NOW + HOUR, NOW)


@pytest.fixture
def city(db):
    root = services.ensure_root(by=BY)
    for code, parent in ((OFFICE, root.code), (STREET, OFFICE)):
        services.open_organisation(NewOrganisation(code, code, OrganisationKind.DEPARTMENT, parent), by=BY)
    for name, home in (("ann", root.code), ("bob", OFFICE), ("cat", STREET)):
        services.enrol(name, "", "Correct horse 4 battery", organisation=home, by=BY)
    return root


def names(people):
    return [user.username for user in people]


def shift(organisation, name, begins=-HOUR, ends=HOUR, by=BY):
    now = timezone.now()
    return set_shift(organisation, name, now + begins, now + ends, by=by)


def test_the_own_roster_counts_else_the_nearest_above(city):
    assert roster.on_duty(STREET) == []
    shift(city.code, "ann")
    assert names(roster.on_duty(STREET)) == ["ann"]
    shift(OFFICE, "bob")
    assert names(roster.on_duty(STREET)) == ["bob"] and names(roster.on_duty(city.code)) == ["ann"]
    shift(STREET, "cat", HOUR, 2 * HOUR)
    assert names(roster.on_duty(STREET)) == ["bob"]
    assert names(roster.on_duty(STREET, timezone.now() + HOUR + timedelta(minutes=1))) == ["cat"]
    services.User.objects.filter(username="bob").update(is_active=False)
    assert names(roster.on_duty(STREET)) == ["ann"]
    assert roster.on_duty("000000000") == []


def test_two_may_be_on_duty_but_one_only_once(city):
    services.enrol("second", "", "Correct horse 4 battery", organisation=OFFICE, by=BY)
    shift(OFFICE, "bob")
    shift(OFFICE, "second", -HOUR / 2)
    assert names(roster.on_duty(OFFICE)) == ["bob", "second"]
    with pytest.raises(RuleBroken, match="已经排班"):
        shift(OFFICE, "bob", timedelta(0), 3 * HOUR)
    shift(OFFICE, "bob", HOUR, 2 * HOUR)
    with pytest.raises(RuleBroken, match="没有登录名"):
        shift(OFFICE, "ann")


def test_an_alert_goes_to_whoever_is_on_duty_else_to_officers(city):
    assert roster.alerted(STREET) == []
    post = services.create_post(city.code, "值班员", [Duty.OFFICER], by=BY)
    services.appoint("ann", post.code, by=BY)
    assert names(roster.alerted(STREET)) == ["ann"]
    shift(OFFICE, "bob")
    assert names(roster.alerted(STREET)) == ["bob"]
    services.dismiss("ann", post.code, to_on=timezone.localdate() - timedelta(days=1), by=BY)
    assert roster.officers(STREET) == []


def test_a_roster_is_made_by_officers_and_recorded(city):
    made = shift(OFFICE, "bob")
    entry = ledger.of(f"{OFFICE}/roster/{made.pk}")[0]
    assert entry.kind == "roster.set" and "bob" not in entry.facts
    with pytest.raises(NotAllowed):
        shift(OFFICE, "bob", 2 * HOUR, 3 * HOUR, by=Actor("x/1", OFFICE, frozenset({Duty.SECURITY})))
    with pytest.raises(NotAllowed):
        clear_shift(made.pk, by=Actor("x/1", OFFICE))
    clear_shift(made.pk, by=BY)
    assert [one.kind for one in ledger.of(f"{OFFICE}/roster/{made.pk}")] == ["roster.set", "roster.cleared"]


def test_what_is_over_stays_on_the_roster(city):
    made = shift(OFFICE, "bob")
    RosterShift.objects.filter(pk=made.pk).update(from_at=NOW - 2 * HOUR, to_at=NOW - HOUR)
    with pytest.raises(RuleBroken, match="记录须保留"):
        clear_shift(made.pk, by=BY)
    assert names(shift.user for shift in roster.shifts(OFFICE, NOW - 3 * HOUR, NOW)) == ["bob"]
    assert roster.shifts(OFFICE, NOW, NOW + HOUR) == []

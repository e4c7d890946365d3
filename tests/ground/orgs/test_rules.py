"""Organisation codes, scopes, duties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.orgs.rules import (
    CODE_DIGITS,
    EVERYWHERE,
    Actor,
    Duty,
    NotAllowed,
    OrganisationKind,
    RuleBroken,
    Scope,
    Term,
    apart,
    check_character,
    division_key,
    family,
    root_code,
    system,
    valid_code,
)


@pytest.mark.parametrize("code", ["000014349", "011056632", "01145506X"])
def test_codes_in_use_are_valid(code):
    assert valid_code(code)


@pytest.mark.parametrize(
    "code", ["000014348", "00001434", "0000143490", "", "00001434x", "机构代码机构代码码"]
)
def test_other_codes_are_not(code):
    assert not valid_code(code)


@given(st.text(CODE_DIGITS, min_size=8, max_size=8))
def test_every_body_has_one_check_character(body):
    assert [c for c in "0123456789X" if valid_code(body + c)] == [check_character(body)]


@given(st.text(max_size=12))
def test_the_root_has_a_valid_code_whatever_the_site_code(site_code):
    assert valid_code(root_code(site_code))
    assert root_code(site_code) == root_code(site_code)


def test_a_scope_covers_what_lies_below_it_and_nothing_else():
    scope = Scope(("A/B/",))
    assert scope.covers("A/B/") and scope.covers("A/B/C/")
    assert not scope.covers("A/") and not scope.covers("A/BC/")
    assert EVERYWHERE.covers("A/") and not Scope().covers("A/")


def test_an_actor_needs_the_duty_and_the_scope():
    actor = Actor("A/1", "A", frozenset({Duty.READ}), Scope(("A/",)))
    actor.must(Duty.READ, "A/B/")
    with pytest.raises(NotAllowed, match="发布"):
        actor.must(Duty.PUBLISH, "A/")
    with pytest.raises(NotAllowed, match="管辖"):
        actor.must(Duty.READ, "B/")
    system("clock").must(Duty.AUDIT, "B/")


def test_the_three_administrators_are_one_family():
    assert family(Duty.SYSTEM) == family(Duty.SECURITY) == family(Duty.AUDIT) != family(Duty.READ)
    assert len(OrganisationKind.choices()) == len(OrganisationKind)


DAY = date(2026, 3, 5)
SPANS = st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 30)))


def term(duty, span):
    begins, lasts = span
    begun = DAY + timedelta(begins)
    return Term(duty, begun, None if lasts is None else begun + timedelta(lasts))


@given(SPANS, SPANS)
def test_two_administrators_duties_never_share_a_day(one, other):
    """Counted day by day, the slow way."""
    terms = [term(Duty.SYSTEM, one), term(Duty.AUDIT, other)]
    days = [
        {DAY + timedelta(n) for n in range(100) if t.from_on <= DAY + timedelta(n) <= (t.to_on or date.max)}
        for t in terms
    ]
    if days[0] & days[1]:
        with pytest.raises(RuleBroken, match=str(min(days[0] & days[1]))):
            apart(terms)
    else:
        apart(terms)


def test_other_duties_and_the_same_one_twice_may_meet():
    span = (0, None)
    apart([term(Duty.SYSTEM, span), term(Duty.SYSTEM, span), term(Duty.READ, span), term(Duty.PUBLISH, span)])
    ended_before_it_began = Term(Duty.AUDIT, DAY, DAY - timedelta(1))
    apart([term(Duty.SYSTEM, span), ended_before_it_began])


@pytest.mark.parametrize(
    ("written", "held"),
    [("420000", "42"), ("420100", "4201"), ("420106", "420106"), ("420106001000", "420106001"), ("42", "42")],
)
def test_division_codes_lose_the_zeros_that_fill_them_up(written, held):
    assert division_key(written) == held

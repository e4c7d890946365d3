"""Organisation codes, scopes, duties."""

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
    Scope,
    check_character,
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

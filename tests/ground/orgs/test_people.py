"""Rules and reads over people: classes of characters, age of a password, whom one looks after."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.orgs import services
from gongkai.ground.orgs.queries import people as queries
from gongkai.ground.orgs.rules import (
    EVERYWHERE,
    Duty,
    NewOrganisation,
    OrganisationKind,
    Scope,
    check_character,
    system,
)
from gongkai.ground.orgs.rules import people as rules
from gongkai.ground.orgs.services.accounts import describe_account
from gongkai.ground.orgs.services.identities import link_identity

BY = system("test")
PASSWORD = "Correct horse 4 battery"
OFFICE = "01140001" + check_character("01140001")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Ab1-Ab1-Ab", ""),
        ("Ab1-Ab1-A", "至少 10 个字符"),
        ("abcdefghij1", "至少 3 类"),
        ("Abcdefghij1", ""),
        ("密码密码密码密码密码", "至少 3 类"),
        ("密码Ab密码密码密码密", ""),
    ],
)
def test_a_password_is_long_and_of_three_classes(password, reason):
    assert reason in rules.too_plain(password) and bool(reason) == bool(rules.too_plain(password))


@given(st.text(max_size=40))
def test_there_are_four_classes_at_most(password):
    assert 0 <= rules.classes(password) <= 4
    assert rules.classes(password + "aA1-") == 4


def test_a_password_lasts_ninety_days():
    now = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
    assert not rules.outdated(now - timedelta(days=89, hours=23), now)
    assert rules.outdated(now - timedelta(days=90), now)
    assert not rules.outdated(None, now)


def test_reviewers_watchers_and_administrators_need_two_factors():
    assert rules.two_factors({Duty.READ, Duty.REVIEW})
    assert not rules.two_factors({Duty.READ, Duty.DRAFT, Duty.PUBLISH, Duty.SCREEN, Duty.CHANNELS})


@pytest.fixture
def city(db):
    root = services.ensure_root(by=BY)
    services.open_organisation(NewOrganisation(OFFICE, "某局", OrganisationKind.DEPARTMENT, root.code), by=BY)
    for name, home in (("ann", root.code), ("bob", OFFICE), ("cat", OFFICE)):
        services.enrol(name, f"姓名{name}", PASSWORD, organisation=home, by=BY)
    post = services.create_post(OFFICE, "经办", [Duty.READ], by=BY)
    services.appoint("ann", post.code, by=BY)
    return Scope((services.Organisation.objects.get(code=OFFICE).lineage,))


def test_a_scope_sees_its_own_people_and_whoever_holds_a_post_there(city):
    page = queries.listed(city, limit=2)
    assert [user.username for user in page.items] == ["ann", "bob"] and page.next == "bob"
    assert [user.username for user in queries.listed(city, after="bob").items] == ["cat"]
    assert [user.username for user in queries.listed(city, words="姓名c").items] == ["cat"]
    assert page.items[0].held[0].post.title == "经办"
    assert queries.one(city, "bob") and not queries.one(Scope(), "bob")
    assert len(queries.listed(EVERYWHERE).items) == 3


def test_an_identity_is_known_while_its_account_is_open(city):
    link_identity("bob", "https://id.example", "subject-1", by=BY)
    bob = queries.identified("https://id.example", "subject-1")
    assert bob.username == "bob"
    assert queries.identified("https://other.example", "subject-1") is None
    bob.is_active = False
    bob.save()
    assert queries.identified("https://id.example", "subject-1") is None


def test_numbers_have_names(city):
    bob = queries.by_username("bob")
    assert queries.named([bob.pk, 99]) == {bob.pk: "姓名bob"}
    assert queries.by_number(bob.pk) == bob


def test_an_account_is_described_by_whoever_looks_after_it(city):
    user = describe_account("bob", full_name="新名", email="bob@example.cn", organisation=OFFICE, by=BY)
    assert (user.full_name, user.email) == ("新名", "bob@example.cn")
    for wrong in ({"email": "no address"}, {"organisation": "000000000"}):
        given = {"full_name": "x", "email": "", "organisation": OFFICE} | wrong
        with pytest.raises(services.RuleBroken):
            describe_account("bob", **given, by=BY)

"""Whose account is whose to look after; closing and opening."""

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries, services
from gongkai.ground.orgs.rules import (
    Duty,
    NewOrganisation,
    NotAllowed,
    OrganisationKind,
    RuleBroken,
    check_character,
    system,
)
from gongkai.ground.orgs.services.accounts import close_account, reopen_account

pytestmark = pytest.mark.django_db
BY = system("test")
PASSWORD = "Correct horse 4 battery"
OFFICE = "01140001" + check_character("01140001")


@pytest.fixture
def city():
    root = services.ensure_root(by=BY)
    services.open_organisation(NewOrganisation(OFFICE, "某局", OrganisationKind.DEPARTMENT, root.code), by=BY)
    for name, home, duty in (("chief", root.code, Duty.SECURITY), ("local", OFFICE, Duty.SECURITY)):
        post = services.create_post(home, "安全管理员", [duty], by=BY)
        services.enrol(name, "", PASSWORD, organisation=home, by=BY)
        services.appoint(name, post.code, by=BY)
    services.enrol("clerk", "", PASSWORD, organisation=OFFICE, by=BY)
    return root


def actor(name):
    return queries.actor_of(services.User.objects.get(username=name))


def test_an_account_is_closed_and_opened_and_both_are_recorded(city):
    user = close_account("clerk", by=actor("local"))
    assert not user.is_active
    with pytest.raises(RuleBroken, match="已经是停用状态"):
        close_account("clerk", by=actor("local"))
    assert reopen_account("clerk", by=actor("chief")).is_active
    kinds = [entry.kind for entry in ledger.of(f"person/{user.pk}")]
    assert kinds == ["person.enrolled", "person.closed", "person.reopened"]


def test_a_post_above_lifts_the_account_out_of_the_departments_hands(city):
    """Else a department's administrator would open the city's doors by resetting a password."""
    post = services.create_post(city.code, "终审", [Duty.FINAL], by=BY)
    services.appoint("clerk", post.code, by=BY)
    with pytest.raises(NotAllowed):
        close_account("clerk", by=actor("local"))
    close_account("clerk", by=actor("chief"))


def test_nobody_looks_after_the_own_account_nor_one_above(city):
    with pytest.raises(RuleBroken):
        close_account("local", by=actor("local"))
    with pytest.raises(NotAllowed):
        close_account("chief", by=actor("local"))


def test_an_account_of_no_organisation_is_the_operators(city):
    services.enrol("stray", "", PASSWORD, by=BY)
    with pytest.raises(NotAllowed):
        close_account("stray", by=actor("chief"))
    close_account("stray", by=BY)


def test_security_enrols_people_of_its_own_organisations_only(city):
    services.enrol("new", "", PASSWORD, organisation=OFFICE, by=actor("local"))
    with pytest.raises(NotAllowed):
        services.enrol("more", "", PASSWORD, organisation=city.code, by=actor("local"))
    with pytest.raises(NotAllowed):
        services.enrol("more", "", PASSWORD, by=actor("chief"))


def test_nobody_gives_duties_to_oneself(city):
    local = actor("local")
    with pytest.raises(RuleBroken, match="本人在任"):
        services.grant(local.post, Duty.REVIEW, by=local)
    other = services.create_post(OFFICE, "经办", [Duty.READ], by=local)
    with pytest.raises(RuleBroken, match="不能任命本人"):
        services.appoint("local", other.code, by=local)
    services.appoint("local", other.code, by=actor("chief"))
    with pytest.raises(RuleBroken, match="本人在任"):
        services.grant(other.code, Duty.FINAL, by=local)
    services.grant(other.code, Duty.FINAL, by=actor("chief"))

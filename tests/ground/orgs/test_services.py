"""Organisations, posts, people, divisions: rows, ledger entries, refusals."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries, services
from gongkai.ground.orgs.models import Appointment, DutyGrant, Organisation, User
from gongkai.ground.orgs.rules import (
    Actor,
    Duty,
    NewOrganisation,
    NotAllowed,
    OrganisationKind,
    RuleBroken,
    check_character,
    system,
    valid_code,
)

pytestmark = pytest.mark.django_db
BY = system("test")
PASSWORD = "Correct horse 4 battery"  # noqa: S105


def code(n: int) -> str:
    return f"0114{n:04d}" + check_character(f"0114{n:04d}")


def department(n: int, parent: str, kind=OrganisationKind.DEPARTMENT) -> NewOrganisation:
    return NewOrganisation(code(n), f"市{n}局", kind, parent, leader="某某")


def test_the_root_is_opened_once_from_the_settings(settings):
    settings.SITE_NAME = "江城市人民政府"
    root = services.ensure_root(by=BY)
    assert (root.name, root.kind, valid_code(root.code)) == ("江城市人民政府", "city", True)
    assert services.ensure_root(by=BY) == root == queries.root()


def test_a_whole_city_is_opened_at_once_each_with_its_entry():
    root = services.ensure_root(by=BY)
    new = [department(1, root.code), department(2, code(1), OrganisationKind.INSTITUTION)]
    opened = services.open_organisations(new, by=BY)
    assert opened[1].lineage == f"{root.code}/{code(1)}/{code(2)}/"
    entry = ledger.of(code(2))[0]
    assert entry.kind == "organisation.opened" and ledger.facts(entry)["parent"] == code(1)
    assert "某某" not in entry.facts  # no person's name enters the ledger
    assert [row.code for row in queries.children(root.code)] == [code(1)]


def test_a_wrong_organisation_is_refused_with_all_others_of_its_list():
    root = services.ensure_root(by=BY)
    for wrong in (
        NewOrganisation("011400019", "校验码不对", OrganisationKind.DEPARTMENT, root.code),
        NewOrganisation(root.code, "重复", OrganisationKind.DEPARTMENT, root.code),
        department(2, code(9)),
        department(2, ""),
    ):
        with pytest.raises(RuleBroken):
            services.open_organisations([department(1, root.code), wrong], by=BY)
    assert Organisation.objects.count() == 1
    with pytest.raises(NotAllowed):
        services.open_organisation(department(1, root.code), by=Actor("x", root.code))


def test_descriptions_change_but_not_identity():
    root = services.ensure_root(by=BY)
    services.change_organisation(root.code, by=BY, telephone="027-00000000", closed_on=None)
    assert queries.by_code(root.code).telephone == "027-00000000"
    assert ledger.of(root.code)[-1].kind == "organisation.changed"
    with pytest.raises(RuleBroken):
        services.change_organisation(root.code, by=BY, code="x")
    with pytest.raises(ValidationError):
        services.change_organisation(root.code, by=BY, name="")


def test_a_person_acts_in_a_post_held_today():
    root = services.ensure_root(by=BY)
    user = services.enrol("clerk", "张三", PASSWORD, by=BY)
    assert queries.actor_of(user) is None
    first = services.create_post(root.code, "编辑", [Duty.PUBLISH, Duty.READ], by=BY)
    second = services.create_post(root.code, "审核", [Duty.SCREEN], by=BY)
    services.appoint("clerk", first.code, by=BY)
    services.appoint("clerk", first.code, by=BY)
    tomorrow = timezone.localdate() + timedelta(days=1)
    services.appoint("clerk", second.code, from_on=tomorrow, by=BY)
    actor = queries.actor_of(user)
    assert (actor.post, actor.organisation) == (first.code, root.code)
    assert actor.duties == {Duty.PUBLISH, Duty.READ} and actor.scope.covers(root.lineage)
    assert queries.actor_of(user, second.code) is None
    assert queries.scope_of(user) == queries.scope_of(first) == actor.scope
    assert len(queries.posts_of(user, tomorrow)) == 2
    services.dismiss("clerk", first.code, to_on=timezone.localdate() - timedelta(days=1), by=BY)
    assert queries.actor_of(user) is None
    kinds = [entry.kind for entry in ledger.of(first.code)]
    assert kinds == ["post.created", "post.appointed", "post.dismissed"]
    assert "clerk" not in str([entry.facts for entry in ledger.of(first.code)])


def test_the_three_administrators_never_meet_in_one_post_or_person():
    root = services.ensure_root(by=BY)
    services.enrol("admin", "李四", PASSWORD, by=BY)
    system_post = services.create_post(root.code, "系统管理员", [Duty.SYSTEM], by=BY)
    security = services.create_post(root.code, "安全管理员", [Duty.SECURITY], by=BY)
    with pytest.raises(RuleBroken), transaction.atomic():
        services.grant(system_post.code, Duty.AUDIT, by=BY)
    services.appoint("admin", system_post.code, by=BY)
    with pytest.raises(RuleBroken):
        services.appoint("admin", security.code, by=BY)
    plain = services.create_post(root.code, "查看", [Duty.READ], by=BY)
    services.appoint("admin", plain.code, by=BY)
    with pytest.raises(RuleBroken):
        services.grant(plain.code, Duty.AUDIT, by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyGrant.objects.create(post=system_post, duty=Duty.AUDIT, family="administrator")
    with pytest.raises(RuleBroken, match="内设机构"):
        services.create_post(root.code, "编辑", [Duty.READ], unit="office", by=BY)
    services.revoke(plain.code, Duty.READ, by=BY)
    assert queries.duties_of(plain) == set()
    with pytest.raises(RuleBroken):
        services.revoke(plain.code, Duty.READ, by=BY)


def test_an_account_needs_a_new_name_and_a_good_password():
    services.enrol("a", "", PASSWORD, by=BY)
    with pytest.raises(RuleBroken):
        services.enrol("a", "", PASSWORD, by=BY)
    with pytest.raises(ValidationError):
        services.enrol("b", "", "12345", by=BY)
    with pytest.raises(NotAllowed):
        services.enrol("c", "", PASSWORD, by=Actor("x", ""))
    assert User.objects.count() == 1


def test_dates_in_facts_are_text():
    root = services.ensure_root(by=BY)
    services.change_organisation(root.code, by=BY, opened_on=date(1949, 10, 1))
    assert ledger.facts(ledger.of(root.code)[-1])["opened_on"] == "1949-10-01"


def test_administrators_are_apart_on_every_day():
    root = services.ensure_root(by=BY)
    services.enrol("three", "", PASSWORD, by=BY)
    system = services.create_post(root.code, "系统管理员", [Duty.SYSTEM], by=BY)
    security = services.create_post(root.code, "安全管理员", [Duty.SECURITY], by=BY)
    services.appoint("three", system.code, by=BY)
    ends = timezone.localdate() + timedelta(days=365)
    services.dismiss("three", system.code, to_on=ends, by=BY)
    with pytest.raises(RuleBroken, match="三员分立"):
        services.appoint("three", security.code, by=BY)
    services.appoint("three", security.code, from_on=ends + timedelta(days=1), by=BY)


def test_a_person_dismissed_today_is_appointed_again():
    root = services.ensure_root(by=BY)
    services.enrol("back", "", PASSWORD, by=BY)
    post = services.create_post(root.code, "编辑", [Duty.READ], by=BY)
    services.appoint("back", post.code, by=BY)
    services.dismiss("back", post.code, to_on=timezone.localdate(), by=BY)
    assert services.appoint("back", post.code, by=BY).to_on is None
    assert ledger.of(post.code)[-1].kind == "post.appointed"


@pytest.fixture
def two_administrators():
    """A person who is system administrator for a year yet, the post of a security administrator, the end."""
    root = services.ensure_root(by=BY)
    user = services.enrol("two", "", PASSWORD, by=BY)
    system_post = services.create_post(root.code, "系统管理员", [Duty.SYSTEM], by=BY)
    security = services.create_post(root.code, "安全管理员", [Duty.SECURITY], by=BY)
    services.appoint("two", system_post.code, by=BY)
    ends = timezone.localdate() + timedelta(days=365)
    services.dismiss("two", system_post.code, to_on=ends, by=BY)
    return user, system_post, security, ends


def test_a_duty_added_to_a_post_counts_on_every_day_of_its_holders(two_administrators):
    user, system_post, _, ends = two_administrators
    plain = services.create_post(system_post.organisation.code, "查看", [Duty.READ], by=BY)
    services.appoint("two", plain.code, from_on=ends, by=BY)
    with pytest.raises(RuleBroken, match="三员分立"):
        services.grant(plain.code, Duty.AUDIT, by=BY)
    services.grant(plain.code, Duty.SYSTEM, by=BY)
    assert queries.duties_of(plain) == {Duty.READ, Duty.SYSTEM}


def test_the_database_itself_keeps_administrators_apart(two_administrators):
    """Even a row written past the services is refused, whichever table it enters by."""
    user, system_post, security, ends = two_administrators
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=user, post=security, from_on=today)
    later = Appointment.objects.create(user=user, post=security, from_on=ends + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=later.pk).update(from_on=ends)
    plain = services.create_post(security.organisation.code, "查看", [Duty.READ], by=BY)
    services.appoint("two", plain.code, by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyGrant.objects.create(post=plain, duty=Duty.AUDIT, family="administrator")
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyGrant.objects.filter(post=plain).update(duty=Duty.AUDIT, family="administrator")


def test_who_holds_a_post_already_is_not_appointed_twice():
    root = services.ensure_root(by=BY)
    services.enrol("once", "", PASSWORD, by=BY)
    post = services.create_post(root.code, "编辑", [Duty.READ], by=BY)
    today = timezone.localdate()
    begun = services.appoint("once", post.code, from_on=today - timedelta(days=30), by=BY)
    assert services.appoint("once", post.code, by=BY) == begun
    assert Appointment.objects.count() == 1
    assert len(ledger.of(post.code)) == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_appointments_at_once_only_one_stands():
    """Both look at the same person before either has written: the second one must wait, and be refused."""
    root = services.ensure_root(by=BY)
    user = services.enrol("both", "", PASSWORD, by=BY)
    posts = [
        services.create_post(root.code, duty.value, [duty], by=BY).code
        for duty in (Duty.SYSTEM, Duty.SECURITY, Duty.AUDIT)
    ]
    ready, refused = threading.Barrier(len(posts)), []

    def appoint(post):
        try:
            ready.wait(10)
            services.appoint("both", post, by=BY)
        except RuleBroken as broken:
            refused.append(str(broken))
        finally:
            connection.close()

    threads = [threading.Thread(target=appoint, args=(post,)) for post in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 2
    assert user.appointments.count() == 1

"""Passwords: policy, history, temporary ones, who may reset whose."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries, services
from gongkai.ground.orgs.models import PastPassword, User
from gongkai.ground.orgs.queries.people import password_due
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed, RuleBroken, system
from gongkai.ground.orgs.rules.people import CLASSES, REMEMBERED, classes
from gongkai.ground.orgs.services import passwords

pytestmark = pytest.mark.django_db
BY = system("test")
PASSWORD = "Correct horse 4 battery"


@pytest.fixture
def clerk():
    root = services.ensure_root(by=BY)
    return services.enrol("zhangsan", "张三丰", PASSWORD, organisation=root.code, by=BY)


def own(user):
    return Actor("x/1", "x", person=user.pk)


def test_a_password_from_somebody_else_must_be_changed(clerk):
    assert clerk.password_temporary and password_due(clerk)
    changed = passwords.change_password("Another horse 5", by=own(clerk))
    assert changed.check_password("Another horse 5") and not password_due(changed)
    entry = ledger.of(f"person/{clerk.pk}")[-1]
    assert entry.kind == "person.password_changed" and "horse" not in entry.facts
    assert password_due(changed, timezone.now() + timedelta(days=90))


def test_the_last_five_do_not_come_back_and_the_sixth_does(clerk):
    for number in range(REMEMBERED - 1):
        passwords.change_password(f"Another horse {number}", by=own(clerk))
    for used in (PASSWORD, "Another horse 0", "Another horse 3"):
        with pytest.raises(ValidationError, match="最近 5 次"):
            passwords.change_password(used, by=own(clerk))
    passwords.change_password("Another horse 9", by=own(clerk))
    assert passwords.change_password(PASSWORD, by=own(clerk)).check_password(PASSWORD)
    assert PastPassword.objects.count() == REMEMBERED
    assert all(PASSWORD not in row.hash for row in PastPassword.objects.all())


def test_the_present_password_counts_though_no_history_knows_it(clerk):
    PastPassword.objects.all().delete()
    User.objects.filter(pk=clerk.pk).update(password=make_password("Imported horse 1"))
    with pytest.raises(ValidationError):
        passwords.change_password("Imported horse 1", by=own(clerk))


@pytest.mark.parametrize("poor", ["Short-1", "alllowercase1", "Zhangsan-99", "Password123"])
def test_poor_passwords_are_refused(clerk, poor):
    with pytest.raises(ValidationError):
        passwords.change_password(poor, by=own(clerk))
    assert User.objects.get().check_password(PASSWORD)


def test_a_reset_gives_a_temporary_password_that_fits_the_policy(clerk):
    made = passwords.reset_password("zhangsan", by=BY)
    user = User.objects.get()
    assert user.check_password(made) and user.password_temporary
    assert ledger.of(f"person/{clerk.pk}")[-1].kind == "person.password_reset"
    assert all(classes(passwords.fresh()) >= CLASSES for _ in range(50))


def test_nobody_resets_the_own_password_or_one_beyond_the_scope(clerk):
    root = queries.root()
    post = services.create_post(root.code, "安全管理员", [Duty.SECURITY], by=BY)
    services.appoint("zhangsan", post.code, by=BY)
    with pytest.raises(RuleBroken, match="另一位"):
        passwords.reset_password("zhangsan", by=queries.actor_of(clerk))
    with pytest.raises(NotAllowed):
        passwords.reset_password("zhangsan", by=own(clerk))

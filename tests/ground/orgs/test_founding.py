"""The first three administrators are three people."""

import pytest

from gongkai.ground.orgs import queries, services
from gongkai.ground.orgs.models import User
from gongkai.ground.orgs.rules import Actor, Duty, NewPerson, NotAllowed, RuleBroken
from gongkai.ground.orgs.services.founding import first_administrators

from .test_services import BY, PASSWORD

pytestmark = pytest.mark.django_db
DUTIES = (Duty.SYSTEM, Duty.SECURITY, Duty.AUDIT)


def people(*names):
    return {duty: NewPerson(name, "", PASSWORD) for duty, name in zip(DUTIES, names, strict=False)}


def test_three_people_get_one_duty_each_and_only_once():
    posts = first_administrators(people("a", "b", "c"), by=BY)
    assert [post.title for post in posts] == ["系统管理员", "安全管理员", "审计员"]
    actor = queries.actor_of(User.objects.get(username="b"))
    assert actor.duties == {Duty.SECURITY, Duty.READ}
    with pytest.raises(RuleBroken, match="已经设有"):
        first_administrators(people("d", "e", "f"), by=BY)
    assert len(queries.posts(actor.scope)) == 3


@pytest.mark.parametrize("names", [("a", "a", "b"), ("a", "b")])
def test_two_people_are_not_enough(names):
    with pytest.raises(RuleBroken, match="三个人"):
        first_administrators(people(*names), by=BY)
    assert not User.objects.exists()


def test_the_password_is_not_shown():
    root = services.ensure_root(by=BY)
    assert PASSWORD not in repr(people("a"))
    with pytest.raises(NotAllowed):
        first_administrators(people("a", "b", "c"), by=Actor("x", root.code))

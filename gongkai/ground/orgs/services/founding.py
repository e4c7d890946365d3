"""The first people of an installation, who from then on can do the rest for each other."""

from collections.abc import Mapping

from django.db import transaction

from ..models import DutyGrant, Post
from ..rules import ADMINISTRATORS, DUTY_LABELS, Actor, Duty, NewPerson, RuleBroken
from . import appoint, create_post, enrol, ensure_root


@transaction.atomic
def first_administrators(people: Mapping[Duty, NewPerson], *, by: Actor) -> list[Post]:
    """Give system, security and audit administration to three people, all at once (三员分立).

    Only where no post carries one of these duties yet: later ones are made by the security administrator.
    """
    root = ensure_root(by=by)
    by.must(Duty.SECURITY, root.lineage)
    if set(people) != ADMINISTRATORS or len({person.username for person in people.values()}) != len(people):
        raise RuleBroken("系统、安全、审计三位管理员必须是三个人，请给出三个不同的登录名")
    if DutyGrant.objects.filter(duty__in=ADMINISTRATORS).exists():
        raise RuleBroken("已经设有管理员岗位，请由安全管理员办理，或用 gongkai staff 逐项办理")
    posts = []
    for duty, person in people.items():
        enrol(person.username, person.full_name, person.password, by=by)
        title = DUTY_LABELS[duty].removesuffix("管理") + ("员" if duty == Duty.AUDIT else "管理员")
        post = create_post(root.code, title, [duty, Duty.READ], by=by)
        appoint(person.username, post.code, by=by)
        posts.append(post)
    return posts

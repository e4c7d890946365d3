"""Accounts of people: who looks after one, closing and opening it, where its mail goes.

An account lies in the hands of security administrators whose scope covers everything its person may do: the
organisation it belongs to and every post held now or later. A district's administrator must not open the
city's doors by resetting a password. Nobody looks after the own account.
"""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.ground.ledger.services import record

from ..models import Organisation, User
from ..rules import Actor, Duty, RuleBroken


def looked_after(username: str, by: Actor) -> User:
    """The account, locked, when the actor may look after it; else NotAllowed or RuleBroken."""
    user = User.objects.select_for_update(of=("self",)).select_related("organisation").get(username=username)
    held = user.appointments.filter(Q(to_on=None) | Q(to_on__gte=timezone.localdate()))
    lineages = set(held.values_list("post__organisation__lineage", flat=True))
    lineages |= {user.organisation.lineage} if user.organisation else set()
    for lineage in sorted(lineages) or [""]:
        by.must(Duty.SECURITY, lineage)
    if user.pk == by.person:
        raise RuleBroken("不能办理本人的账号，请由另一位安全管理员办理")
    return user


@transaction.atomic
def close_account(username: str, *, by: Actor) -> User:
    """Nobody signs in with this account any more, and whoever is signed in is out at the next click."""
    return _open(username, False, "person.closed", by)


@transaction.atomic
def reopen_account(username: str, *, by: Actor) -> User:
    """A closed account is open again, with the password it had."""
    return _open(username, True, "person.reopened", by)


def _open(username: str, active: bool, kind: str, by: Actor) -> User:
    user = looked_after(username, by)
    if user.is_active == active:
        raise RuleBroken("这个账号已经是" + ("启用" if active else "停用") + "状态，不需要再办理")
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(kind, f"person/{user.pk}", by=by)
    return user


@transaction.atomic
def describe_account(username: str, *, full_name: str, email: str, organisation: str, by: Actor) -> User:
    """A person's name, where notices are mailed ("" nowhere), and the organisation the account belongs to.

    Raises RuleBroken for an organisation that is not there and for what is no address.
    """
    user = looked_after(username, by)
    home = Organisation.objects.filter(code=organisation).first()
    if home is None:
        raise RuleBroken(f"没有代码为 {organisation} 的机构，请核对")
    by.must(Duty.SECURITY, home.lineage)
    try:
        if email:
            validate_email(email)
    except ValidationError as wrong:
        raise RuleBroken(f"“{email}”不是电子邮箱地址，请核对") from wrong
    user.full_name, user.email, user.organisation = full_name, email, home
    user.save(update_fields=["full_name", "email", "organisation"])
    record("person.described", f"person/{user.pk}", by=by, organisation=organisation, mailed=bool(email))
    return user

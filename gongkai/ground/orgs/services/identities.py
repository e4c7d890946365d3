"""Which person a provider's subject is: a security administrator links it, a sign-in makes no account."""

from django.db import transaction

from gongkai.ground.ledger.services import record

from ..models import OutsideIdentity
from ..rules import Actor, RuleBroken
from .accounts import looked_after


@transaction.atomic
def link_identity(username: str, issuer: str, subject: str, *, by: Actor) -> OutsideIdentity:
    """From now on this person signs in as ``subject`` of ``issuer`` (security duty).

    By subject, not by e-mail: an address may be given to another person, a subject never is (OpenID Connect
    Core 1.0, section 8). Raises RuleBroken for one that is linked to somebody already.
    """
    user = looked_after(username, by)
    subject = subject.strip()
    if not subject or not issuer:
        raise RuleBroken("请填写统一身份平台给出的用户标识（sub）")
    if OutsideIdentity.objects.filter(issuer=issuer, subject=subject).exists():
        raise RuleBroken("这个用户标识已绑定账号，请先在原账号解除绑定")
    if user.identities.filter(issuer=issuer).exists():
        raise RuleBroken("该人员已绑定统一身份，请先解除再绑定新的标识")
    identity = OutsideIdentity.objects.create(user=user, issuer=issuer, subject=subject)
    record("person.identity_linked", f"person/{user.pk}", by=by)
    return identity


@transaction.atomic
def unlink_identity(username: str, issuer: str, *, by: Actor) -> None:
    """The person signs in with a password only (security duty)."""
    user = looked_after(username, by)
    if not user.identities.filter(issuer=issuer).delete()[0]:
        raise RuleBroken("该人员没有绑定统一身份，不需要解除")
    record("person.identity_unlinked", f"person/{user.pk}", by=by)

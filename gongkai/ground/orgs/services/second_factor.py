"""The second factor: time-based codes (RFC 6238) and recovery codes, over django-allauth's ``mfa`` tables.

allauth remembers a used code in the cache, which every process has for itself here; so the step of the last
accepted code is kept with the secret, and no code at or before it is taken again, whichever process asks.
Secrets lie encrypted in the database (``sealing``).
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record

from ..models import User
from ..rules import Actor, Duty, RuleBroken
from ..rules.people import Factor
from .accounts import looked_after

STEP = "step"  # of the last accepted code, beside the secret


def accept(person: int, code: str) -> Factor | None:
    """Use up a code of this person; what it was, None when it is no valid one. Callers count failures."""
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user_id=person)
        own = {row.type: row for row in rows.order_by("pk")}
        if app := own.get(Authenticator.Type.TOTP):
            step = _step(decrypt(app.data["secret"]), code, app.data.get(STEP, -1))
            if step is not None:
                app.data[STEP], app.last_used_at = step, timezone.now()
                app.save(update_fields=["data", "last_used_at"])
                return Factor.APP
        paper = own.get(Authenticator.Type.RECOVERY_CODES)
        return Factor.RECOVERY if paper and RecoveryCodes(paper).validate_code(code.strip()) else None


def _step(secret: str, code: str, used: int) -> int | None:
    """Which time step a code belongs to, later than ``used``; None when none of those we accept."""
    typed = "".join(code.split())
    for step in totp.yield_hotp_counters_from_time():
        if step > used and totp.format_hotp_value(totp.hotp_value(secret, step)) == typed:
            return int(step)
    return None


@transaction.atomic
def set_up(secret: str, code: str, *, by: Actor) -> list[str] | None:
    """The acting person's own second factor, once a code proves that the secret arrived.

    Returns the recovery codes, to be shown once; None for a wrong code. Raises RuleBroken when the person has
    a second factor already: who holds a stolen session must not put another in its place.
    """
    user = User.objects.select_for_update().get(pk=by.person)
    if Authenticator.objects.filter(user=user).exists():
        raise RuleBroken("您已设置动态口令；更换手机或遗失恢复码，请联系安全管理员重置后再设置")
    step = _step(secret, code, -1)
    if step is None:
        return None
    codes = _give(user, secret, step)
    record("person.second_factor_set", f"person/{user.pk}", by=by)
    return codes


@transaction.atomic
def give(username: str, secret: str, *, by: Actor) -> list[str]:
    """A known secret for an account of a demonstration; only the command line may do this."""
    by.must(Duty.SECURITY, "")
    user = User.objects.select_for_update().get(username=username)
    codes = _give(user, secret, -1)
    record("person.second_factor_set", f"person/{user.pk}", by=by)
    return codes


def _give(user: User, secret: str, step: int) -> list[str]:
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret), STEP: step}
    )
    return list(RecoveryCodes.activate(user).generate_codes())


@transaction.atomic
def reset_second_factor(username: str, *, by: Actor) -> User:
    """Take somebody else's second factor away (security duty); the next sign-in sets up a new one."""
    user = looked_after(username, by)
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise RuleBroken("该人员没有设置动态口令，不需要重置")
    record("person.second_factor_reset", f"person/{user.pk}", by=by)
    return user

"""Codes that show that somebody holds a telephone or an address: made, compared, used once.

A code is stored as a keyed digest with the name of its check, compared in constant time, and each try is
counted. Whether the contact belongs to an account plays no part here.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from gongkai.ground.sealing import services as sealing

from ..models import Check, Citizen
from ..rules import CODE_DIGITS, CODE_LASTS, CODE_TRIES, Way


@dataclass(frozen=True, slots=True)
class Begun:
    """A check's name for the browser, its code for the message, the key that the message is sealed under."""

    name: str
    key: str
    code: str = field(repr=False)


def begin(way: Way, to: str, citizen: Citizen | None = None) -> Begun:
    """A code for this contact, to be sent there and nowhere else."""
    name, key = secrets.token_hex(16), sealing.new_key()
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    Check.objects.create(
        name=name,
        way=way.value,
        citizen=citizen,
        key=key,
        sealed=sealing.seal(key, to.encode(), f"check/{name}"),
        code=_digest(name, code),
        made_at=timezone.now(),
    )
    return Begun(name, key, code)


@transaction.atomic
def finish(name: str, code: str, citizen: Citizen | None = None) -> tuple[Way, str] | None:
    """The contact that was shown to be held; None for a wrong, used, old or worn-out code, all alike."""
    row = Check.objects.select_for_update().filter(name=name, citizen=citizen).first()
    if row is None or row.tries >= CODE_TRIES or row.made_at <= timezone.now() - CODE_LASTS:
        return None
    row.tries += 1
    row.save(update_fields=["tries"])
    if not code.isascii() or not hmac.compare_digest(row.code, _digest(name, code)):
        return None
    to = sealing.unseal(row.key, row.sealed, f"check/{name}").decode()
    row.delete()
    transaction.on_commit(partial(sealing.destroy, row.key))
    return Way(row.way), to


def prune(now: datetime) -> int:
    """Forget checks that ran out, and destroy their keys; how many."""
    old = list(Check.objects.filter(made_at__lte=now - CODE_LASTS).values_list("pk", "key"))
    Check.objects.filter(pk__in=[pk for pk, _ in old]).delete()
    for _, key in old:
        sealing.destroy(key)
    return len(old)


def _digest(name: str, code: str) -> str:
    return sealing.digest("check", f"{name}/{code}")

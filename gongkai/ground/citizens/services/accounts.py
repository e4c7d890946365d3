"""An account begins when somebody is verified and ends when that person says so. Unverified is no row."""

import json
import secrets
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record
from gongkai.ground.sealing import services as sealing

from .. import queries
from ..models import Check, Citizen
from ..rules import Itself, Level, Way

DOOR = Itself()


def by_phone(telephone: str) -> Citizen:
    """Whoever holds this telephone, which was verified a moment ago."""
    return _entered(Level.PHONE, telephone, {"telephone": telephone})


def by_account(issuer: str, subject: str) -> Citizen:
    """The person of this subject of the identity provider, whose token was verified a moment ago."""
    return _entered(Level.ACCOUNT, f"{issuer}\0{subject}", {})


def _entered(level: Level, about: str, contact: dict[str, str]) -> Citizen:
    digest = sealing.digest(f"citizen/{level}", about)
    known = queries.by_digest(digest)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _enrolled(level, digest, contact)
    except IntegrityError:  # two tabs at once
        return Citizen.objects.get(digest=digest)


def _enrolled(level: Level, digest: str, contact: dict[str, str]) -> Citizen:
    handle, key = secrets.token_hex(16), sealing.new_key()
    made = Citizen.objects.create(
        handle=handle,
        level=level.value,
        digest=digest,
        key=key,
        sealed=_sealed(key, handle, contact),
        since=timezone.now(),
    )
    record("citizen.enrolled", f"citizen/{handle}", by=DOOR, level=level.value)
    return made


@transaction.atomic
def keep_contact(number: int, way: Way, to: str) -> None:
    """A telephone or an address that was verified a moment ago; "" forgets it."""
    row = Citizen.objects.select_for_update().get(pk=number)
    known = queries.reach(row)
    contact = {"telephone": known.telephone, "mail": known.mail}
    contact["telephone" if way == Way.SMS else "mail"] = to
    row.sealed = _sealed(row.key, row.handle, contact)
    row.save(update_fields=["sealed"])
    record("citizen.contact_changed", f"citizen/{row.handle}", by=DOOR, way=way.value, kept=bool(to))


@transaction.atomic
def prefer(number: int, *, sms: bool, mail: bool) -> None:
    """By which ways the person wants to be told."""
    row = Citizen.objects.select_for_update().get(pk=number)
    row.wants_sms, row.wants_mail = sms, mail
    row.save(update_fields=["wants_sms", "wants_mail"])
    record("citizen.preferred", f"citizen/{row.handle}", by=DOOR, sms=sms, mail=mail)


@transaction.atomic
def delete(number: int) -> None:
    """The account, its visits and its messages are gone, and its key with what was sealed.

    What the person sent to an organisation is that organisation's matter and stays under its own key.
    """
    row = Citizen.objects.select_for_update().get(pk=number)
    keys = [row.key, *Check.objects.filter(citizen=row).values_list("key", flat=True)]
    record("citizen.deleted", f"citizen/{row.handle}", by=DOOR)
    row.delete()
    for key in keys:
        transaction.on_commit(partial(sealing.destroy, key))


def _sealed(key: str, handle: str, contact: dict[str, str]) -> bytes:
    return sealing.seal(key, json.dumps(contact).encode(), f"citizen/{handle}")

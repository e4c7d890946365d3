"""Passwords: set, changed by their owner, reset by a security administrator; never recorded but as hashes."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record

from ..models import PastPassword, User
from ..rules import Actor, people
from .accounts import looked_after

# What cannot be mistaken for another on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"
GROUPS, GROUP = 4, 4


def fresh() -> str:
    """A password for a person's first sign-in: four groups of four, about 92 bits."""
    while True:
        groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
        if people.classes(made := "-".join(groups)) >= people.CLASSES:
            return made


def put(user: User, password: str, temporary: bool) -> None:
    """Set a checked password and remember its hash; inside the caller's transaction, which also records."""
    user.set_password(password)
    user.password_set_at, user.password_temporary = timezone.now(), temporary
    user.save(update_fields=["password", "password_set_at", "password_temporary"])
    PastPassword.objects.create(user=user, hash=user.password, set_at=user.password_set_at)
    kept = user.past_passwords.order_by("-set_at", "-pk").values_list("pk", flat=True)[: people.REMEMBERED]
    user.past_passwords.exclude(pk__in=list(kept)).delete()


@transaction.atomic
def change_password(password: str, *, by: Actor) -> User:
    """The acting person's own new password. Raises ValidationError for one that the policy refuses.

    That the old one was typed is the screen's to check: here acts who is signed in.
    """
    user = User.objects.select_for_update().get(pk=by.person)
    validate_password(password, user)
    put(user, password, False)
    record("person.password_changed", f"person/{user.pk}", by=by)
    return user


@transaction.atomic
def reset_password(username: str, *, by: Actor) -> str:
    """A temporary password for somebody else (security duty), shown once and changed at the next sign-in."""
    user = looked_after(username, by)
    password = fresh()
    put(user, password, True)
    record("person.password_reset", f"person/{user.pk}", by=by)
    return password

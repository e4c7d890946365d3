"""Reads over people: whom a security administrator looks after, and what the door must know of one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from ..models import Appointment, Organisation, OutsideIdentity, User
from ..rules import Scope
from ..rules.people import outdated
from . import within

PAGE = 30


@dataclass(frozen=True, slots=True)
class People:
    """A page of people in order of sign-in name; ``next`` continues it, None at the end."""

    items: list[User]
    next: str | None


def people(scope: Scope) -> QuerySet[User]:
    """Whoever belongs to an organisation in the scope, or holds or held a post there."""
    inside = Organisation.objects.filter(within(scope))
    held = Appointment.objects.filter(post__organisation__in=inside)
    mine = Q(organisation__in=inside) | Q(pk__in=held.values("user"))
    if "" in scope.lineages:
        mine = Q()
    return User.objects.filter(mine).select_related("organisation")


def listed(scope: Scope, *, words: str = "", after: str | None = None, limit: int = PAGE) -> People:
    """People in the scope with posts held now or later, by sign-in name; ``words`` in either name."""
    found = people(scope).order_by("username")
    if words:
        found = found.filter(Q(username__icontains=words) | Q(full_name__icontains=words))
    if after:
        found = found.filter(username__gt=after)
    rows = list(found.prefetch_related(current_appointments())[: limit + 1])
    return People(rows[:limit], rows[limit - 1].username if len(rows) > limit else None)


def current_appointments() -> Prefetch:
    """Appointments that have not ended, with their posts, as ``held``."""
    open_ended = Q(to_on=None) | Q(to_on__gte=timezone.localdate())
    rows = Appointment.objects.filter(open_ended).select_related("post__organisation")
    return Prefetch("appointments", rows.order_by("post__code", "from_on"), to_attr="held")


def one(scope: Scope, username: str) -> User | None:
    """The person of that sign-in name, when in the scope, with posts held now or later and identities."""
    found = people(scope).prefetch_related(current_appointments(), "identities")
    return found.filter(username=username).first()


def by_number(person: int) -> User | None:
    return User.objects.filter(pk=person).first()


def named(numbers: Iterable[int]) -> dict[int, str]:
    """Names of people by their numbers, in one statement."""
    rows = User.objects.filter(pk__in=set(numbers))
    return {pk: full or username for pk, full, username in rows.values_list("pk", "full_name", "username")}


def by_username(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def with_second_factor(numbers: Iterable[int]) -> set[int]:
    """Which of these people have set up time-based codes."""
    own = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user_id__in=set(numbers))
    return set(own.values_list("user_id", flat=True))


def has_second_factor(person: int) -> bool:
    return bool(with_second_factor([person]))


def secret(username: str) -> str | None:
    """The secret of a person's codes, for a demonstration's own command; None without a second factor."""
    own = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__username=username).first()
    return decrypt(own.data["secret"]) if own else None


def identified(issuer: str, subject: str) -> User | None:
    """The open account that a security administrator linked to this subject of the identity provider."""
    found = OutsideIdentity.objects.select_related("user").filter(issuer=issuer, subject=subject)
    identity = found.filter(user__is_active=True).first()
    return identity.user if identity else None


def password_due(user: User, now: datetime | None = None) -> bool:
    """Whether this person must change the password: somebody else set it, or it is too old."""
    return user.password_temporary or outdated(user.password_set_at, now or timezone.now())

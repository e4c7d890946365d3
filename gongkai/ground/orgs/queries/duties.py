"""Reads over posts: which there are, what they carry, who holds them, and where they could be made."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from ..models import Appointment, DutyGrant, Organisation, Post, Unit
from ..rules import Scope
from . import within

PAGE = 30


@dataclass(frozen=True, slots=True)
class Posts:
    """A page of posts in order of code; ``next`` continues it, None at the end."""

    items: list[Post]
    next: str | None


def listed(
    scope: Scope,
    *,
    words: str = "",
    duty: str = "",
    after: str | None = None,
    limit: int = PAGE,
) -> Posts:
    """Posts in the scope by code; ``words`` in a post's title or its organisation's name or code."""
    found = Post.objects.filter(organisation__in=Organisation.objects.filter(within(scope)))
    if words:
        named = Q(organisation__name__icontains=words) | Q(organisation__short_name__icontains=words)
        found = found.filter(Q(title__icontains=words) | Q(code__startswith=words) | named)
    if duty:
        found = found.filter(grants__duty=duty)
    if after:
        found = found.filter(code__gt=after)
    rows = list(
        found.select_related("organisation", "unit")
        .prefetch_related(*_carried())
        .order_by("code")[: limit + 1]
    )
    return Posts(rows[:limit], rows[limit - 1].code if len(rows) > limit else None)


def one(scope: Scope, code: str) -> Post | None:
    """The post of that code, when in the scope, with its duties and everybody who holds or held it."""
    found = Post.objects.select_related("organisation", "unit").prefetch_related(*_carried())
    return found.filter(organisation__in=Organisation.objects.filter(within(scope)), code=code).first()


def _carried() -> tuple[Prefetch, Prefetch]:
    terms = Appointment.objects.select_related("user").order_by("from_on", "pk")
    return Prefetch("grants", DutyGrant.objects.order_by("duty")), Prefetch("appointments", terms)


def places(scope: Scope) -> list[Organisation]:
    """Open organisations in the scope, for choosing where a post or an account belongs."""
    return list(Organisation.objects.filter(within(scope), closed_on=None).only("code", "name", "short_name"))


def units_of(organisation: str) -> list[Unit]:
    """Internal units of an organisation, by code."""
    return list(Unit.objects.filter(organisation__code=organisation).order_by("code"))

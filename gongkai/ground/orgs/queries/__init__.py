"""Reads over organisations, posts and people."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import Appointment, Division, DutyGrant, Organisation, Post, SiteFact, User
from ..rules import Actor, Scope

SITE = "orgs.site"  # the cache's key
SITE_SECONDS = 5


def root() -> Organisation:
    """The city's own government. Raises Organisation.DoesNotExist on an empty database."""
    return Organisation.objects.get(parent=None)


def by_code(code: str) -> Organisation | None:
    """The organisation of a nine-character code, open or closed; NUL, which no database takes, is in none."""
    if "\0" in code:
        return None
    return Organisation.objects.select_related("parent").filter(code=code).first()


def held(code: str) -> Organisation | None:
    """The organisation's row, held in the caller's transaction: what it has once is made one after the other.

    Others may go on naming it in rows of their own.
    """
    rows = Organisation.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(code=code).first()


def by_codes(codes: Iterable[str]) -> dict[str, Organisation]:
    """Organisations by their codes in one statement; unknown codes are absent."""
    return {row.code: row for row in Organisation.objects.filter(code__in=set(codes))}


def names() -> dict[str, str]:
    """Short names by code, of every organisation, in display order."""
    return dict(Organisation.objects.values_list("code", "short_name"))


def whole_names() -> dict[str, str]:
    """Whole names by code, as they stand at the foot of a document."""
    return dict(Organisation.objects.values_list("code", "name"))


def contacts(keys: Iterable[int]) -> dict[int, list[str]]:
    """The telephones and mailboxes that organisations publish of themselves, by primary key."""
    rows = Organisation.objects.filter(pk__in=set(keys)).values_list("pk", "telephone", "fax", "email")
    return {key: [contact for contact in known if contact] for key, *known in rows}


def english_names() -> dict[str, str]:
    """English names by code, of the organisations that have one."""
    return dict(Organisation.objects.exclude(english_name="").values_list("code", "english_name"))


def lineages() -> dict[int, str]:
    """Lineages by primary key, of every organisation, for conditions on rows that hold the key."""
    return dict(Organisation.objects.values_list("pk", "lineage"))


def within(scope: Scope) -> Q:
    """A condition on Organisation rows that lie in ``scope``."""
    condition = Q(pk__in=())
    for lineage in scope.lineages:
        condition |= Q(lineage__startswith=lineage)
    return condition


def below(scope: Scope) -> QuerySet[Organisation]:
    """Every organisation in the scope, in display order."""
    return Organisation.objects.select_related("parent").filter(within(scope))


def organisations(scope: Scope) -> QuerySet[Organisation]:
    """Organisations in the scope that are still open."""
    return below(scope).filter(closed_on=None)


def called(words: str) -> Q:
    """A condition on Organisation rows whose name or code has the words."""
    return Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__startswith=words)


def children(code: str) -> QuerySet[Organisation]:
    """Open organisations directly under one."""
    return Organisation.objects.select_related("parent").filter(parent__code=code, closed_on=None)


def posts_of(user: User, on: date | None = None) -> list[Post]:
    """Posts the person holds on a day (default today), by code."""
    day = on or timezone.localdate()
    held = Q(appointments__user=user, appointments__from_on__lte=day) & (
        Q(appointments__to_on=None) | Q(appointments__to_on__gte=day)
    )
    return list(Post.objects.select_related("organisation", "unit").filter(held).distinct().order_by("code"))


def duties_of(post: Post) -> frozenset[str]:
    """Duty codes that a post carries."""
    return frozenset(DutyGrant.objects.filter(post=post).values_list("duty", flat=True))


def actor_of(user: User, post_code: str | None = None) -> Actor | None:
    """The person acting in one of the posts held today (the first when none is named); None without one."""
    if not user.is_active:
        return None
    posts = posts_of(user)
    post = next((held for held in posts if post_code in (None, held.code)), None)
    if post is None:
        return None
    return acting(user, post)


def acting(user: User, post: Post) -> Actor:
    """The person acting in a post; that the person holds it today is the caller's to know."""
    return Actor(post.code, post.organisation.code, duties_of(post), scope_of(post), user.pk)


def scope_of(holder: User | Post) -> Scope:
    """What a post, or a person in all of today's posts together, may see."""
    posts = [holder] if isinstance(holder, Post) else posts_of(holder)
    return Scope(tuple(sorted({post.organisation.lineage for post in posts})))


def holding(duty: str, codes: Iterable[str]) -> QuerySet[Appointment]:
    """Appointments of today to posts of these organisations that carry a duty, of people who may sign in."""
    held = Appointment.objects.filter(term(timezone.localdate()), post__grants__duty=duty)
    return held.filter(post__organisation__code__in=list(codes))


def term(on: date) -> Q:
    """A condition on Appointment rows that are in force that day, of people who may sign in."""
    return Q(Q(to_on=None) | Q(to_on__gte=on), from_on__lte=on, user__is_active=True)


def nearest_holding(duty: str, lineage: str, *, but: Iterable[int] = ()) -> Organisation | None:
    """The organisation of ``lineage``, or the nearest above it, where somebody holds a duty today.

    ``but`` are people who do not count. None when there is nobody up to the root.
    """
    line = [code for code in lineage.split("/") if code]
    held = holding(duty, line).exclude(user__in=list(but))
    codes = set(held.values_list("post__organisation", flat=True))
    return max(Organisation.objects.filter(pk__in=codes), key=lambda row: len(row.lineage), default=None)


def posts(scope: Scope) -> QuerySet[Post]:
    """Every post in the scope with its duties and appointments, by code."""
    found = Post.objects.select_related("organisation", "unit").filter(
        organisation__in=Organisation.objects.filter(within(scope))
    )
    return found.prefetch_related("grants", "appointments__user").order_by("code")


def divisions(codes: Iterable[str]) -> dict[str, str]:
    """Names of those division codes (2, 4, 6 or 9 digits) that the register knows."""
    return dict(Division.objects.filter(code__in=set(codes)).values_list("code", "name"))


def divided() -> bool:
    """Whether the register of divisions has been loaded at all."""
    return Division.objects.exists()


def site() -> dict[str, str]:
    """The facts stated about the site. Every page asks; each process asks the database every few seconds."""
    known: dict[str, str] | None = cache.get(SITE)
    if known is None:
        known = dict(SiteFact.objects.exclude(value="").values_list("name", "value"))
        cache.set(SITE, known, SITE_SECONDS)
    return known


def demonstration() -> str:
    """The words that mark a demonstration city, "" for a real one.

    It is a fact of the data, so that nobody serves a made-up city unmarked; the environment may mark more.
    """
    return settings.SITE_DEMO or site().get("demonstration", "")

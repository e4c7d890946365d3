"""Use cases of organisations, posts and people: one call, one transaction, one ledger entry per subject."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.ground.ledger.services import record, record_many

from .. import queries
from ..models import Appointment, DutyGrant, Organisation, Post, User
from ..rules import (
    ADMINISTRATORS,
    Actor,
    Duty,
    NewOrganisation,
    OrganisationKind,
    RuleBroken,
    Term,
    apart,
    family,
    root_code,
    valid_code,
)
from .passwords import put

BATCH = 200


@transaction.atomic
def ensure_root(*, by: Actor) -> Organisation:
    """The city's own organisation, opened from the site's settings when the database is empty."""
    if found := Organisation.objects.filter(parent=None).first():
        return found
    name = settings.SITE_NAME
    new = NewOrganisation(root_code(settings.SITE_CODE), name, OrganisationKind.CITY)
    return open_organisations([new], by=by)[0]


def open_organisation(new: NewOrganisation, *, by: Actor) -> Organisation:
    """Open one organisation (see ``open_organisations``)."""
    return open_organisations([new], by=by)[0]


@transaction.atomic
def open_organisations(new: Sequence[NewOrganisation], *, by: Actor) -> list[Organisation]:
    """Open organisations; a parent may stand earlier in the same list. Needs the system duty at the parent.

    Raises RuleBroken for a code without a right check character (GB 11714), a code in use, a second root
    or a parent that is not here.
    """
    if len(new) > BATCH:
        raise RuleBroken(f"一次最多设立 {BATCH} 个机构，请分批")
    known = queries.by_codes({item.code for item in new} | {item.parent for item in new})
    opened: list[Organisation] = []
    for item in new:
        if not valid_code(item.code):
            raise RuleBroken(f"机构代码 {item.code!r} 校验不通过，请核对九位代码及末位校验码")
        if item.code in known:
            raise RuleBroken(f"机构代码 {item.code} 已被使用")
        parent = known.get(item.parent)
        if parent is None and (item.parent or opened or Organisation.objects.filter(parent=None).exists()):
            raise RuleBroken(f"上级机构 {item.parent!r} 不存在，请先设立上级机构")
        lineage = (parent.lineage if parent else "") + item.code + "/"
        by.must(Duty.SYSTEM, lineage)
        columns = asdict(item) | {"short_name": item.short_name or item.name, "parent": parent}
        row = Organisation(**columns, lineage=lineage)
        row.save(force_insert=True)
        known[item.code] = row
        opened.append(row)
    record_many("organisation.opened", [(row.code, _columns(row)) for row in opened], by=by)
    return opened


@transaction.atomic
def change_organisation(code: str, /, *, by: Actor, **columns: str | int | date | None) -> Organisation:
    """Change descriptive columns of an organisation (name, leader, address …; never code, kind or parent)."""
    row = Organisation.objects.select_for_update(of=("self",)).get(code=code)
    by.must(Duty.SYSTEM, row.lineage)
    fixed = {"id", "code", "kind", "parent", "lineage"} & set(columns)
    if fixed:
        raise RuleBroken(f"不能修改 {'、'.join(sorted(fixed))}，请撤销后另行设立")
    for name, value in columns.items():
        setattr(row, name, value)
    row.full_clean(validate_unique=False)
    row.save(update_fields=list(columns))
    record_many("organisation.changed", [(code, _columns(row))], by=by)
    return row


@transaction.atomic
def enrol(
    username: str, full_name: str, password: str, *, organisation: str = "", own: bool = False, by: Actor
) -> User:
    """Give a person of an organisation an account (security duty); the ledger knows it by number only.

    ``own`` says that the person chose the password; otherwise it must be changed at the first sign-in.
    Without an organisation only who may do everything can look after the account, until a post is given.
    """
    home = Organisation.objects.get(code=organisation) if organisation else None
    by.must(Duty.SECURITY, home.lineage if home else "")
    if User.objects.filter(username=username).exists():
        raise RuleBroken(f"登录名 {username!r} 已被使用，请换一个")
    user = User(username=username, full_name=full_name, organisation=home)
    validate_password(password, user)
    user.set_unusable_password()
    user.full_clean()
    user.save(force_insert=True)
    put(user, password, not own)
    record("person.enrolled", f"person/{user.pk}", by=by, organisation=organisation)
    return user


@transaction.atomic
def create_post(
    organisation: str, title: str, duties: Sequence[Duty] = (), *, unit: str = "", by: Actor
) -> Post:
    """Create a post ``{organisation}/{serial}`` with duties, in an internal unit by its code (security duty).

    Raises RuleBroken for a unit that is not there and for two administrators' duties in one post.
    """
    owner = Organisation.objects.select_for_update(of=("self",)).get(code=organisation)
    by.must(Duty.SECURITY, owner.lineage)
    place = owner.units.filter(code=unit).first()
    if unit and place is None:
        raise RuleBroken(f"{owner.short_name}没有代码为 {unit} 的内设机构，请先设立")
    code = f"{organisation}/{Post.objects.filter(organisation=owner).count() + 1}"
    post = Post.objects.create(code=code, title=title, organisation=owner, unit=place)
    _add(post, duties)
    record("post.created", code, by=by, title=title, duties=sorted(duties), unit=unit)
    return post


@transaction.atomic
def grant(post_code: str, duty: Duty, *, by: Actor) -> None:
    """Give a post a duty (security duty); the three administrators' duties never meet in one person.

    Never by the person who gains it: whoever holds the post now or later, or acts in it.
    """
    post = _locked(post_code)
    by.must(Duty.SECURITY, post.organisation.lineage)
    terms = Appointment.objects.filter(post=post)
    current = terms.filter(Q(to_on=None) | Q(to_on__gte=timezone.localdate()))
    if by.post == post_code or current.filter(user=by.person).exists():
        raise RuleBroken("不能给本人在任的岗位增加职责，请由另一位安全管理员办理")
    for user in User.objects.select_for_update().filter(pk__in=terms.values("user")).order_by("pk"):
        apart([*_terms(user), *(Term(duty, term.from_on, term.to_on) for term in terms.filter(user=user))])
    _add(post, [duty])
    record("post.granted", post_code, by=by, duty=duty)


@transaction.atomic
def revoke(post_code: str, duty: Duty, *, by: Actor) -> None:
    """Take a duty from a post (security duty)."""
    post = _locked(post_code)
    by.must(Duty.SECURITY, post.organisation.lineage)
    if not DutyGrant.objects.filter(post=post, duty=duty).delete()[0]:
        raise RuleBroken(f"岗位 {post_code} 没有这项职责")
    record("post.revoked", post_code, by=by, duty=duty)


@transaction.atomic
def appoint(username: str, post_code: str, *, from_on: date | None = None, by: Actor) -> Appointment:
    """Appoint a person to a post from a day on (default today), without end (security duty).

    Who holds the post already stays in it; whose time there is to end stays on. The person's row is locked,
    so that two appointments of one person at once are looked at one after the other.
    """
    post = _locked(post_code)
    by.must(Duty.SECURITY, post.organisation.lineage)
    user = User.objects.select_for_update().get(username=username)
    if user.pk == by.person:
        raise RuleBroken("不能任命本人，请由另一位安全管理员办理")
    day = from_on or timezone.localdate()
    covering = user.appointments.filter(Q(to_on=None) | Q(to_on__gte=day), post=post, from_on__lte=day)
    running = covering.order_by("-from_on").first()
    if running and running.to_on is None:
        return running
    apart([*_terms(user), *(Term(duty, day) for duty in queries.duties_of(post))])
    left = user.appointments.filter(post=post, from_on=day).first()  # dismissed on the very first day
    appointment = running or left or Appointment(user=user, post=post, from_on=day)
    appointment.to_on = None
    appointment.save()
    record("post.appointed", post_code, by=by, person=user.pk, from_on=day.isoformat())
    return appointment


@transaction.atomic
def dismiss(username: str, post_code: str, *, to_on: date, by: Actor) -> None:
    """End a person's appointment; ``to_on`` is the last day in the post (security duty)."""
    post = _locked(post_code)
    by.must(Duty.SECURITY, post.organisation.lineage)
    user = User.objects.select_for_update().get(username=username)
    if not user.appointments.filter(post=post, to_on=None).update(to_on=to_on):
        raise RuleBroken(f"该人员未在岗位 {post_code} 任职")
    record("post.dismissed", post_code, by=by, person=user.pk, to_on=to_on.isoformat())


def _locked(post_code: str) -> Post:
    return Post.objects.select_for_update(of=("self",)).select_related("organisation").get(code=post_code)


def _terms(user: User) -> list[Term]:
    """On which days the person carries which of the three administrators' duties."""
    held = user.appointments.filter(post__grants__duty__in=ADMINISTRATORS)
    return [Term(*row) for row in held.values_list("post__grants__duty", "from_on", "to_on")]


def _add(post: Post, duties: Sequence[Duty]) -> None:
    held = queries.duties_of(post)
    for duty in duties:
        if duty in ADMINISTRATORS and held & (ADMINISTRATORS - {duty}):
            raise RuleBroken("系统、安全、审计管理职责不得由同一岗位承担（三员分立）")
        DutyGrant.objects.get_or_create(post=post, duty=duty, defaults={"family": family(duty)})
        held |= {duty}


def _columns(row: Organisation) -> dict[str, str | int | None]:
    """Columns of an organisation as ledger facts."""
    facts: dict[str, str | int | None] = {"parent": row.parent.code if row.parent else ""}
    for field in row._meta.concrete_fields:
        if field.name not in ("id", "parent", "leader"):  # no person's name enters the ledger
            value = getattr(row, field.name)
            facts[field.name] = value.isoformat() if isinstance(value, date) else value
    return facts

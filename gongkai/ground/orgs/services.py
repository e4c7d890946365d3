"""Use cases of organisations, posts and people: one call, one transaction, one ledger entry per subject."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record, record_many

from . import queries
from .models import Appointment, Division, DutyGrant, Organisation, Post, User
from .rules import (
    ADMINISTRATORS,
    Actor,
    Duty,
    NewOrganisation,
    OrganisationKind,
    RuleBroken,
    family,
    root_code,
    valid_code,
)

# File of the reference folder, level, and the column that names the parent.
DIVISION_FILES = (
    ("admin_division_provinces.csv", 1, ""),
    ("admin_division_cities.csv", 2, "provinceCode"),
    ("admin_division_areas.csv", 3, "cityCode"),
    ("admin_division_streets.csv", 4, "areaCode"),
)
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
def enrol(username: str, full_name: str, password: str, *, by: Actor) -> User:
    """Give a person an account (security duty); the ledger knows it by number only, never by name."""
    by.must(Duty.SECURITY, "")
    if User.objects.filter(username=username).exists():
        raise RuleBroken(f"登录名 {username!r} 已被使用，请换一个")
    validate_password(password)
    user = User.objects.create_user(username=username, password=password, full_name=full_name)
    record("person.enrolled", f"person/{user.pk}", by=by)
    return user


@transaction.atomic
def create_post(organisation: str, title: str, duties: Sequence[Duty] = (), *, by: Actor) -> Post:
    """Create a post ``{organisation}/{serial}`` with duties (security duty)."""
    owner = Organisation.objects.select_for_update(of=("self",)).get(code=organisation)
    by.must(Duty.SECURITY, owner.lineage)
    code = f"{organisation}/{Post.objects.filter(organisation=owner).count() + 1}"
    post = Post.objects.create(code=code, title=title, organisation=owner)
    _add(post, duties)
    record("post.created", code, by=by, title=title, duties=sorted(duties))
    return post


@transaction.atomic
def grant(post_code: str, duty: Duty, *, by: Actor) -> None:
    """Give a post a duty (security duty); the three administrators' duties never meet in one person."""
    post = Post.objects.select_for_update(of=("self",)).select_related("organisation").get(code=post_code)
    by.must(Duty.SECURITY, post.organisation.lineage)
    _add(post, [duty])
    holders = User.objects.filter(appointments__post=post).values_list("pk", flat=True)
    for user in User.objects.select_for_update().filter(pk__in=set(holders)).order_by("pk"):
        _apart(user)
    record("post.granted", post_code, by=by, duty=duty)


@transaction.atomic
def revoke(post_code: str, duty: Duty, *, by: Actor) -> None:
    """Take a duty from a post (security duty)."""
    post = Post.objects.select_for_update(of=("self",)).select_related("organisation").get(code=post_code)
    by.must(Duty.SECURITY, post.organisation.lineage)
    if not DutyGrant.objects.filter(post=post, duty=duty).delete()[0]:
        raise RuleBroken(f"岗位 {post_code} 没有这项职责")
    record("post.revoked", post_code, by=by, duty=duty)


@transaction.atomic
def appoint(username: str, post_code: str, *, from_on: date | None = None, by: Actor) -> Appointment:
    """Appoint a person to a post from a day on (default today; security duty)."""
    post = Post.objects.select_for_update(of=("self",)).select_related("organisation").get(code=post_code)
    by.must(Duty.SECURITY, post.organisation.lineage)
    user = User.objects.select_for_update().get(username=username)
    day = from_on or timezone.localdate()
    appointment, created = Appointment.objects.get_or_create(user=user, post=post, from_on=day)
    if appointment.to_on is not None:  # dismissed on the day of the appointment, and appointed again
        appointment.to_on, created = None, True
        appointment.save(update_fields=["to_on"])
    _apart(user)
    if created:
        record("post.appointed", post_code, by=by, from_on=day.isoformat())
    return appointment


@transaction.atomic
def dismiss(username: str, post_code: str, *, to_on: date, by: Actor) -> None:
    """End a person's appointment; ``to_on`` is the last day in the post (security duty)."""
    post = Post.objects.select_for_update(of=("self",)).select_related("organisation").get(code=post_code)
    by.must(Duty.SECURITY, post.organisation.lineage)
    if not Appointment.objects.filter(user__username=username, post=post, to_on=None).update(to_on=to_on):
        raise RuleBroken(f"该人员未在岗位 {post_code} 任职")
    record("post.dismissed", post_code, by=by, to_on=to_on.isoformat())


def import_divisions(folder: Path, *, by: Actor, progress: Callable[[int, int], None] | None = None) -> int:
    """Read province, city, county and street divisions from CSV files; returns how many rows were read.

    A second run changes names that changed and adds what is new. Raises RuleBroken when a file is missing.
    """
    by.must(Duty.SYSTEM, "")
    rows = [row for file, level, parent in DIVISION_FILES for row in _divisions(folder / file, level, parent)]
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        with transaction.atomic():
            Division.objects.bulk_create(
                batch,
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=["name", "level", "parent"],
            )
            record("divisions.imported", f"divisions/{batch[0].code}", by=by, count=len(batch))
        if progress:
            progress(start + len(batch), len(rows))
    return len(rows)


def _divisions(path: Path, level: int, parent: str) -> Iterator[Division]:
    if not path.is_file():
        raise RuleBroken(f"缺少区划文件 {path.name}，请检查目录 {path.parent}")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Division(code=row["code"], name=row["name"], level=level, parent_id=row.get(parent) or None)


def _add(post: Post, duties: Sequence[Duty]) -> None:
    held = queries.duties_of(post)
    for duty in duties:
        if duty in ADMINISTRATORS and held & (ADMINISTRATORS - {duty}):
            raise RuleBroken("系统、安全、审计管理职责不得由同一岗位承担（三员分立）")
        DutyGrant.objects.get_or_create(post=post, duty=duty, defaults={"family": family(duty)})
        held |= {duty}


def _apart(user: User) -> None:
    """Refuse when on any day the person's posts together carry two of the three administrators' duties.

    The person's row is locked by the caller, so that two appointments at once are looked at one by one.
    """
    terms = list(
        user.appointments.filter(post__grants__duty__in=ADMINISTRATORS).values_list(
            "from_on", "to_on", "post__grants__duty"
        )
    )
    for place, (begun, ended, duty) in enumerate(terms):
        for other_begun, other_ended, other in terms[:place]:
            together = begun <= (other_ended or date.max) and other_begun <= (ended or date.max)
            if duty != other and together:
                raise RuleBroken("系统、安全、审计管理职责不得由同一人承担（三员分立）")


def _columns(row: Organisation) -> dict[str, str | int | None]:
    """Columns of an organisation as ledger facts."""
    facts: dict[str, str | int | None] = {"parent": row.parent.code if row.parent else ""}
    for field in row._meta.concrete_fields:
        if field.name not in ("id", "parent", "leader"):  # no person's name enters the ledger
            value = getattr(row, field.name)
            facts[field.name] = value.isoformat() if isinstance(value, date) else value
    return facts

"""Hand-over from office-automation systems: admitting one, and taking a package once, with a receipt."""

import hashlib
import secrets
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Contents, Format
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, Scope

from ..models import Handover, HandoverSystem, Manuscript
from ..rules.handovers import BadPackage, Package, fingerprint, read
from ..rules.manuscripts import RuleBroken
from . import attaching, manuscripts


class Different(RuleBroken):
    """The key was used for another package before."""


@transaction.atomic
def admit(code: str, name: str, organisation: str, *, by: Actor) -> str:
    """Let a system hand over for an organisation and those below it (security duty); its token, told once."""
    owner = orgs.by_code(organisation)
    if owner is None:
        raise RuleBroken(f"机构 {organisation} 不存在，请核对机构代码")
    by.must(Duty.SECURITY, owner.lineage)
    if HandoverSystem.objects.filter(code=code).exists():
        raise RuleBroken(f"代码 {code} 已被使用，请换一个")
    token = secrets.token_urlsafe(32)
    system = HandoverSystem(code=code, name=name, organisation=owner, admitted_at=timezone.now())
    system.token_digest = _digest(token)
    system.full_clean()
    system.save(force_insert=True)
    record("handover.admitted", f"handover-system/{code}", by=by, organisation=organisation)
    return token


@transaction.atomic
def revoke(code: str, *, by: Actor) -> None:
    """End a system's admission (security duty); its token is worth nothing from now on."""
    system = HandoverSystem.objects.select_for_update(of=("self",)).filter(code=code, revoked_at=None).first()
    if system is None:
        raise RuleBroken(f"没有正在使用的对接系统 {code}")
    by.must(Duty.SECURITY, system.organisation.lineage)
    system.revoked_at = timezone.now()
    system.save(update_fields=["revoked_at"])
    record("handover.revoked", f"handover-system/{code}", by=by)


def receive(system: HandoverSystem, metadata: bytes, files: Mapping[str, bytes]) -> tuple[Handover, bool]:
    """Take a package; the receipt, and whether it is new. The same package again gets the first receipt.

    Raises BadPackage with every reason, Refused for a file that cannot be taken, Different for a key that
    was used for something else. Nothing is kept half: files are read first, then the manuscript, its files
    and the receipt are one transaction.
    """
    package = read(metadata, files)
    mark = fingerprint(metadata, files)
    if known := _known(system, package.key, mark):
        return known, False
    owner = orgs.by_code(package.organisation)
    if owner is None or not owner.lineage.startswith(system.organisation.lineage):
        raise BadPackage([f"{system.name}不能为机构 {package.organisation[:20]} 转入公文，请核对机构代码"])
    by = acting(system, package.organisation)
    html = _body(package, files)
    with ExitStack() as kept:
        taken = []
        for name in package.attachments:
            taken.append(attaching.take(name, files[name], by=by))
            kept.enter_context(attaching.kept(taken[-1][0].sha256, by=by))
        return _stored(system, package, mark, html, taken, by=by)


def _stored(
    system: HandoverSystem,
    package: Package,
    mark: str,
    html: str,
    taken: list[tuple[Any, Contents]],
    *,
    by: Actor,
) -> tuple[Handover, bool]:
    """The manuscript, its files and the receipt, in one transaction."""
    try:
        with transaction.atomic():
            made = manuscripts.begin(
                package.organisation, replace(package.content, html=html), origin=system.code, by=by
            )
            for file, contents in taken:
                attaching.attach(made.pk, file.sha256, file.name, contents, by=by)
            return _receipt(system, package, mark, made, by), True
    except IntegrityError:  # the same key at the same moment: the other one was first
        if known := _known(system, package.key, mark):
            return known, False
        raise


def acting(system: HandoverSystem, organisation: str) -> Actor:
    """The system as an actor: it may draft where it was admitted, and nothing else."""
    scope = Scope((system.organisation.lineage,))
    return Actor(f"handover/{system.code}", organisation, frozenset({Duty.DRAFT}), scope)


def _receipt(system: HandoverSystem, package: Package, mark: str, made: Manuscript, by: Actor) -> Handover:
    row = Handover(system=system, key=package.key, fingerprint=mark, manuscript=made)
    row.received_at = timezone.now()
    row.save(force_insert=True)
    subject = f"handover/{system.code}/{_digest(package.key)[:16]}"
    record("handover.received", subject, by=by, manuscript=made.pk, fingerprint=mark)
    return row


def _known(system: HandoverSystem, key: str, mark: str) -> Handover | None:
    row = Handover.objects.select_related("manuscript").filter(system=system, key=key).first()
    if row is not None and row.fingerprint != mark:
        raise Different(f"编号 {key} 已转入过另一份内容；改了内容请用新的编号，或在公开系统中修改稿件")
    return row


def _body(package: Package, files: Mapping[str, bytes]) -> str:
    if not package.body:
        return ""
    data = files[package.body]
    form: Format = sandbox.run("recognise", data, package.body)
    html: str = sandbox.run("to_html", data, form)
    return html


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

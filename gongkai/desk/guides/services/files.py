"""Forms and filled samples of a guide: taken in through the gate of every file, read for what they hide.

A sample is where personal data leaks most easily: somebody's real form, filled in. Reading runs in a child
process and outside the transaction.
"""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.attachments import queries as attachments
from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments import services as intake
from gongkai.ground.attachments.rules import Cleaned, Contents, Format
from gongkai.ground.attachments.services import holding, reading
from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.rules.checks.personal import in_file
from gongkai.record.editorial.services import findings

from ..models import Guide, GuideFile
from ..rules.shape import RuleBroken
from ..rules.states import MAX_FILES, Role
from .checking import KIND, of_file, public
from .guides import locked, must_be_written, noted, touch

MAX_NAME = 200


def add(key: int, name: str, data: bytes, *, role: Role, material: str = "", by: Actor) -> GuideFile:
    """Take a file in and attach it, with what it hides as findings. Raises Refused, in words, for a file that
    cannot be taken."""
    with transaction.atomic():
        must_be_written(locked(key, by))  # before anything is read for somebody who may not
    stored = intake.take_in(name, data, by=by)
    contents: Contents = sandbox.run("contents", data, Format(stored.format))
    return _attach(key, stored.sha256, stored.name, role, material, contents, by)


def clean(key: int, file: int, *, by: Actor) -> tuple[GuideFile, tuple[str, ...]]:
    """Replace a file by a copy without anything hidden; the new row, and what a person should know of it."""
    row = GuideFile.objects.filter(guide=key, pk=file).first()
    data = attachments.content(row.sha256) if row else None
    if row is None or data is None:
        raise RuleBroken("文件已不在库中，请刷新页面")
    form = Format(row.format)
    copy: Cleaned = sandbox.run("clean", data, form)
    stored = intake.take_in(row.name, copy.data, by=by)
    if stored.sha256 == row.sha256:
        raise RuleBroken("这个文件没有可以清除的隐藏内容；看得见的内容请在原文件中改好再上传")
    contents: Contents = sandbox.run("contents", copy.data, form)
    made = _attach(
        key, stored.sha256, row.name, Role(row.role), row.material, contents, by, instead_of=row.pk
    )
    return made, copy.notes


@transaction.atomic
def detach(key: int, file: int, *, by: Actor) -> None:
    """Take a file away; its content goes at the daily tidying when nothing else holds it."""
    guide = locked(key, by)
    must_be_written(guide)
    row = guide.files.filter(pk=file).first()
    if row is None:
        raise RuleBroken("这个附件已经移除，请刷新页面")
    _drop(guide, row, by)
    _moved(guide)
    noted("guide.detached", guide, by=by, file=row.sha256)


@transaction.atomic
def _attach(
    key: int, sha256: str, name: str, role: Role, material: str, contents: Contents, by: Actor,
    *, instead_of: int | None = None,
) -> GuideFile:  # fmt: skip
    guide = locked(key, by)
    must_be_written(guide)
    stored = attachments.stored(sha256)
    if stored is None:
        raise RuleBroken("文件已不在库中，请重新上传")
    if guide.files.filter(sha256=sha256).exists():
        raise RuleBroken(f"这个文件已经在附件里：{name}")
    old = guide.files.filter(pk=instead_of).first() if instead_of else None
    if old is None and guide.files.count() >= MAX_FILES:
        raise RuleBroken(f"一份指南最多 {MAX_FILES} 个附件，请合并后再上传")
    if old is not None:
        _drop(guide, old, by)
    material = " ".join(material.replace("\0", "").split())[:500]
    row = GuideFile(guide=guide, sha256=sha256, name=name[:MAX_NAME], format=stored.format, role=role)
    row.size, row.material, row.at = stored.size, material, timezone.now()
    row.save(force_insert=True)
    holding.hold(sha256, holder(guide))
    reading.keep(sha256, contents)
    findings.store(KIND, of_file(guide.pk, sha256), in_file(row.name, contents, public(guide)), by=by)
    _moved(guide)
    noted("guide.attached", guide, by=by, file=sha256, role=str(role))
    return row


def _moved(guide: Guide) -> None:
    guide.revision += 1
    touch(guide, "revision")


def _drop(guide: Guide, row: GuideFile, by: Actor) -> None:
    findings.forget(KIND, of_file(guide.pk, row.sha256), by=by)
    holding.release(row.sha256, holder(guide))
    GuideFile.objects.filter(pk=row.pk).delete()


def holder(guide: Guide) -> str:
    """Under which name the guide holds its files."""
    return f"guide/{guide.pk}"

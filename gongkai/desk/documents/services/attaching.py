"""Files of a manuscript: taken, read for what they hide, replaced by clean copies, turned into the body.

Reading and cleaning run in a child process and outside every transaction; what is kept is kept in one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gongkai.ground.attachments import queries as attachments
from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments import services as intake
from gongkai.ground.attachments.rules import Cleaned, Contents, Format, Refused
from gongkai.ground.attachments.services import reading
from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.rules.checks.personal import in_file
from gongkai.record.editorial.services import findings

from ..models import Manuscript, ManuscriptFile
from ..queries.checking import own_contacts
from ..queries.manuscripts import content_of
from ..rules.manuscripts import EDITABLE, MAX_FILES, RuleBroken, Status
from .checking import KIND, of_file
from .manuscripts import locked, noted, save
from .unheld import let_go


def add(key: int, name: str, data: bytes, *, by: Actor) -> ManuscriptFile:
    """Take a file in and attach it, with what it hides as findings. Raises Refused, in words, for a file that
    cannot be taken."""
    stored, contents = take(name, data, by=by)
    with kept(stored.sha256, by=by):
        return attach(key, stored.sha256, stored.name, contents, by=by)


def take(name: str, data: bytes, *, by: Actor) -> tuple[Any, Contents]:
    """Take a file in and read it, before anything is attached: the stored file and all its words."""
    stored = intake.take_in(name, data, by=by)
    with kept(stored.sha256, by=by):
        return stored, read(data, Format(stored.format))


@contextmanager
def kept(*sha256s: str, by: Actor) -> Iterator[None]:
    """Files that were taken in for a step: when it fails, nothing of them stays behind."""
    try:
        yield
    except Exception:
        let_go(sha256s, by=by)
        raise


@transaction.atomic
def attach(
    key: int, sha256: str, name: str, contents: Contents, *, instead_of: int | None = None, by: Actor
) -> ManuscriptFile:
    """Attach a file that was taken in and read; ``instead_of`` is the row that it replaces."""
    manuscript = _open(key, by)
    stored = attachments.stored(sha256)
    if stored is None:
        raise RuleBroken("文件已不在库中，请重新上传")
    old = manuscript.files.filter(pk=instead_of).first() if instead_of else None
    if manuscript.files.filter(sha256=sha256).exists():
        raise RuleBroken(f"这个文件已经在附件里：{name}")
    if old is None and manuscript.files.count() >= MAX_FILES:
        raise RuleBroken(f"一份稿件最多 {MAX_FILES} 个附件，请打包或另发一份")
    last = manuscript.files.aggregate(last=Max("position"))["last"] or 0
    row = ManuscriptFile(manuscript=manuscript, sha256=sha256, name=name, format=stored.format)
    row.size, row.at, row.position = stored.size, timezone.now(), old.position if old else last + 1
    if old is not None:
        row.name, row.cleaned_from = old.name, old.sha256
        findings.forget(KIND, of_file(manuscript, old.sha256), by=by)
        old.delete()
        let_go([old.sha256], by=by)  # it said what the clean copy no longer says
    row.save(force_insert=True)
    reading.keep(sha256, contents)
    found = in_file(row.name, contents, own_contacts(manuscript))
    findings.store(KIND, of_file(manuscript, sha256), found, by=by)
    noted("manuscript.attached", manuscript, by=by, file=sha256)
    return row


def clean(key: int, file: int, *, by: Actor) -> tuple[ManuscriptFile, tuple[str, ...]]:
    """Replace a file by a copy without anything hidden; the new row, and what a person should know of the
    copy. Raises Refused where no such copy can be made."""
    row = ManuscriptFile.objects.filter(manuscript=key, pk=file).first()
    data = attachments.content(row.sha256) if row else None
    if row is None or data is None:
        raise RuleBroken("文件已不在库中，请刷新页面")
    form = Format(row.format)
    copy: Cleaned = sandbox.run("clean", data, form)
    stored = intake.take_in(row.name, copy.data, by=by)
    if stored.sha256 == row.sha256:
        raise RuleBroken("这个文件没有可以清除的隐藏内容；正文里的内容请在原文件中改好再上传")
    with kept(stored.sha256, by=by):
        contents = read(copy.data, form)
        return attach(key, stored.sha256, row.name, contents, instead_of=row.pk, by=by), copy.notes


@transaction.atomic
def detach(key: int, file: int, *, by: Actor) -> None:
    """Take a file away; its content goes when nothing else holds it."""
    manuscript = _open(key, by)
    row = manuscript.files.filter(pk=file).first()
    if row is None:
        raise RuleBroken("这个附件已经移除，请刷新页面")
    findings.forget(KIND, of_file(manuscript, row.sha256), by=by)
    row.delete()
    noted("manuscript.detached", manuscript, by=by, file=row.sha256)
    let_go([row.sha256], by=by)


def use_as_body(key: int, name: str, data: bytes, *, revision: int, by: Actor) -> Manuscript:
    """Convert a file to the manuscript's body, as a new revision; a title is taken over where none stands."""
    form: Format = sandbox.run("recognise", data, name)
    html: str = sandbox.run("to_html", data, form)
    if not html.strip():
        raise Refused("文件里没有可以转换的文字；扫描件请先识别文字，或作为附件上传")
    manuscript = Manuscript.objects.get(pk=key)
    content = content_of(manuscript, revision)
    return save(key, replace(content, html=html), revision=revision, by=by)


def read(data: bytes, form: Format) -> Contents:
    """Every word of a file, seen and unseen, read in a child."""
    contents: Contents = sandbox.run("contents", data, form)
    return contents


def _open(key: int, by: Actor) -> Manuscript:
    manuscript = locked(key, by)
    if manuscript.status not in EDITABLE:
        raise RuleBroken(f"稿件{Status(manuscript.status).label}，附件不能改；请先撤回送审")
    return manuscript

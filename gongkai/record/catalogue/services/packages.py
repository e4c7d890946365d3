"""Making the package for archive and library, and recording that it was delivered.

The file is written outside any transaction, because a large one takes minutes; the entry comes when it is
whole, and carries its digest.
"""

import hashlib
import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from gongkai.ground.attachments import queries as files
from gongkai.ground.attachments.rules.names import safe
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Publication, Version
from ..queries.evidence import evidence
from ..queries.packages import DELIVERED, keys, publications
from ..rules import RuleBroken, packages
from ..rules.checking import Verdict, check
from ..rules.packages import Member, Wanted

CHUNK = 1024 * 1024
Progress = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was made: the whole file's digest and length, and how many publications it holds."""

    sha256: str
    size: int
    count: int


@dataclass(slots=True)
class Bag:
    """A bag while it is written."""

    folder: str
    archive: zipfile.ZipFile
    members: list[Member] = field(default_factory=list)

    def add(self, path: str, data: bytes) -> None:
        self.copy(path, io.BytesIO(data))

    def copy(self, path: str, source: Any) -> str:
        """Put a file in; returns its digest."""
        hashed, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(f"{self.folder}/{path}", timezone.localtime().timetuple()[:6])
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        with self.archive.open(info, "w", force_zip64=True) as target:
            while part := source.read(CHUNK):
                hashed.update(part)
                size += len(part)
                target.write(part)
        self.members.append(Member(path, hashed.hexdigest(), size))
        return hashed.hexdigest()


def deliver(
    wanted: Wanted, file: BinaryIO, *, by: Actor, most: int | None = None, progress: Progress | None = None
) -> Delivered:
    """Write the package into ``file`` (open for reading and writing) and record its delivery.

    Needs the read duty at the organisation. Raises RuleBroken for an unknown organisation, an empty time,
    more than ``most`` publications, and while something of it waits for its index; nothing is recorded then.
    """
    wanted.check()
    body = orgs.by_code(wanted.organisation)
    if body is None:
        raise RuleBroken(f"没有机构 {wanted.organisation}，请检查机构代码")
    by.must(Duty.READ, body.lineage)
    found = keys(wanted)
    if not found:
        raise RuleBroken(f"{body.name}在 {wanted.first} 至 {wanted.last} 没有公开过信息，没有可移交的内容")
    if most is not None and len(found) > most:
        raise RuleBroken(
            f"这段时间有 {len(found)} 条，网页上一次最多 {most} 条：请缩短日期，或由运维用命令导出"
        )
    _write(wanted, body.name, found, file, progress)
    made = Delivered(_hashed(file), file.tell(), len(found))
    _enter(wanted, made, by=by)
    return made


def _hashed(file: BinaryIO) -> str:
    file.seek(0)
    hashed = hashlib.sha256()
    while part := file.read(CHUNK):
        hashed.update(part)
    return hashed.hexdigest()


@transaction.atomic
def _enter(wanted: Wanted, made: Delivered, *, by: Actor) -> None:
    record(
        DELIVERED,
        wanted.organisation,
        by=by,
        first=wanted.first,
        last=wanted.last,
        recipient=str(wanted.recipient),
        sha256=made.sha256,
        size=made.size,
        count=made.count,
    )


def _write(
    wanted: Wanted, organisation: str, found: list[int], file: BinaryIO, progress: Progress | None
) -> None:
    today, latest = timezone.localdate(), ledger.checkpoint()
    if latest is None:
        raise RuleBroken("存证还没有检查点，请先运行 gongkai worker")
    key, rows, counted = ledger.verifier_key(), [], Counter[str]()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        bag = Bag(wanted.name, archive)
        for number, (row, versions) in enumerate(publications(found), 1):
            verdict, held, absent = _publication(bag, row, versions, key)
            rows.append(packages.row(verdict, number, held, absent))
            counted[verdict.state] += 1
            if progress and number % 10 == 0:
                progress(number)
        bag.add("data/index.csv", packages.index(rows).encode())
        cover = packages.cover(wanted, organisation, today, counted, latest.note, key)
        bag.add("data/cover.html", cover.encode())
        payload = list(bag.members)
        bag.add("bagit.txt", packages.bag().encode())
        bag.add("bag-info.txt", packages.bag_info(wanted, organisation, today, payload).encode())
        bag.add("manifest-sha256.txt", packages.manifest(payload).encode())
        tags = bag.members[len(payload) :]
        bag.add("tagmanifest-sha256.txt", packages.manifest(tags).encode())


def _publication(bag: Bag, row: Publication, versions: list[Version], key: str) -> tuple[Verdict, int, int]:
    """One publication's folder; the verdict on its current version, its files here and those that are not."""
    folder = packages.place(row.identifier)
    verdict = Verdict()
    for version in versions:
        data = evidence(row, version)
        if data is None:
            raise RuleBroken(f"{row.identifier} 还没有编入存证，请过几秒再试")
        bag.add(f"{folder}/evidence-v{version.number}.json", data)
        if version.number == row.version:
            verdict = check(data, key)
    if not verdict.ok:
        raise RuleBroken(f"{row.identifier} 的内容与存证不符，不能移交；请运行 gongkai verify")
    bag.add(f"{folder}/page.html", packages.page(verdict).encode())
    said = verdict.content["metadata"] if verdict.content else {}
    attached = [_attach(bag, folder, n, link) for n, link in enumerate(said.get("attachments", ()), 1)]
    described = {
        "identifier": row.identifier,
        "path": row.path,
        "publisher": {"code": row.publisher.code, "name": row.publisher.name},
        "status": str(row.status),
        "reason": row.reason,
        "metadata": said,
        "attachments": attached,
        "versions": [
            {"number": v.number, "at": timezone.localtime(v.at).isoformat(), "digest": v.digest}
            for v in versions
        ],
    }
    text = json.dumps(described, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    bag.add(f"{folder}/metadata.json", text.encode())
    held = sum(bool(one["file"]) for one in attached)
    return verdict, held, len(attached) - held


def _attach(bag: Bag, folder: str, number: int, link: dict[str, Any]) -> dict[str, Any]:
    """An attachment with its file in the bag; ``file`` is "" for one that lies elsewhere."""
    content = files.opened(link["sha256"]) if link["sha256"] else None
    if content is None:
        return {"name": link["name"], "url": link["url"], "sha256": link["sha256"], "file": ""}
    path = f"files/{number:02d}-{safe(link['name'] or link['url'])}"
    with content:
        digest = bag.copy(f"{folder}/{path}", content)
    if digest != link["sha256"]:
        raise RuleBroken(f"附件 {link['name']} 的内容与公开时的指纹不同，不能移交；请运行 gongkai doctor")
    return {"name": link["name"], "url": link["url"], "sha256": digest, "file": path}

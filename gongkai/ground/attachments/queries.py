"""Files that are here, their content, and what they look like as a page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.files.storage import storages

from . import sandbox
from .models import FileContents, StoredFile
from .rules import Contents, Format, Refused
from .rules.keeping import READER, unpack

ALIAS = "files"  # in settings.STORAGES


def location(sha256: str) -> str:
    """Where the storage keeps a content."""
    return f"{sha256[:2]}/{sha256[2:]}"


def stored(sha256: str) -> StoredFile | None:
    """The file of a digest; None when it never was here or has been discarded."""
    return StoredFile.objects.filter(sha256=sha256, discarded_at=None).first()


def stored_of(sha256s: Iterable[str]) -> dict[str, StoredFile]:
    """Files by digest, in one statement; those that are not here are absent."""
    wanted = {sha256 for sha256 in sha256s if sha256}
    rows = StoredFile.objects.filter(sha256__in=wanted, discarded_at=None) if wanted else []
    return {row.sha256: row for row in rows}


def taken_before(moment: datetime, after: int, limit: int) -> list[StoredFile]:
    """Files that are here since before a moment, by key past ``after``."""
    rows = StoredFile.objects.filter(taken_at__lt=moment, discarded_at=None, pk__gt=after)
    return list(rows.order_by("pk")[:limit])


def opened(sha256: str) -> Any:
    """The content as an open binary file, which the caller closes; None when it is not here."""
    if stored(sha256) is None:
        return None
    try:
        return storages[ALIAS].open(location(sha256))
    except FileNotFoundError:
        return None


def content(sha256: str) -> bytes | None:
    """The whole content; None when it is not here."""
    file = opened(sha256)
    if file is None:
        return None
    with file:
        return bytes(file.read())


def unread(sha256s: Iterable[str]) -> list[str]:
    """Those of these files that are here and whose words are not kept, or were read by an earlier reader."""
    rows = StoredFile.objects.filter(sha256__in=set(sha256s), discarded_at=None)
    return sorted(rows.exclude(contents__reader=READER).values_list("sha256", flat=True))


def contents_of(sha256s: Iterable[str]) -> Iterator[tuple[str, Contents | str]]:
    """The kept words of files by digest, one after the other; a text says why they could not be read."""
    rows = FileContents.objects.filter(file__sha256__in=set(sha256s), file__discarded_at=None)
    for sha256, packed, trouble in rows.values_list("file__sha256", "packed", "trouble").iterator():
        yield sha256, trouble or unpack(bytes(packed))


def as_html(sha256: str) -> str:
    """The file as clean HTML, converted in a child process. Raises Refused when it cannot be."""
    file, data = stored(sha256), content(sha256)
    if file is None or data is None:
        raise Refused("文件已不在库中，请重新上传")
    return str(sandbox.run("to_html", data, Format(file.format)))

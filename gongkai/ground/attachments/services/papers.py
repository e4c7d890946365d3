"""Files that citizens send with a form: looked at in a child process before anything keeps them."""

from dataclasses import dataclass

from .. import sandbox
from ..rules import Format, Refused, names

MOST = 10  # files with one step
LARGEST = 20_000_000  # bytes of one file


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that was recognised and may be kept."""

    name: str
    data: bytes
    format: Format


def recognised(uploads: list[tuple[str, bytes]]) -> list[Paper]:
    """Files (name, content) as they came, looked at in a child. Call outside a transaction. Raises
    Refused."""
    if len(uploads) > MOST:
        raise Refused(f"一次最多 {MOST} 个文件，请合并或者分次提交")
    papers = []
    for name, data in uploads:
        if len(data) > LARGEST:
            raise Refused(f"{names.safe(name)} 超过 {LARGEST // 1_000_000} MB，请压缩或者分开")
        papers.append(Paper(names.safe(name), data, sandbox.run("recognise", data, name)))
    return papers

"""The latest checkpoint outside the database: what shows that the database was cut off or replaced.

``GONGKAI_HOME/ledger/checkpoint`` is replaced at every step of the tree. One that the present tree does
not continue is never overwritten but kept beside it (``checkpoint.<size>``), for ``gongkai verify``.
"""

from pathlib import Path

from . import keys

NAME = "checkpoint"


def latest() -> Path:
    return keys.folder() / NAME


def every() -> list[Path]:
    """The latest checkpoint and those kept as evidence."""
    return [path for path in sorted(keys.folder().glob(f"{NAME}*")) if not path.name.endswith(".new")]


def text(path: Path) -> str:
    """A checkpoint file's text; bytes that are no UTF-8 stay visible to the signature check."""
    return path.read_bytes().decode("utf-8", "surrogateescape")

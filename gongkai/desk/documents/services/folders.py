"""The watched folder: packages that a system lays down instead of calling the interface.

``GONGKAI_HOME/handover/<system code>/<package>/`` holds ``metadata.json`` and the files it names. A package
is taken once its metadata lies there (to be written last) and moves to ``done/`` or ``refused/`` with a
``receipt.json``. A run that is killed in between takes the package again and gets the first receipt.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import orjson
import structlog

from gongkai.ground.attachments.rules import MAX_BYTES, Refused
from gongkai.ground.orgs.rules import NotAllowed

from ..queries import handovers as queries
from ..rules.handovers import MAX_PACKAGE, BadPackage
from ..rules.manuscripts import RuleBroken
from . import handovers

METADATA, RECEIPT = "metadata.json", "receipt.json"
DONE, REFUSED = "done", "refused"
PIECE = 50  # packages in one run; the next run takes the rest
MAX_METADATA = 1024 * 1024

log = structlog.get_logger(__name__)


def take_packages(root: Path) -> tuple[int, int]:
    """Take what lies there; how many were received, and how many refused."""
    received = refused = 0
    for folder in list(packages(root))[:PIECE]:
        system = queries.by_code(folder.parent.name)
        if system is None:
            continue
        try:
            row, _ = handovers.receive(system, *contents(folder))
        except (BadPackage, Refused, RuleBroken, NotAllowed, ValueError) as why:
            problems = why.problems if isinstance(why, BadPackage) else (str(why),)
            put_away(folder, REFUSED, {"problems": list(problems)})
            log.warning("handover_refused", system=system.code)
            refused += 1
        except OSError as unreadable:  # somebody else's permissions: the rest must not wait for it
            log.error("handover_unreadable", system=system.code, reason=type(unreadable).__name__)
        else:
            put_away(folder, DONE, queries.receipt(row))
            received += 1
    return received, refused


def packages(root: Path) -> Iterator[Path]:
    """Folders that are complete, oldest name first; links are not followed."""
    for system in sorted(root.iterdir()) if root.is_dir() else ():
        if not system.is_dir() or system.is_symlink():
            continue
        for folder in sorted(system.iterdir()):
            complete = folder.is_dir() and not folder.is_symlink() and (folder / METADATA).is_file()
            if complete and folder.name not in (DONE, REFUSED):
                yield folder


def contents(folder: Path) -> tuple[bytes, dict[str, bytes]]:
    """The metadata and the other files of a package. BadPackage for what is no plain file, or large."""
    files: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_file():
            raise BadPackage([f"{path.name} 不是普通文件，请去掉子目录和链接"])
        most = MAX_METADATA if path.name == METADATA else MAX_BYTES
        if path.stat().st_size > most:
            raise BadPackage([f"{path.name} 超过 {most // 1024 // 1024} MB"])
        files[path.name] = path.read_bytes()
        if sum(map(len, files.values())) > MAX_PACKAGE:
            raise BadPackage([f"整包超过 {MAX_PACKAGE // 1024 // 1024} MB，请减少附件"])
    files.pop(RECEIPT, None)
    return files.pop(METADATA), files


def put_away(folder: Path, where: str, receipt: Mapping[str, object]) -> None:
    """Move a package with its receipt; one of the same name that lies there is replaced."""
    written = folder / f".{RECEIPT}"
    written.unlink(missing_ok=True)  # a link of this name would lead the receipt elsewhere
    written.write_bytes(orjson.dumps(receipt, option=orjson.OPT_INDENT_2))
    written.replace(folder / RECEIPT)
    target = folder.parent / where / folder.name
    target.parent.mkdir(exist_ok=True)
    if target.exists():
        shutil.rmtree(target)
    folder.rename(target)
    if where == DONE:
        emptied(target)


def emptied(folder: Path) -> None:
    """Keep the receipt only: what the law removes must not lie on here, where nobody looks."""
    for path in folder.iterdir():
        if path.name != RECEIPT:
            path.unlink()

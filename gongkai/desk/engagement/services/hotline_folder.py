"""The watched folder, for a hotline that lays files down instead of calling.

``GONGKAI_HOME/hotline/in/NAME.jsonl`` holds one message a line; it is taken once ``NAME.jsonl.sig``, its
signature, lies beside it (to be written last). The receipt goes to ``receipts/NAME.jsonl``; the package is
deleted, because its words are the letters' now. Without an address of the hotline, what it must be told is
laid into ``out/`` in the same form.
"""

from collections.abc import Iterator
from pathlib import Path

import structlog
from django.conf import settings
from django.utils import timezone

from gongkai.ground.notices.rules.outcomes import TAKEN
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.sealing.rules import Unreadable

from ..rules.hotline import BadMessage, canonical
from ..rules.hotline_signing import of_file, same
from ..rules.kinds import RuleBroken
from .hotline_admission import known
from .hotline_receiving import Conflict, receive
from .hotline_sending import claim, forget, written
from .hotline_telling import told

IN, OUT, RECEIPTS, REFUSED = "in", "out", "receipts", "refused"
LINES, SIGNED = ".jsonl", ".sig"
PIECE = 50  # packages, or messages, in one run; the next run takes the rest
MOST_BYTES = 10 * 1024 * 1024
log = structlog.get_logger(__name__)


def folder() -> Path:
    return Path(settings.HOME) / "hotline"


def take(root: Path, *, by: Actor) -> tuple[int, int]:
    """Take what lies there; how many messages were received, and how many lines or packages refused."""
    received = refused = 0
    for path in list(_complete(root / IN))[:PIECE] if known() else []:
        try:
            lines, bad = _package(root, path, by=by)
        except OSError as unreadable:  # somebody else's permissions: the rest must not wait for it
            log.error("hotline_unreadable", reason=type(unreadable).__name__)
            continue
        received, refused = received + lines, refused + bad
    return received, refused


def lay_out(root: Path | None = None) -> int:
    """Lay what is due into ``out/``, where no address is set up; how many messages."""
    if not known() or known().get("url"):
        return 0
    out, laid = (root or folder()) / OUT, 0
    out.mkdir(parents=True, exist_ok=True)
    while laid < PIECE and (row := claim(timezone.now())):
        try:
            content = canonical(told(row)) + b"\n"
        except Unreadable:
            forget(row)
            continue
        _write(out / f"{row.key}{LINES}", content)  # the same message again takes its own place
        name = f"{row.key}{LINES}"
        _write(out / f"{name}{SIGNED}", of_file(known()["secret"], name, content).encode())
        written(row, TAKEN, timezone.now())
        laid += 1
    return laid


def _complete(place: Path) -> Iterator[Path]:
    """Packages with their signature, oldest name first; links are not followed."""
    for path in sorted(place.glob(f"*{LINES}")) if place.is_dir() else ():
        signed = path.with_name(path.name + SIGNED)
        if all(one.is_file() and not one.is_symlink() for one in (path, signed)):
            yield path


def _package(root: Path, path: Path, *, by: Actor) -> tuple[int, int]:
    signed = path.with_name(path.name + SIGNED)
    if why := _wrong(path, signed):
        _receipt(root, path.name, [{"state": "refused", "details": {"package": why}}])
        (root / REFUSED).mkdir(exist_ok=True)
        path.replace(root / REFUSED / path.name)
        signed.unlink()
        log.warning("hotline_package_refused")
        return 0, 1
    rows = [(number, line) for number, line in enumerate(path.read_bytes().split(b"\n"), 1) if line.strip()]
    told = [{"line": number} | _line(line, by=by) for number, line in rows]
    _receipt(root, path.name, told)
    path.unlink()
    signed.unlink()
    bad = sum(one["state"] == "refused" for one in told)
    return len(told) - bad, bad


def _wrong(path: Path, signed: Path) -> str:
    if path.stat().st_size > MOST_BYTES or signed.stat().st_size > 1024:
        return f"一个文件最多 {MOST_BYTES // 1024 // 1024} MB，请分成几个"
    given = signed.read_bytes().decode("ascii", "replace").strip()
    if not same(given, of_file(known()["secret"], path.name, path.read_bytes())):
        return "签名不对：请核对密钥，签名应当覆盖文件名、换行和文件的全部字节"
    return ""


def _line(line: bytes, *, by: Actor) -> dict[str, object]:
    try:
        return receive(line, by=by).told()
    except BadMessage as bad:
        return {"state": "refused", "details": bad.problems}
    except (Conflict, RuleBroken) as why:
        return {"state": "refused", "details": {"message": str(why)}}


def _receipt(root: Path, name: str, rows: list[dict[str, object]]) -> None:
    (root / RECEIPTS).mkdir(parents=True, exist_ok=True)
    _write(root / RECEIPTS / name, b"".join(canonical(row) + b"\n" for row in rows))


def _write(target: Path, content: bytes) -> None:
    """A file that stands there whole or not at all; a link of its name leads nowhere."""
    partial = target.with_name(f".{target.name}.part")
    partial.unlink(missing_ok=True)
    partial.write_bytes(content)
    partial.replace(target)

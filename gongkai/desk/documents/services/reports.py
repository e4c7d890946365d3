"""The report of an import: one JSON line for each record, one for each file left out, and the sums at the
end."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson
from django.conf import settings
from django.utils import timezone

from gongkai.ground.language.rules.personal import mask

from ..rules.outcomes import Outcome
from .files import Skipped
from .joining import Result


@dataclass(slots=True)
class Summary:
    """Sums of an import; ``read`` is the sum of the five outcomes. ``report`` is the report file's path."""

    read: int = 0
    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    rejected: int = 0
    report: str = ""
    linked: int = 0
    unlinked: int = 0
    skipped: list[Skipped] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        self.read += 1
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)

    def line(self) -> dict[str, Any]:
        """What ``gongkai import --json`` prints."""
        names = ("read", "imported", "updated", "unchanged", "quarantined", "rejected", "report")
        return {name: getattr(self, name) for name in names}


def default_path() -> Path:
    """A new file under GONGKAI_HOME/reports, named by the moment."""
    folder = Path(settings.HOME) / "reports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S-%f")
    return folder / f"import-{stamp}.jsonl"


class Report:
    """The open report file; readable by its owner only, since it names records that wait in quarantine."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.file = path.open("wb")
        path.chmod(0o600)

    def __enter__(self) -> "Report":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()

    def results(self, results: list[Result]) -> None:
        self.file.write(b"".join(orjson.dumps(line(result)) + b"\n" for result in results))
        self.file.flush()

    def skipped(self, skipped: list[Skipped]) -> None:
        for entry in skipped:
            self.file.write(orjson.dumps({"file": entry.file, "skipped": entry.reason}) + b"\n")

    def links(self, lines: list[dict[str, Any]]) -> None:
        clean = [{k: mask(v) if isinstance(v, str) else v for k, v in entry.items()} for entry in lines]
        self.file.write(b"".join(orjson.dumps(entry) + b"\n" for entry in clean))

    def summary(self, summary: Summary) -> None:
        self.file.write(orjson.dumps({"summary": asdict(summary)}) + b"\n")
        self.file.flush()


def line(result: Result) -> dict[str, Any]:
    """A report line; findings are masked, and the title of a quarantined record is left out."""
    reading = result.reading
    entry: dict[str, Any] = {
        "file": reading.file,
        "line": reading.line,
        "key": reading.key,
        "outcome": result.outcome.value,
    }
    if result.reason:
        entry["reason"] = mask(result.reason)
    if result.identifier:
        entry["identifier"] = result.identifier
    if result.outcome is Outcome.QUARANTINED:
        entry["findings"] = [
            {"kind": hit.kind, "part": hit.part, "masked": hit.masked} for hit in reading.hits
        ]
    elif reading.title:
        entry["title"] = mask(reading.title)
    if reading.prepared is not None and (
        flags := [f for f in reading.prepared.draft.flags if f[:3] not in QUIET]
    ):
        entry["flags"] = list(map(mask, flags))
    return entry


QUIET = ("沿革：", "原令号")

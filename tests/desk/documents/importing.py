"""Running an import in a test and reading its report."""

import json
from pathlib import Path

from gongkai.desk.documents.services import imports, reports

from . import making

OUTCOMES = ("imported", "updated", "unchanged", "quarantined", "rejected")


def run(path: Path, tmp_path: Path, **options) -> tuple[reports.Summary, list[dict]]:
    """Import and read the report back: the summary and the lines of records."""
    summary = imports.import_documents([path], by=making.BY, report=tmp_path / "report", **options)
    lines = [json.loads(line) for line in (tmp_path / "report").read_bytes().splitlines()]
    assert summary.read == sum(getattr(summary, outcome) for outcome in OUTCOMES)
    return summary, [line for line in lines if "outcome" in line]


def identified(tmp_path: Path) -> Path:
    """A file with one record that holds personal identifiers."""
    record = making.search_result(text=f"公示：张某，身份证号{making.IDENTITY}，电话13812345678。")
    return making.lines(tmp_path / "in", record)

"""Import of official documents from files: read beside, screened, published in batches, reported line by
line.

A run can be killed at any moment: every batch is one transaction, batches are cut at the same places each
time, and what was done is recognised, so that the next run completes it with the same identifiers and
contents.
"""

import errno
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from django.db import IntegrityError, OperationalError

from gongkai.ground.language.rules.decoding import decode
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, NotAllowed
from gongkai.record.catalogue.queries import withholding

from ..rules.adapters.tables import Mapping, mapping_of
from ..rules.reading import Reading
from ..rules.source import Unreadable
from . import files, linking, parsing
from .joining import Result
from .reports import Report, Summary, default_path
from .storing import store
from .turns import Turn

LIMIT = 10_000_000  # bytes of one record; the longest official text known to us has 0.9 MB
FULL = (errno.ENOSPC, errno.EDQUOT)
Progress = Callable[..., None]


class WrongUse(ValueError):
    """The import cannot begin: a path, publisher or mapping is wrong. The message says what to do."""


class Stopped(RuntimeError):
    """The import had to stop half way; what was done stays, and another run completes it."""


def import_documents(
    paths: Sequence[Path],
    *,
    by: Actor,
    publisher: str = "",
    mapping: Path | None = None,
    report: Path | None = None,
    progress: Progress | None = None,
    limit: int = LIMIT,
) -> Summary:
    """Import files and folders; returns the sums and where the report stands.

    ``publisher`` is an organisation code (default: the root organisation), ``limit`` the most bytes of one
    record, ``progress`` is called with (done, total). Raises WrongUse, or Stopped with what was done saved.
    """
    code = publisher_code(publisher)
    withheld = withholding.entries(code)
    columns = read_mapping(mapping) if mapping else None
    for path in paths:
        if not path.exists():
            raise WrongUse(f"找不到 {path}，请检查路径")
    listed, skipped = files.listed(paths)
    if not listed:
        raise WrongUse("没有可导入的文件；支持 .jsonl .json .html .csv .xlsx")
    total = files.estimate(listed)
    ties = linking.Ties()
    summary = Summary(report=str(report or default_path()), skipped=skipped)
    try:
        with Report(Path(summary.report)) as out:
            out.skipped(skipped)
            units = files.units(listed, limit=limit, mapping=columns)
            turn = Turn()
            for readings in told_apart(parsing.readings(units, code, withheld)):
                results = stored(readings, by, turn)
                out.results(results)
                for result in results:
                    summary.count(result.outcome)
                    ties.add(result.reading)
                if progress:
                    progress(summary.read, max(total, summary.read))
            links = linking.tie(ties, by=by)
            out.links(links)
            summary.linked = sum(1 for entry in links if entry["explains"])
            summary.unlinked = len(links) - summary.linked
            out.summary(summary)
    except NotAllowed:  # an OSError by descent, but no fault of the disk
        raise
    except (OSError, OperationalError, parsing.ParserDied) as fault:
        raise stopped(fault, summary) from fault
    return summary


def publisher_code(code: str) -> str:
    if not code:
        return orgs.root().code
    if orgs.by_code(code) is None:
        raise WrongUse(f"没有代码为 {code} 的机构，请先设立机构或更正 --publisher")
    return code


def read_mapping(path: Path) -> Mapping:
    """A mapping file in TOML or JSON."""
    try:
        text, _ = decode(path.read_bytes())
        return mapping_of(json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text))
    except (OSError, ValueError) as fault:
        reason = str(fault) if isinstance(fault, Unreadable) else f"对照文件 {path} 无法读取：{fault}"
        raise WrongUse(reason) from fault


def told_apart(batches: Iterable[list[Reading]]) -> Iterator[list[Reading]]:
    """Records of one run that share an identifier but not their content are told apart by a number."""
    seen: dict[int, int] = {}
    repeats: dict[str, int] = {}
    for batch in batches:
        for place, reading in enumerate(batch):
            if not reading.fingerprint:
                continue
            content = hash(reading.fingerprint)
            if seen.setdefault(hash(reading.key), content) != content:
                repeats[reading.key] = repeats.get(reading.key, 1) + 1
                batch[place] = replace(reading, key=f"{reading.key[:290]}#{repeats[reading.key]}")
        yield batch


def stored(readings: list[Reading], by: Actor, turn: Turn) -> list[Result]:
    """Store a batch; once more when another import took the same record in between."""
    try:
        return store(readings, by=by, turn=turn)
    except IntegrityError:
        return store(readings, by=by)


def stopped(fault: Exception, summary: Summary) -> Stopped:
    done = f"已完成 {summary.read} 条并保存；处理后再次运行同一命令即可接着导入"
    full = (
        isinstance(fault, OSError) and fault.errno in FULL or "full" in str(fault) or "No space" in str(fault)
    )
    if full:
        return Stopped(f"磁盘空间不足，导入停止。{done}")
    return Stopped(f"导入停止：{fault}。{done}")

"""Files and folders become units of input, in an order that is the same on every run and every machine.

Nothing is read whole that could be large: lines are cut off at the limit and reported.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from gongkai.ground.language.rules.decoding import decode

from ..rules import shapes
from ..rules.adapters.tables import Mapping
from ..rules.reading import Unit
from ..rules.source import Unreadable
from . import parsing

LINES = {".jsonl", ".ndjson"}
ANSWERS = {".json"}
PAGES = {".html", ".htm", ".shtml", ".xhtml"}
TABLES = {".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods"}
KNOWN = LINES | ANSWERS | PAGES | TABLES
CHUNK = 1 << 20
MOST_TABLE = 200_000_000  # bytes of a table, which is read whole
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that holds no records of ours, and why."""

    file: str
    reason: str


def listed(paths: Iterable[Path]) -> tuple[list[tuple[Path, str]], list[Skipped]]:
    """Files with the name they are reported under, pairs last (they attach to what came before), and what is
    left out. A folder is taken with everything below it, sorted by name."""
    files: list[tuple[Path, str]] = []
    skipped: list[Skipped] = []
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if not p.is_dir()) if path.is_dir() else [path]
        for file in inside:
            name = f"{path.name}/{file.relative_to(path).as_posix()}" if path.is_dir() else file.name
            name = name.encode("utf-8", "replace").decode()
            if not file.is_file():
                skipped.append(Skipped(name, "不是普通文件（管道、设备或失效的链接），未读"))
            elif file.suffix.lower() not in KNOWN:
                skipped.append(Skipped(name, f"不支持的文件类型 {file.suffix or '（无扩展名）'}"))
            elif file.suffix.lower() in LINES and shapes.is_sidecar(first(file)):
                skipped.append(Skipped(name, "是旁边文件的清单，不是公文"))
            else:
                files.append((file, name))
    late = [entry for entry in files if entry[0].suffix.lower() in LINES and shapes.is_pair(first(entry[0]))]
    return [entry for entry in files if entry not in late] + late, skipped


def first(file: Path) -> Any:
    """The first record of a file of lines, or None."""
    try:
        with file.open("rb") as stream:
            return shapes.parse(decode(stream.readline(CHUNK))[0])
    except (Unreadable, OSError):
        return None


def estimate(files: Iterable[tuple[Path, str]]) -> int:
    """How many records to expect: lines of line files, one for every other file."""
    total = 0
    for file, _ in files:
        if file.suffix.lower() not in LINES:
            total += 1
            continue
        with file.open("rb") as stream:
            last = b"\n"
            while chunk := stream.read(CHUNK):
                total += chunk.count(b"\n")
                last = chunk[-1:]
            total += last != b"\n"
    return total


def units(files: Iterable[tuple[Path, str]], *, limit: int, mapping: Mapping | None) -> Iterator[Unit]:
    """Every record of every file; ``limit`` is the most bytes one record may have."""
    for file, name in files:
        kind = file.suffix.lower()
        if kind in LINES:
            yield from of_lines(file, name, limit)
        elif kind in PAGES:
            yield of_page(file, name, limit)
        elif kind in TABLES:
            yield from of_table(file, name, limit, mapping)
        else:
            yield from of_answer(file, name, limit)


def too_long(size: int, limit: int) -> str:
    return f"记录有 {size / 1e6:.1f} MB，超过每条 {limit / 1e6:g} MB 的上限，未读入"


def of_lines(file: Path, name: str, limit: int) -> Iterator[Unit]:
    saved_at = file.stat().st_mtime
    with file.open("rb") as stream:
        lines: Any = stream
        if stream.read(2) in WIDE_MARKS:
            stream.seek(0)
            lines = Recoded(stream)
        else:
            stream.seek(0)
        number = 0
        while line := lines.readline(limit + 1):
            number += 1
            if len(line) > limit and not line.endswith(b"\n"):
                size = len(line)
                while (rest := lines.readline(CHUNK)) and not rest.endswith(b"\n"):
                    size += len(rest)
                yield Unit(name, number, "fault", too_long(size + len(rest), limit))
            elif line.strip():
                yield Unit(name, number, "line", line.strip(), saved_at=saved_at)


class Recoded:
    """UTF-16 lines handed on as UTF-8 bytes."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.text = io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")

    def readline(self, size: int) -> bytes:
        return self.text.readline(size).encode("utf-8", "replace")


def of_page(file: Path, name: str, limit: int) -> Unit:
    about = file.stat()
    if about.st_size > limit:
        return Unit(name, 1, "fault", too_long(about.st_size, limit))
    if not about.st_size:
        return Unit(name, 1, "fault", "文件是空的")
    tail = "/".join(name.split("/")[-2:])
    return Unit(name, 1, "page", file.read_bytes(), name=tail, saved_at=about.st_mtime)


def of_answer(file: Path, name: str, limit: int) -> Iterator[Unit]:
    """A JSON file: an answer of a search service, a list of records, or one record."""
    about = file.stat()
    if about.st_size > limit:
        yield Unit(name, 1, "fault", too_long(about.st_size, limit))
        return
    try:
        answer = shapes.parse(decode(file.read_bytes())[0])
    except Unreadable as fault:
        yield Unit(name, 1, "fault", str(fault))
        return
    if fitting := shapes.answer_rows(answer):
        schema, rows = fitting
        for number, row in enumerate(rows, 1):
            yield Unit(name, number, "answer", row, extra=schema.name, saved_at=about.st_mtime)
        return
    for number, row in enumerate(answer if isinstance(answer, list) else [answer], 1):
        yield Unit(name, number, "record", row, saved_at=about.st_mtime)


def of_table(file: Path, name: str, limit: int, mapping: Mapping | None) -> Iterator[Unit]:
    if mapping is None:
        yield Unit(name, 1, "fault", "表格需要用 --mapping 指定对照文件，说明各列是什么")
        return
    saved_at = file.stat().st_mtime
    try:
        size = unpacked(file)
    except zipfile.BadZipFile as fault:
        yield Unit(name, 1, "fault", f"表格无法读取：{fault}")
        return
    if size > MOST_TABLE:
        yield Unit(
            name, 1, "fault", f"表格展开后有 {size / 1e6:.0f} MB，超过 {MOST_TABLE / 1e6:g} MB，请拆分后导入"
        )
        return
    try:
        for number, row in rows_of(file):
            size = sum(len(value) for value in row.values())
            if size > limit:
                yield Unit(name, number, "fault", too_long(size, limit))
            elif any(row.values()):
                yield Unit(name, number, "row", row, name=file.stem, extra=mapping, saved_at=saved_at)
    except (BrokenProcessPool, MemoryError):
        yield Unit(
            name, 1, "fault", "表格太大或已损坏，读取时占用过多时间或内存，未读入；请另存为 CSV 后导入"
        )
    except (CalamineError, csv.Error, UnicodeError) as fault:
        yield Unit(name, 1, "fault", f"表格无法读取：{fault}")


def unpacked(file: Path) -> int:
    """Bytes of a table once unpacked: a spreadsheet is an archive, and a small one can hold gigabytes."""
    size = file.stat().st_size
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            size = max(size, sum(part.file_size for part in archive.infolist()))
    return size


def spreadsheet(file: Path) -> list[list[Any]]:
    """The first sheet, read in a confined process: a kilobyte of it can ask for all the memory there is."""
    with parsing.started(1) as pool:
        return pool.submit(sheet, str(file)).result()


def sheet(file: str) -> list[list[Any]]:
    parsing.for_seconds(parsing.BATCH_SECONDS)
    return [
        [str(cell) for cell in row]
        for row in CalamineWorkbook.from_path(file).get_sheet_by_index(0).iter_rows()
    ]


def rows_of(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows by heading, with their line as a spreadsheet shows it; empty headings are dropped."""
    if file.suffix.lower() in (".csv", ".tsv"):
        delimiter = "\t" if file.suffix.lower() == ".tsv" else ","
        csv.field_size_limit(1 << 30)
        reader = csv.reader(io.StringIO(decode(file.read_bytes())[0]), delimiter=delimiter)
        lines: Iterable[list[Any]] = reader
    else:
        lines = spreadsheet(file)
    heading: list[str] = []
    for number, line in enumerate(lines, 1):
        cells = [str(cell).strip() for cell in line]
        if not heading:
            heading = cells if any(cells) else []
        else:
            yield number, {head: cell for head, cell in zip(heading, cells, strict=False) if head}

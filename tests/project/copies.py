"""Every byte that a running city leaves behind: its folder, its database as it lies, logs, and backups."""

import gzip
import os
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from ahocorasick_rs import BytesAhoCorasick

from .city import City


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each file of a folder, also as it is when unpacked; what is deleted meanwhile is gone."""
    for path in sorted(folder.rglob("*")):
        try:
            content = path.read_bytes() if path.is_file() else b""
        except FileNotFoundError:
            continue
        yield str(path), content
        if content.startswith(b"\x1f\x8b"):
            yield f"{path}, unpacked", gzip.decompress(content)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield from ((f"{path}/{name}", packed.read(name)) for name in packed.namelist())


def database(city: City, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The database as files, and as the backups that an operator makes of it, packed and unpacked."""
    if city.server:
        yield from _server(city)
        backups = _dumped(city, folder)
    else:
        backups = _copied(Path(city.environment["GONGKAI_HOME"]) / "gongkai.sqlite3", folder)
    assert all(path.stat().st_size > 100_000 for path in backups), backups
    for path in backups:
        (folder / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 1))
    yield from files(folder)


def _copied(place: Path, folder: Path) -> list[Path]:
    """SQLite's own online backup, and a dump as text: what lies across two pages stands whole in it."""
    copy, text = folder / "copy.sqlite3", folder / "copy.sql"
    with sqlite3.connect(place) as here, sqlite3.connect(copy) as there:
        here.backup(there)
        text.write_text("\n".join(here.iterdump()), encoding="utf-8")
    here.close()
    there.close()
    return [copy, text]


def _dumped(city: City, folder: Path) -> list[Path]:
    """``pg_dump`` as text and in its own format, and the latter written out again."""
    address = city.environment["DATABASE_URL"]
    text, packed, restored = folder / "plain.sql", folder / "packed.dump", folder / "restored.sql"
    for command in (
        ["pg_dump", "--file", text, address],
        ["pg_dump", "--format", "custom", "--file", packed, address],
        ["pg_restore", "--file", restored, packed],
    ):
        subprocess.run(command, check=True)
    return [text, packed, restored]


def _server(city: City) -> Iterator[tuple[str, bytes]]:
    """PostgreSQL's data folder with its write-ahead log, and the log of the server, which wrote down every
    statement. Only where they lie on this machine, as `tests/with_postgres` has them."""
    with psycopg.connect(city.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        folder = Path(connection.execute("SHOW data_directory").fetchone()[0])
    if os.access(folder, os.R_OK):
        yield from files(folder)
        said = folder.with_name("log")
        log = said.read_bytes()
        assert b'INSERT INTO "disclosure_disclosurerequest"' in log, f"{said} 没有记下语句"
        yield str(said), log


def log_statements(city: City) -> None:
    """Let the server write down every statement with its values, as who looks for slow ones might."""
    with psycopg.connect(city.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {city.name} SET log_statement = 'all'")


def found(
    patterns: dict[bytes, str], copies: Iterator[tuple[str, bytes]]
) -> tuple[set[tuple[str, str]], int]:
    """Where whose value stands, and how many bytes were searched."""
    spelled = list(patterns)
    finder, places, total = BytesAhoCorasick(spelled), set(), 0
    for name, content in copies:
        total += len(content)
        for which, _start, _end in finder.find_matches_as_indexes(content):
            places.add((name, patterns[spelled[which]]))
    return places, total

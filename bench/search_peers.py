"""The same question put to SQLite FTS5 and to PostgreSQL GIN, over the same words as our index.

Each peer answers what ours answers on a frequent word: how many documents hold it, the counts of every value
of seven facets over all of them, and the 20 best by its own rank (bm25, ts_rank). No excerpts are asked of
them. Each gets its best plan that we know: the matching rows are gathered once for all facets.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg

from gongkai.ground.language.rules.words import words

FACETS = ("publisher", "channel", "kind", "year", "subject_category", "validity", "mandatory_item")
PIECE = 5_000
WITH_POSTGRES = Path(__file__).resolve().parents[1] / "tests" / "with_postgres"


def rows(documents: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    """(words joined by spaces, facet values…) of each document."""
    for entry in documents:
        text = " ".join(
            words(f"{entry.title}\n{entry.document_number}\n{entry.issuing_bodies}\n{entry.text}")
        )
        yield (
            text, entry.publisher, entry.channels[0], entry.kind, str(entry.published_at.year),
            entry.subject_category, entry.validity, entry.mandatory_item,
        )  # fmt: skip


def peers(documents: Iterable[Any], terms: list[str]) -> Iterator[tuple[str, list[float]]]:
    """(name, milliseconds of each term, second run) of each peer that is installed."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-peers-") as folder:
        prepared = Path(folder) / "rows.sqlite3"
        yield "SQLite FTS5", fts5(prepared, documents, terms)
        command = [str(WITH_POSTGRES), sys.executable, "-m", "bench.search_peers", str(prepared), *terms]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            yield "PostgreSQL GIN", [float(value) for value in answer.stdout.split()]
        else:
            print(f"PostgreSQL was not measured: {answer.stderr.strip()[-300:]}", file=sys.stderr)


def fts5(path: Path, documents: Iterable[Any], terms: list[str]) -> list[float]:
    """Build an FTS5 table with its facet columns beside it, and ask."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=OFF")
    database.execute("PRAGMA cache_size=-1000000")
    columns = ", ".join(FACETS)
    database.execute("CREATE VIRTUAL TABLE text USING fts5(words, tokenize='unicode61')")
    database.execute(f"CREATE TABLE facet (id INTEGER PRIMARY KEY, {columns})")
    made, number = rows(documents), 0
    while piece := list(islice(made, PIECE)):
        numbered = list(enumerate(piece, start=number + 1))
        database.executemany(
            "INSERT INTO text(rowid, words) VALUES (?, ?)", [(i, one[0]) for i, one in numbered]
        )
        marks = ", ".join("?" * (len(FACETS) + 1))
        database.executemany(f"INSERT INTO facet VALUES ({marks})", [(i, *one[1:]) for i, one in numbered])
        number += len(piece)
    database.execute("INSERT INTO text(text) VALUES ('optimize')")
    database.commit()
    database.execute("CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY)")
    for term in terms[:3]:
        ask_fts5(database, term)
    found = [ask_fts5(database, term) for term in terms]
    database.close()
    return found


def ask_fts5(database: sqlite3.Connection, term: str) -> float:
    """Milliseconds of one complete answer."""
    began = time.perf_counter()
    typed = f'"{term}"'
    database.execute("DELETE FROM hit")
    database.execute("INSERT INTO hit SELECT rowid FROM text WHERE text MATCH ?", (typed,))
    total = database.execute("SELECT count(*) FROM hit").fetchone()[0]
    for facet in FACETS:
        grouped = f"SELECT {facet}, count(*) FROM hit JOIN facet USING (id) GROUP BY 1 ORDER BY 2 DESC"
        database.execute(grouped).fetchall()
    best = database.execute(
        "SELECT rowid FROM text WHERE text MATCH ? ORDER BY rank LIMIT 20", (typed,)
    ).fetchall()
    assert total >= len(best) > 0
    return (time.perf_counter() - began) * 1000


def gin(prepared: Path, terms: list[str]) -> list[float]:
    """Build a GIN index from the rows that ``fts5`` left, and ask; runs inside tests/with_postgres."""
    source = sqlite3.connect(prepared)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as database:
        database.execute("SET maintenance_work_mem='1GB'")
        database.execute("SET work_mem='256MB'")
        columns = ", ".join(f"{facet} text" for facet in FACETS)
        database.execute(f"CREATE UNLOGGED TABLE found (id int PRIMARY KEY, words tsvector, {columns})")
        database.execute(f"CREATE TEMP TABLE raw (id int, words text, {columns})")
        taken = source.execute("SELECT * FROM text t JOIN facet f ON f.id = t.rowid")
        with database.cursor().copy("COPY raw FROM STDIN") as copy:
            for words_, number, *values in taken:
                copy.write_row((number, words_, *values))
        database.execute(
            f"INSERT INTO found SELECT id, to_tsvector('simple', words), {', '.join(FACETS)} FROM raw"
        )
        database.execute("CREATE INDEX ON found USING gin (words) WITH (fastupdate=off)")
        database.execute("VACUUM ANALYZE found")
        for term in terms[:3]:
            ask_gin(database, term)
        return [ask_gin(database, term) for term in terms]


def ask_gin(database: psycopg.Connection, term: str) -> float:
    """Milliseconds of one complete answer: total and facets in one statement, the best in another."""
    sets = ", ".join(f"({facet})" for facet in FACETS)
    began = time.perf_counter()
    counted = database.execute(
        f"SELECT {', '.join(FACETS)}, count(*) FROM found, plainto_tsquery('simple', %s) q WHERE words @@ q "
        f"GROUP BY GROUPING SETS ((), {sets})",
        (term,),
    ).fetchall()
    best = database.execute(
        "SELECT id FROM found, plainto_tsquery('simple', %s) q WHERE words @@ q "
        "ORDER BY ts_rank(words, q) DESC LIMIT 20",
        (term,),
    ).fetchall()
    assert len(counted) > len(FACETS) and best
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    print(*gin(Path(sys.argv[1]), sys.argv[2:]))

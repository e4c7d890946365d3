"""What ``bench.likely`` measures; imported once Django is set up."""

import json
import random
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench.search_corpus import TOPICS, VERBS
from bench.search_run import percentile, row
from gongkai.ground.language.rules.words import pieces, words
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.queries.indexing import Indexable
from gongkai.record.catalogue.rules import Kind
from gongkai.record.search import generations, services
from gongkai.record.search.likely import likely
from gongkai.record.search.rules import END, Terms, filed
from gongkai.record.search.schema import document, marker

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "letters"
QUESTION, ANSWER = 140, 180  # characters of a letter and of its answer
CHANGED = 0.1
QUESTIONS_EVERY = 20  # one publication in so many is an FAQ entry
ASKED = 400  # letters that are typed
TYPED = (8, 16, 32, 64)  # characters that stand in the field when answers are looked for
TARGET = "≤ 30"

Cut = tuple[str, list[str]]  # a piece of text and the words that it gives to the index
Texts = list[list[Cut]]


def sentences(text: str) -> Texts:
    """Sentences, each cut at the ends of its words."""
    found = [part for part in re.split(r"(?<=[。？！；\n])", text) if 6 < len(part.strip()) < 120]
    return [[(one, words(one)) for one in pieces(part)] for part in found]


def sources() -> tuple[Texts, Texts]:
    """Sentences of letters and of answers, real ones or our own."""
    files = [REAL / f"{name}.jsonl" for name in ("taidi_replied", "beijing_suggestions_2020_2021")]
    lines = [line for file in files if file.exists() for line in file.read_text("utf-8").split("\n") if line]
    if not lines:
        rng = random.Random(1)
        own = "".join(f"{rng.choice(VERBS)}{rng.choice(TOPICS)}，{number}号路。" for number in range(3_000))
        return sentences(own), sentences(own)
    read = [json.loads(line) for line in lines]
    asked = [one for letter in read for one in sentences(f"{letter['title']}。{letter['text']}")]
    return asked, [one for letter in read for one in sentences(letter.get("reply") or "")]


def letters(count: int, publisher: str, seed: int = 23) -> Iterator[tuple[Indexable, Terms]]:
    """``count`` answered letters with their terms, the same ones in every run."""
    rng = random.Random(seed)
    asked, answered = sources()
    pool = [cut for cuts in asked for cut in cuts if len(cut[0]) > 1]
    start = datetime.fromisoformat("2016-01-04T09:00:00+08:00")

    def made(some: Texts, length: int) -> tuple[str, str]:
        cuts: list[Cut] = []
        size = 0
        while size < length:
            cuts += [rng.choice(pool) if rng.random() < CHANGED else cut for cut in rng.choice(some)]
            size = sum(len(text) for text, _ in cuts)
        return "".join(text for text, _ in cuts), " ".join(one for _, found in cuts for one in found)

    for number in range(count):
        (title, in_title), (question, first), (answer, second) = (
            made(asked, 8), made(asked, QUESTION), made(answered, ANSWER)
        )  # fmt: skip
        identifier = identified(publisher, number)
        yield (
            Indexable(
                identifier=identifier,
                path=f"/publications/{identifier}",
                kind=(Kind.QUESTION if number % QUESTIONS_EVERY == 0 else Kind.LETTER).value,
                title=title,
                document_number="",
                number_key="",
                publisher=publisher,
                issuing_bodies="",
                mandatory_item="",
                subject_category=TOPICS[number % len(TOPICS)],
                validity="",
                published_at=start + timedelta(minutes=number * 5_000_000 // count),
                channels=(),
                text=f"{question}\n{answer}",
                source_index_number="",
                keywords=(),
                summary="",
            ),
            Terms(
                in_title,
                f"{in_title} {END} {in_title} {END} {first} {second}",
                filed("", "", identifier, "", title),
            ),
        )


def identified(publisher: str, number: int) -> str:
    return f"{publisher}/2026-{number:06}"


def build(count: int, publisher: str) -> None:
    """Index ``count`` letters; the words are known from the making, so nothing is cut twice."""
    folder = generations.fresh()
    writer = generations.open_reader(folder).index.writer(services.REBUILD_HEAP, num_threads=1)
    for entry, terms in letters(count, publisher):
        writer.add_document(document(entry, terms))
    writer.add_document(marker(count))
    writer.commit()
    writer.wait_merging_threads()
    generations.serve(folder)


def store(count: int, organisation: Any) -> None:
    """Their rows in the catalogue: one by Django, the others copied from it inside the database."""
    publisher = organisation.code
    Publication.objects.create(
        identifier=identified(publisher, 0),
        path="/publications/0",
        kind=Kind.LETTER,
        publisher=organisation,
        title="来信",
        title_key="",
        published_at=datetime.fromisoformat("2026-01-05T09:00:00+08:00"),
    )
    other = [one.column for one in Publication._meta.fields if one.column not in ("id", "identifier", "path")]
    columns = ", ".join(other)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO catalogue_publication (identifier, path, {columns}) "  # noqa: S608
            "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < %s) "
            f"SELECT %s || printf('%%06d', n), '/publications/' || n, {columns} "
            "FROM numbers, catalogue_publication",
            [count, identified(publisher, 0).removesuffix("000000")],
        )


def typed(publisher: str) -> dict[str, list[str]]:
    """What stands in the field at several moments of writing letters that are not in the index."""
    whole = [one.text.partition("\n")[0] for one, _ in letters(ASKED, publisher, seed=77)]
    return {
        **{f"{length} characters": [text[:length] for text in whole] for length in TYPED},
        "a whole letter": [text * 3 for text in whole],
    }


def measure(documents: int) -> list[dict[str, Any]]:
    """Milliseconds of one look, all moments of typing mixed, after one unmeasured round."""
    call_command("migrate", verbosity=0)
    root = orgs.ensure_root(by=system("bench"))
    store(documents, root)
    build(documents, root.code)
    moments = [(name, text) for name, texts in typed(root.code).items() for text in texts]
    random.Random(9).shuffle(moments)
    for _, text in moments[: len(moments) // 3]:
        likely(text)
    found: dict[str, list[float]] = {}
    computing: list[float] = []
    empty = 0
    for name, text in moments:
        began, working = time.perf_counter(), time.thread_time()
        hits = likely(text)
        found.setdefault(name, []).append((time.perf_counter() - began) * 1000)
        computing.append((time.thread_time() - working) * 1000)
        empty += not hits
    every = [value for values in found.values() for value in values]
    rows = [
        row("likely answers while typing, p50", percentile(every, 0.5), "ms", documents),
        row("likely answers while typing, p99", percentile(every, 0.99), "ms", documents, TARGET),
        row("likely answers while typing, looks without any", empty / len(moments), "share", documents),
        row(
            "likely answers while typing, p99 of processor time", percentile(computing, 0.99), "ms", documents
        ),
    ]
    for name in sorted(found):
        rows.append(row(f"likely answers, {name}, p99", percentile(found[name], 0.99), "ms", documents))
    return rows

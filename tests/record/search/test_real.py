"""Real documents: each is the first result for its number in three spellings, and a sentence finds it."""

import json
import re
from datetime import datetime

import pytest

from gongkai.ground.language.rules import numbers
from gongkai.record.catalogue.queries.indexing import Indexable
from gongkai.record.search import generations, queries, services
from gongkai.record.search.schema import document, marker

from . import city

pytestmark = pytest.mark.real
LINES = 200


def entries(folder):
    """The real documents with a text, as the index takes them."""
    for path in sorted((folder / "policy_docs").glob("*.jsonl")):
        for place, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
            row = json.loads(line or "{}")
            number = row.get("doc_number") or ""
            if place < LINES and row.get("title") and row.get("text"):
                yield Indexable(
                    identifier=f"{path.stem}/{place}",
                    path=f"/{path.stem}/{place}",
                    kind="document",
                    title=row["title"],
                    document_number=number[:120],
                    number_key=numbers.key(number) if number else "",
                    publisher="1",
                    issuing_bodies=str(row.get("issuer") or ""),
                    mandatory_item="",
                    subject_category="",
                    validity="valid",
                    published_at=datetime(2020, 1, 1, tzinfo=city.SHANGHAI),
                    channels=(),
                    text=row["text"],
                    source_index_number=str(row.get("index_number") or ""),
                    keywords=(),
                    summary="",
                )


@pytest.fixture(scope="module")
def corpus(real_data):
    return list(entries(real_data))


@pytest.fixture
def indexed(corpus):
    folder = generations.fresh()
    generations.serve(folder)
    writer = generations.open_reader(folder).index.writer(services.HEAP, num_threads=1)
    for entry in corpus:
        writer.add_document(document(entry))
    writer.add_document(marker(len(corpus)))
    writer.commit()
    generations.reader(now=True)


def spellings(number):
    """A canonical number as people write it."""
    yield number.canonical
    yield number.canonical.replace("〔", "【").replace("〕", "】")
    yield number.canonical.replace("〔", "[").replace("〕", "] ").removesuffix("号")
    if number.year:
        yield f"{number.prefix}{number.year} {number.serial}"


def test_every_readable_number_finds_its_document_first(corpus, indexed):
    lost, asked = [], 0
    for entry in corpus:
        number = numbers.parse(entry.document_number)
        if not number.readable:
            continue
        for typed in spellings(number):
            asked += 1
            found = queries.search(typed, limit=5)
            keys = [numbers.key(hit.document_number) for hit in found.hits]
            if not keys or keys[0] != entry.number_key:
                lost.append((typed, keys))
    assert asked > 100 and not lost


def test_a_sentence_of_the_body_finds_its_document(corpus, indexed):
    lost, asked = [], 0
    for entry in corpus:
        sentences = [part for part in re.split(r"[。\n；]", entry.text) if 24 <= len(part.strip()) <= 80]
        if not sentences:
            continue
        asked += 1
        sentence = sentences[len(sentences) // 2].strip()
        found = queries.search(sentence, limit=20).hits
        texts = {entry.text for entry in corpus if sentence in entry.text}
        if entry.identifier not in [hit.identifier for hit in found] and len(texts) < 20:
            lost.append((entry.identifier, sentence))
    assert asked > 100 and len(lost) <= asked // 100, lost

"""Letters of the real input reworded by hand find their answers: recall at 5 (docs/quality.md).

``rewordings.json`` holds the drawn letters' ids with our own words for them, nothing of the source.
``-s`` prints the figures.
"""

import json
from datetime import datetime
from pathlib import Path

import pytest

from gongkai.ground.orgs import services as orgs
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.queries.indexing import Indexable
from gongkai.record.catalogue.rules import Kind
from gongkai.record.search import generations, queries, services
from gongkai.record.search.likely import likely
from gongkai.record.search.schema import document, marker

from . import city

pytestmark = [pytest.mark.real, pytest.mark.django_db]
SAMPLES = json.loads((Path(__file__).parent / "rewordings.json").read_text(encoding="utf-8"))
LOWEST = 0.8
FILES = ("taidi_replied", "beijing_suggestions_2020_2021")


def half(text: str) -> str:
    """What stands in the field when a bit more than half is typed."""
    return text[: max(8, len(text) * 6 // 10)]


@pytest.fixture
def letters(real_data):
    """Every answered letter, in the index and public in the catalogue."""
    files = [real_data / "letters" / f"{name}.jsonl" for name in FILES]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n") if line]
    rows = [row for line in lines if (row := json.loads(line)).get("reply", "").strip()]
    root = orgs.ensure_root(by=city.BY)
    at = datetime(2020, 1, 1, tzinfo=city.SHANGHAI)
    Publication.objects.bulk_create(
        Publication(
            identifier=row["id"],
            path=f"/{row['id']}",
            kind=Kind.LETTER,
            publisher=root,
            title=row["title"][:200],
            published_at=at,
        )
        for row in rows
    )
    folder = generations.fresh()
    generations.serve(folder)
    writer = generations.open_reader(folder).index.writer(services.HEAP, num_threads=1)
    for row in rows:
        writer.add_document(
            document(
                Indexable(
                    identifier=row["id"],
                    path=f"/{row['id']}",
                    kind=Kind.LETTER.value,
                    title=row["title"].strip(),
                    document_number="",
                    number_key="",
                    publisher=root.code,
                    issuing_bodies="",
                    mandatory_item="",
                    subject_category="",
                    validity="",
                    published_at=at,
                    channels=(),
                    text=f"{row['text']}\n{row['reply']}",
                    source_index_number="",
                    keywords=(),
                    summary="",
                )
            )
        )
    writer.add_document(marker(len(rows)))
    writer.commit()
    writer.wait_merging_threads()
    generations.reader(now=True)
    return len(rows)


def recall(asked, find):
    """The share of letters that are among the first five for their rewording."""
    return sum(name in [hit.identifier for hit in find(text)[:5]] for name, text in asked.items()) / len(
        asked
    )


def test_reworded_letters_find_their_answers(letters):
    assert letters > 3_500
    for name, sample in SAMPLES.items():
        asked = sample["asked"]
        halves = {key: half(text) for key, text in asked.items()}
        usual = recall(asked, lambda text: queries.search(text, limit=5).hits)
        usual_half = recall(halves, lambda text: queries.search(text, limit=5).hits)
        found, found_half = recall(asked, likely), recall(halves, likely)
        print(
            f"{name}: {len(asked)} letters, recall at 5 {found:.2f} (search {usual:.2f}); "
            f"half typed {found_half:.2f} (search {usual_half:.2f})"
        )
        assert found >= LOWEST and found >= usual

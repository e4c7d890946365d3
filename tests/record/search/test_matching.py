"""The cheaper orders are the order of scoring everything."""

import random

import pytest
import tantivy

from gongkai.record.search import generations, matching, queries, services
from gongkai.record.search.rules import read
from gongkai.record.search.schema import marker

WORDS = ["管理", "应当", "规定", "营商环境", "安全", "生产", "企业"]


@pytest.fixture(scope="module")
def documents():
    """Word lists of 3,000 documents with frequent words."""
    rng = random.Random(1)
    return [rng.choices(WORDS, weights=[9, 8, 7, 1, 3, 3, 2], k=rng.randint(2, 40)) for _ in range(3000)]


@pytest.fixture
def reader(documents, monkeypatch):
    monkeypatch.setattr(matching, "FREQUENT", 10)
    folder = generations.fresh()
    generations.serve(folder)
    writer = generations.open_reader(folder).index.writer(services.HEAP, num_threads=1)
    rng = random.Random(2)
    for number, found in enumerate(documents):
        title = " ".join(rng.sample(found, min(2, len(found)))) if rng.random() < 0.3 else "通知"
        writer.add_document(
            plain(number, title, f"{title} ¶ {title} ¶ {' '.join(found)}"),
        )
    writer.add_document(marker(1))
    writer.commit()
    return generations.reader(now=True)


def plain(number, title, text):
    return tantivy.Document(
        role="publication", identifier=str(number), title=title, words=text, kind="news", published=number
    )


@pytest.mark.parametrize(
    "typed", ["管理", "管理 应当", "安全 生产", "管理 应当 规定", "“管理应当”", "营商环境"]
)
@pytest.mark.parametrize("offset", [0, 20])
def test_the_cheap_order_is_the_full_order(reader, typed, offset):
    step = next(matching.ladder(reader, read(typed)))
    full = reader.searcher.search(step.scored, 20, count=False, offset=offset).hits
    cheap = queries._best(reader, step, [], 20, offset)
    assert [round(score, 3) for score, _ in cheap] == [round(score, 3) for score, _ in full]
    every = {(a.segment_ord, a.doc) for _, a in reader.searcher.search(step.matching, 5000, count=False).hits}
    assert {(a.segment_ord, a.doc) for _, a in cheap} <= every


def test_a_long_text_is_known_by_its_rarest_words(reader):
    assert len(matching.rarest(reader, WORDS)) <= matching.TELLING
    assert matching.rarest(reader, ["管理"]) == ["管理"]

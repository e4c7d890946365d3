"""What ``bench.search`` measures; imported once Django is set up.

Every search asks for the same answer: the 20 best documents with titles and excerpts, how many there are in
all, and the counts of every value of seven facets. The remembered counts are dropped before each search, so
nothing is answered from memory. Peers answer without excerpts: see ``bench.search_peers``.
"""

import random
import shutil
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.conf import settings

from bench import search_corpus, search_peers
from gongkai.ground.language.rules.words import words
from gongkai.record.search import generations, queries, services
from gongkai.record.search.cutting import cutter
from gongkai.record.search.rules import wholes
from gongkai.record.search.schema import marker

SMALL, LARGE = 42_000, 420_000
SAMPLE = 4_000  # documents from which the queries are drawn
EACH = 80  # queries of a class
PEER_WORDS = 12
PIECE = 2_000


def row(
    measure: str, value: float, unit: str, documents: int, target: str = "", **more: Any
) -> dict[str, Any]:
    """One line of bench/results.json."""
    blank = {"peer": None, "peer_value": None}
    known = {
        "measure": measure,
        "value": round(value, 3),
        "unit": unit,
        "target": target,
        "documents": documents,
    }
    return known | blank | more


def build(count: int, made: Iterator[Any]) -> tuple[float, int]:
    """Index ``count`` documents; (documents per second without making them up, bytes on disk)."""
    from_nothing = generations.fresh()
    writer = generations.open_reader(from_nothing).index.writer(services.REBUILD_HEAP, num_threads=1)
    spent = 0.0
    with cutter(count, []) as cut:
        list(cut(list(islice(search_corpus.city(PIECE), PIECE))))  # every process reads its dictionary
        while piece := list(islice(made, PIECE)):
            began = time.perf_counter()
            for one in cut(piece):
                writer.add_document(one)
            spent += time.perf_counter() - began
    began = time.perf_counter()
    writer.add_document(marker(count))
    writer.commit()
    spent += time.perf_counter() - began
    writer.wait_merging_threads()
    generations.serve(from_nothing)
    return count / spent, sum(path.stat().st_size for path in from_nothing.iterdir())


def questions(count: int, length: int) -> dict[str, list[tuple[str, dict[str, list[str]]]]]:
    """Typed texts with filters, by class, drawn from the corpus with a fixed seed."""
    rng, drawn = random.Random(5), list(islice(search_corpus.documents(count, length), SAMPLE))
    seen = Counter(word for entry in drawn for word in set(words(entry.text)) if len(word) > 1)
    by_share: dict[str, list[str]] = defaultdict(list)
    for word, number in seen.items():
        share = number / len(drawn)
        by_share["frequent" if share > 0.1 else "middling" if share > 0.005 else "rare"].append(word)
    pick = lambda name: rng.choice(by_share[name])  # noqa: E731
    years = [str(year) for year in range(2015, 2025)]

    def sentence() -> str:
        text = "".join(rng.choice(drawn).text.split())
        start = rng.randrange(max(1, len(text) - 40))
        return text[start : start + 30]

    def phrase() -> str:
        found = wholes(words(rng.choice(drawn).title))
        start = rng.randrange(max(1, len(found) - 2))
        return f"“{''.join(word for _, word in found[start : start + 2])}”"

    makers = {
        "frequent word": lambda: (pick("frequent"), {}),
        "middling word": lambda: (pick("middling"), {}),
        "rare word": lambda: (pick("rare"), {}),
        "two words": lambda: (f"{pick('middling')} {pick('frequent')}", {}),
        "two frequent words": lambda: (f"{pick('frequent')} {pick('frequent')}", {}),
        "title": lambda: (rng.choice(drawn).title, {}),
        "phrase": lambda: (phrase(), {}),
        "sentence": lambda: (sentence(), {}),
        "number": lambda: (rng.choice(drawn).document_number.replace("〔", "[").replace("〕", "]"), {}),
        "part of a number": lambda: (f"{rng.choice(search_corpus.CODES)}{rng.choice(years)}", {}),
        "filtered": lambda: (
            pick("frequent"),
            {"kind": [rng.choice(search_corpus.KINDS)], "year": [rng.choice(years)]},
        ),
        "only filters": lambda: ("", {"year": [rng.choice(years)], "validity": ["valid"]}),
    }
    return {name: [make() for _ in range(EACH)] for name, make in makers.items()}


def ask(text: str, filters: dict[str, list[str]]) -> float:
    """Milliseconds of one search, counts not remembered."""
    state = generations.reader()
    assert state
    state.counts.clear()
    began = time.perf_counter()
    queries.search(text, filters=filters)
    return (time.perf_counter() - began) * 1000


def timed(asked: dict[str, list[tuple[str, dict[str, list[str]]]]]) -> dict[str, list[float]]:
    """Milliseconds of every search by class, classes mixed in time, after one unmeasured round."""
    mixed = [(name, *one) for name, some in asked.items() for one in some]
    random.Random(9).shuffle(mixed)
    for _, text, filters in mixed:
        ask(text, filters)
    found: dict[str, list[float]] = defaultdict(list)
    for name, text, filters in mixed:
        found[name].append(ask(text, filters))
    return found


def percentile(values: list[float], share: float) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def rows_of(count: int, length: int) -> Iterator[dict[str, Any]]:
    """Everything measured at one size, without peers."""
    rate, size = build(count, search_corpus.documents(count, length))
    name = f"indexing, {search_corpus.kind()}, {length} characters each"
    yield row(name, rate, "documents/s", count, "≥ 5000")
    yield row("index on disk", size / count, "bytes/document", count)
    found = timed(questions(count, length))
    every = [value for values in found.values() for value in values]
    yield row("search with facet counts, p50", percentile(every, 0.5), "ms", count, "≤ 2")
    yield row("search with facet counts, p99", percentile(every, 0.99), "ms", count, "≤ 8")
    for name, values in found.items():
        yield row(f"search, {name}, p50", percentile(values, 0.5), "ms", count)
        yield row(f"search, {name}, p99", percentile(values, 0.99), "ms", count)
    typed = [text[:end] for text, _ in questions(count, length)["title"] for end in (1, 2, 4)]
    suggesting = []
    for text in typed:
        began = time.perf_counter()
        queries.suggest(text)
        suggesting.append((time.perf_counter() - began) * 1000)
    yield row("suggestions, p99", percentile(suggesting, 0.99), "ms", count)


def against_peers(count: int, length: int) -> Iterator[dict[str, Any]]:
    """Frequent terms: ours against SQLite FTS5 and PostgreSQL GIN over the same words."""
    terms = list(dict.fromkeys(text for text, _ in questions(count, length)["frequent word"]))[:PEER_WORDS]
    for text in terms:
        ask(text, {})
    ours = statistics.median(ask(text, {}) for text in terms for _ in range(5))
    for name, measured in search_peers.peers(search_corpus.documents(count, length), terms):
        theirs = statistics.median(measured)
        note = {"peer": f"{name}, ms", "peer_value": round(theirs, 3)}
        yield row(
            f"frequent word with facet counts against {name}",
            theirs / ours,
            "times faster",
            count,
            "≥ 50",
            **note,
        )
        yield row(f"frequent word with facet counts beside {name}", ours, "ms", count, **note)


def measure(documents: int = LARGE, *, peers: bool = True, length: int = 0) -> list[dict[str, Any]]:
    """Rows for bench/results.json, at a tenth of ``documents`` and at ``documents``."""
    length = length or search_corpus.LENGTH
    kept, folder = settings.HOME, tempfile.mkdtemp(prefix="gongkai-bench-search-")
    settings.HOME = folder
    try:
        city = documents // 10
        rate, _ = build(city, search_corpus.city(city))
        found = [row("indexing, documents of the demonstration city", rate, "documents/s", city, "≥ 5000")]
        found += [*rows_of(documents // 10, length), *rows_of(documents, length)]
        for which in ("p50", "p99"):
            small, large = (
                one["value"] for one in found if one["measure"] == f"search with facet counts, {which}"
            )
            name = f"growth of search {which} for ten times the documents"
            found.append(row(name, large / small, "times", documents, "< 10"))
        if peers:
            found += against_peers(documents, length)
        return found
    finally:
        settings.HOME = kept
        shutil.rmtree(folder, ignore_errors=True)

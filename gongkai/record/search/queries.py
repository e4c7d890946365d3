"""Searching: words, phrases, numbers, filters, facet counts, order, excerpts and suggestions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import orjson
from tantivy import DocAddress, Occur, Query

from . import generations, matching
from .generations import Reader
from .matching import Step
from .rules import Marker, marker, read
from .schema import FACETS

VALUES = 200  # of a facet are counted
KEPT = 500  # counted queries that a process remembers for one state of the index
MAX_LIMIT, MAX_OFFSET = 100, 10_000
HOLDERS = 3  # publications looked at to know whether a suggested word still stands anywhere


@dataclass(frozen=True, slots=True)
class Hit:
    """One found publication. ``highlight_html`` and ``title_html`` are escaped, with ``<mark>``."""

    identifier: str
    title: str
    path: str
    document_number: str
    kind: str
    publisher: str
    issuing_bodies: str
    published_at: datetime
    validity: str
    score: float
    highlight_html: str
    title_html: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to search for, and index numbers of publications that hold it, or that it ``names``."""

    text: str
    holders: tuple[str, ...]
    names: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, how many there are in all, and for each facet its values with exact counts."""

    total: int
    hits: list[Hit]
    facets: dict[str, list[tuple[str, int]]]


def search(
    text: str,
    *,
    filters: Mapping[str, Sequence[str]] | None = None,
    sort: Literal["relevance", "date"] = "relevance",
    limit: int = 20,
    offset: int = 0,
) -> Results:
    """Publications that hold the words, or the number, of ``text``; all of them for an empty text.

    Several values of one filter are alternatives, several filters must all hold; unknown filters are ignored.
    Where nothing has all the words, most of them do, then any. Never raises for what is typed.
    """
    reader = generations.reader()
    if reader is None:
        return Results(0, [], {name: [] for name in FACETS})
    question = read(text)
    within = _within(reader, filters or {})
    total, facets, step = 0, dict[str, list[tuple[str, int]]](), None
    for step in matching.ladder(reader, question):
        key = (question, step.name, _filter_key(filters))
        total, facets = _counted(reader, _both(step.matching, within), key)
        if total:
            break
    offset, limit = min(max(offset, 0), MAX_OFFSET), min(max(limit, 0), MAX_LIMIT)
    hits: list[Hit] = []
    if step and total > offset and limit:
        by_date = sort == "date" or question.empty
        found = (
            _by_date(reader, step, within, limit, offset)
            if by_date
            else _best(reader, step, within, limit, offset)
        )
        marks = marker(question.parts)
        hits = [_hit(reader, 0.0 if by_date else score, at, marks) for score, at in found]
    return Results(total, hits, facets)


def _best(
    reader: Reader, step: Step, within: list[Query], limit: int, offset: int
) -> list[tuple[float, DocAddress]]:
    """The page in order of relevance, by the cheapest way that is sure to give the same order."""
    if step.first:
        first = reader.searcher.search(_both(step.first, within), limit, count=False, offset=offset).hits
        if len(first) == limit:
            return first
        if not first and not offset and step.some and not within:
            some = reader.searcher.search(step.some, limit, count=False).hits
            if len(some) == limit and some[-1][0] > step.bound:
                return some
    return reader.searcher.search(_both(step.scored, within), limit, count=False, offset=offset).hits


def _by_date(
    reader: Reader, step: Step, within: list[Query], limit: int, offset: int
) -> list[tuple[float, DocAddress]]:
    asked = _both(step.matching, within)
    return reader.searcher.search(asked, limit, count=False, offset=offset, order_by_field="published").hits


def _within(reader: Reader, filters: Mapping[str, Sequence[str]]) -> list[Query]:
    return [
        Query.const_score_query(Query.term_set_query(reader.schema, name, [str(v) for v in values]), 0.0)
        for name, values in filters.items()
        if name in FACETS and values
    ]


def _filter_key(filters: Mapping[str, Sequence[str]] | None) -> tuple:
    return tuple(sorted((name, *sorted(values)) for name, values in (filters or {}).items() if values))


def _both(query: Query, within: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, one) for one in (query, *within)]) if within else query


def _counted(reader: Reader, matching: Query, key: object) -> tuple[int, dict[str, list[tuple[str, int]]]]:
    """How many match, and the count of every facet value, most frequent first; remembered for this commit."""
    if key in reader.counts:
        return reader.counts[key]  # type: ignore[no-any-return]
    wanted = {name: {"terms": {"field": name, "size": VALUES}} for name in FACETS}
    answer = reader.searcher.aggregate(matching, wanted)
    facets = {
        name: [(bucket["key"], bucket["doc_count"]) for bucket in answer[name]["buckets"]] for name in FACETS
    }
    total = sum(count for _, count in facets["kind"]) + answer["kind"]["sum_other_doc_count"]
    if len(reader.counts) >= KEPT:
        reader.counts.clear()
    reader.counts[key] = total, facets
    return total, facets


def _shown(reader: Reader, address: DocAddress) -> list[str]:
    stored = reader.searcher.doc(address).get_first("shown")
    row: list[str] = orjson.loads(stored or b"[]")
    return row


def _hit(reader: Reader, score: float, address: DocAddress, marks: Marker) -> Hit:
    identifier, title, path, number, kind, publisher, bodies, at, validity, summary, text = _shown(
        reader, address
    )
    return Hit(
        identifier=identifier,
        title=title,
        path=path,
        document_number=number,
        kind=kind,
        publisher=publisher,
        issuing_bodies=bodies,
        published_at=datetime.fromisoformat(at),
        validity=validity,
        score=score,
        highlight_html=marks.excerpt(text or summary),
        title_html=marks.mark(title),
    )


def suggest(prefix: str, limit: int = 8) -> list[Suggestion]:
    """What somebody who has typed ``prefix`` may be looking for: numbers and titles, then words."""
    reader, question = generations.reader(), read(prefix)
    if reader is None or not question.words:
        return []
    *whole, last = question.parts
    ends = [term for term, _ in reader.searcher.terms_with_prefix("words", last, limit=limit)]
    titled = Query.boolean_query(
        [
            *((Occur.Must, Query.term_query(reader.schema, "title", word)) for word in whole),
            (Occur.Must, Query.term_set_query(reader.schema, "title", ends or [last])),
        ]
    )
    named = matching.filed(reader, question)
    asked = Query.boolean_query([(Occur.Should, one) for one in (*named, titled)])
    found: dict[str, list[str]] = {}
    for score, address in reader.searcher.search(asked, limit, count=False).hits:
        identifier, title, _, number, *_ = _shown(reader, address)
        found.setdefault(number if number and score > matching.TITLE else title, []).append(identifier)
    named_here = set(found)
    typed = prefix.strip()
    if typed.lower().endswith(last):
        for term in ends[: limit - len(found)]:
            if len(term) > 1:
                holders = reader.searcher.search(
                    matching.word(reader.schema, term), HOLDERS, count=False
                ).hits
                text = f"{typed[: len(typed) - len(last)]}{term}"
                found.setdefault(text, []).extend(_shown(reader, at)[0] for _, at in holders)
    return [Suggestion(text, tuple(held), text in named_here) for text, held in found.items()][:limit]

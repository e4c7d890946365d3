"""From a question to index queries: the strictest reading first, then wider ones.

Built from constructors only; the typed text never reaches a query parser. What decides here is also what
costs: a long text is known by its rarest words, and where words are frequent the documents that have them
all in the title are looked through first.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query, Schema

from .generations import Reader
from .rules import Phrase, Question, telling
from .schema import PUBLICATION

NUMBER, CODE, PART, TITLE = 10_000.0, 6_000.0, 5_000.0, 400.0  # how far a filed term goes before any words
TITLED = 100.0  # all words in the title: above what words in a body can reach together
ENOUGH = 0.6  # part of the words that must be there when not all are anywhere
TELLING = 8  # of a long text only so many of its rarest words are looked up
PLENTY = 4  # so many rare words are enough: frequent ones are then left out
EVERYDAY = 0.1  # a word in more than this part of the documents is a frequent one
FREQUENT = 5_000  # documents: from here on the cheaper orders are tried first
SATURATION = 2.2  # BM25 (k1 = 1.2): no word gives more than this times its rarity


@dataclass(frozen=True, slots=True)
class Step:
    """One reading of a question: ``matching`` says which documents, ``scored`` in which order.

    ``first`` finds those that stand first, because all words are in their title. ``some`` orders by the same
    scores all documents with any of the words; those that score above ``bound`` have all of them.
    """

    name: str
    matching: Query
    scored: Query
    first: Query | None = None
    some: Query | None = None
    bound: float = 0.0


def ladder(reader: Reader, question: Question) -> Iterator[Step]:
    """The number or title; all words; else all their parts; else most of the known parts, then any."""
    schema = reader.schema
    if question.empty:
        every = Query.term_query(schema, "role", PUBLICATION, "basic")
        yield Step("all", every, every)
        return
    named = filed(reader, question)
    numbered = named and _is_number(reader, question)
    if numbered:
        official = Query.const_score_query(Query.term_query(schema, "kind", "document", "basic"), 1.0)
        best = Query.boolean_query([(Occur.Must, _any(named)), (Occur.Should, official)])
        yield Step("number", _any(named), best)
    if question.words or question.phrases:
        yield _widened(named, _together(reader, question))
    elif named:
        yield Step("filed", _any(named), _any(named))
    known = [one for one in telling(question.parts) if reader.searcher.doc_freq("words", one)]
    if numbered or len(question.parts) < 2 or not known:
        return
    deciding = [word(schema, one) for one in rarest(reader, known)]
    yield Step("parts", _all(deciding), _all(deciding))
    for share in (ENOUGH, 0.0):
        some = Query.boolean_query(
            [(Occur.Should, one) for one in deciding],
            minimum_number_should_match=max(1, round(len(deciding) * share)),
        )
        yield Step(f"some {share}", some, some)


def filed(reader: Reader, question: Question) -> list[Query]:
    """Queries for the number or title that was typed, each with a score above any words."""
    schema, found = reader.schema, []
    for term in question.exact:
        if reader.searcher.doc_freq("number", term):
            weight = TITLE if term.startswith("title:") else NUMBER
            found.append(Query.const_score_query(Query.term_query(schema, "number", term, "basic"), weight))
    if question.fragment:
        prefix, year, serial = question.fragment
        ordinals = [
            Query.term_query(schema, column, value)
            for column, value in (("number_year", year), ("number_serial", serial))
            if value
        ]
        for code, weight in ((f"{prefix}$", CODE), (prefix, PART)):
            codes = [Query.term_query(schema, "number_prefix", code, "basic")] if prefix else []
            if codes or ordinals:
                found.append(Query.const_score_query(_all([*codes, *ordinals]), weight))
    return found


def _is_number(reader: Reader, question: Question) -> bool:
    """Whether what was typed names one number that is filed; otherwise its words are searched as well."""
    named = any(
        reader.searcher.doc_freq("number", term) for term in question.exact if not term.startswith("title:")
    )
    return named or bool(question.fragment and question.fragment[1] and question.fragment[2])


def rarest(reader: Reader, found: Sequence[str]) -> list[str]:
    """The deciding words; of a long text its rarest, because a sentence is known by those."""
    deciding = telling(found)
    if len(deciding) <= PLENTY:
        return deciding
    number = {one: reader.searcher.doc_freq("words", one) for one in deciding}
    ranked = sorted(deciding, key=number.__getitem__)[:TELLING]
    rare = [one for one in ranked if number[one] <= EVERYDAY * reader.searcher.num_docs]
    return rare if len(rare) >= PLENTY else ranked


def word(schema: Schema, one: str, column: str = "words") -> Query:
    """Documents with a word."""
    return Query.term_query(schema, column, one)


def phrase(schema: Schema, words: Phrase, column: str = "words") -> Query:
    """Documents with these words in these places, counted from the first."""
    if len(words) == 1:
        return word(schema, words[0][1], column)
    return Query.phrase_query(schema, column, list(words))


def _all(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def _any(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, one) for one in queries])


def _widened(named: list[Query], step: Step) -> Step:
    """The step with the documents whose number or title is meant; those stand first anyway."""
    if not named:
        return step
    return Step(step.name, _any([*named, step.matching]), _any([*named, step.scored]))


def _inner(words: Sequence[str]) -> Sequence[str]:
    """A long text without its ends: somebody who copies a sentence often cuts through words."""
    return words[1:-1] if len(words) > TELLING else words


def _together(reader: Reader, question: Question) -> Step:
    """All words and phrases; where they all stand in the title, before the others."""
    schema, found = reader.schema, rarest(reader, _inner(question.words))
    clauses = [*(word(schema, one) for one in found), *(phrase(schema, one) for one in question.phrases)]
    matching = _all(clauses)
    titled = [
        *(word(schema, one, "title") for one in found),
        *(phrase(schema, one, "title") for one in question.phrases),
    ]
    entitled = Query.const_score_query(_all(titled), TITLED)
    scored = Query.boolean_query([(Occur.Must, matching), (Occur.Should, entitled)])
    numbers = [reader.searcher.doc_freq("words", one) for one in found]
    if question.phrases or min(numbers) >= FREQUENT:
        first = _all([entitled, *clauses])
        if question.phrases:
            return Step("words", matching, scored, first)
        rarity = [_rarity(reader.searcher.num_docs, number) for number in numbers]
        bound = SATURATION * (sum(rarity) - min(rarity)) if len(rarity) > 1 else 0.0
        return Step("words", matching, scored, first, _any(clauses), bound)
    return Step("words", matching, scored)


def _rarity(documents: int, having: int) -> float:
    """Inverse document frequency as BM25 has it."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))

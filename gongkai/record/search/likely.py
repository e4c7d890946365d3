"""What may answer somebody who is writing a letter: published letters and questions about the same.

Unlike a search it takes whole letters and half sentences: no word must be there, the rarer ones weigh more,
and what people say is also looked for as offices write it. Only publications are searched, and only what is
public at this moment is shown (``public``), so what is not public cannot leak through a suggestion.
"""

import math
from collections import Counter
from collections.abc import Sequence

from tantivy import Occur, Query

from gongkai.ground.language.rules.words import fold, words
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.rules import Kind

from . import everyday, generations
from .generations import Reader
from .matching import phrase, word
from .queries import Hit, hits
from .rules import COMMON, Phrase, wholes

ANSWERS = (Kind.LETTER, Kind.QUESTION)
READ = 1_000  # characters of a letter that are read: what it is about stands there
MOST = 16  # telling words that are looked up
READING = 0.6  # of the index: so many entries are read at most, the rarest words first
FEWEST = 4  # words that are looked up whatever they cost
ENTITLED = 0.5  # a word in the title counts so much more
MEANT = 0.7  # of a typed word's weight has another word for the same thing
SPARE = 2  # times as many are found as are shown, for those that are no longer public
POLITE = COMMON | {
    "你好", "您好", "尊敬", "领导", "书记", "市长", "局长", "请问", "咨询", "希望", "建议", "反映", "投诉",
    "请求", "谢谢", "感谢", "问题", "这个", "那个", "我们", "你们", "他们", "可以", "能不能", "可不可以",
    "不能", "没有", "就是", "还是", "现在", "一个", "一下", "时候", "为什么", "有没有", "是不是",
}  # fmt: skip


def likely(text: str, kinds: Sequence[Kind] = ANSWERS, limit: int = 5) -> list[Hit]:
    """Public answers of these kinds, the likeliest first; none for a text that says nothing yet.

    Never raises for what is typed.
    """
    reader = generations.reader()
    if reader is None:
        return []
    clean = fold(text[:READ].encode("utf-8", "replace").decode().replace("\0", " "))
    found = telling(reader, words(clean))
    clauses = [*_typed(reader, found), *_meant(reader, clean)]
    if not clauses:
        return []
    ranked = reader.searcher.search(_of_kinds(reader, clauses, kinds), limit * SPARE, count=False).hits
    shown = hits(reader, ranked, found)
    open_ = lists.public(hit.identifier for hit in shown)
    return [hit for hit in shown if hit.identifier in open_][:limit]


def telling(reader: Reader, typed: Sequence[str]) -> list[str]:
    """The words that say what a text is about: repeated or rare, and not dear to look up."""
    documents = reader.searcher.num_docs
    having = {
        one: number
        for one in dict.fromkeys(typed)
        if one not in POLITE and (number := reader.searcher.doc_freq("words", one))
    }
    often = Counter(typed)
    ranked = sorted(
        having, key=lambda one: -(1 + math.log(often[one])) * math.log(1 + documents / having[one])
    )[:MOST]
    chosen: list[str] = []
    cost = 0
    for one in ranked:
        cost += having[one]
        if len(chosen) < FEWEST or cost <= READING * documents:
            chosen.append(one)
    return chosen


def _typed(reader: Reader, found: Sequence[str]) -> list[Query]:
    """Documents with a typed word, and more so where it stands in the title."""
    schema = reader.schema
    return [
        *(word(schema, one) for one in found),
        *(Query.boost_query(word(schema, one, "title"), ENTITLED) for one in found),
    ]


def _meant(reader: Reader, text: str) -> list[Query]:
    """For each thing that is named, documents that name it otherwise."""
    clauses = []
    for names in everyday.others(text):
        known = [phrase(reader.schema, parts) for name in names if (parts := _filed(reader, name))]
        if known:
            clauses.append(Query.boost_query(Query.disjunction_max_query(known), MEANT))
    return clauses


def _of_kinds(reader: Reader, clauses: Sequence[Query], kinds: Sequence[Kind]) -> Query:
    wanted = Query.term_set_query(reader.schema, "kind", [str(kind.value) for kind in kinds])
    some = Query.boolean_query([(Occur.Should, one) for one in clauses])
    return Query.boolean_query([(Occur.Must, some), (Occur.Must, Query.const_score_query(wanted, 0.0))])


def _filed(reader: Reader, name: str) -> Phrase:
    """The words of a name in their places; nothing when no publication has them."""
    parts = wholes(words(name))
    return parts if all(reader.searcher.doc_freq("words", one) for _, one in parts) else ()

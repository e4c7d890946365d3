"""Words of the maintained list and of the negative list in a text: a finding a word, with all its places."""

from collections import defaultdict
from collections.abc import Iterable

from ..findings import Finding, Severity
from .places import Paragraphs
from .subject import Withheld
from .vocabulary import Category, Vocabulary, Word

_FORMER = ("原", "前")  # 原农业部 says that the name was another
MIN_WITHHELD = 4  # characters: a shorter entry of a negative list names too much
_ORDERS = ("令", "公告", "第")  # 农业部令2017年第3号 names the order as it was issued


def wording(text: str, vocabulary: Vocabulary, paragraphs: Paragraphs) -> list[Finding]:
    """Listed words, the gravest first.

    Names of bodies inside 《》, in numbers of orders and after 原 are history, not errors.
    """
    places: dict[Word, list[int]] = defaultdict(list)
    for word, start, end in vocabulary.occurrences(text):
        if word.category is Category.TITLE and _historical(text, start, end):
            continue
        places[word].append(start)
    found = [
        Finding(
            check=f"wording.{word.category}",
            severity=word.severity,
            place=paragraphs.of(starts),
            text=word.word,
            advice=_advice(word),
            exact=word.word,
        )
        for word, starts in places.items()
    ]
    return sorted(found, key=lambda one: list(Severity).index(one.severity))


def withheld(text: str, entries: Iterable[Withheld], paragraphs: Paragraphs) -> list[Finding]:
    """Matters on the negative list (不予公开负面清单) that the text names."""
    found = []
    for entry in entries:
        starts, place = [], text.find(entry.words) if len(entry.words) >= MIN_WITHHELD else -1
        while place >= 0:
            starts.append(place)
            place = text.find(entry.words, place + len(entry.words))
        if starts:
            ground = f"（{entry.ground}）" if entry.ground else ""
            found.append(
                Finding(
                    check="negative_list.entry",
                    severity=Severity.BLOCKING,
                    place=paragraphs.of(starts),
                    text=entry.words,
                    advice=f"本机关负面清单把“{entry.words}”列为不予公开{ground}，请删去，或说明为何可以公开。",
                    exact=entry.words,
                )
            )
    return found


def _historical(text: str, start: int, end: int) -> bool:
    if start and text[start - 1] in _FORMER or text.startswith(_ORDERS, end):
        return True
    opened, closed = text.rfind("《", max(0, start - 80), start), text.rfind("》", max(0, start - 80), start)
    return opened > closed


def _advice(word: Word) -> str:
    label = word.category.label
    if word.instead.startswith("（"):
        return f"{label}：“{word.word}”{word.instead.strip('（）')}；确需使用的请说明。"
    return f"{label}：请改为“{word.instead}”；确需使用的请说明。"

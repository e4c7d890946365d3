"""Documents to measure the search on: real ones repeated with changed words, or sentences of our own.

Every document is a stretch of a real document's sentences in which one word in ten is another word of the
corpus (drawn as often as it occurs), so that no two are the same and words keep their frequencies.
"""

import json
import random
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from zoneinfo import ZoneInfo

from gongkai.ground.language.rules import numbers
from gongkai.ground.language.rules.words import words
from gongkai.record.catalogue.queries.indexing import Indexable
from gongkai.surface.demo.city import bodies
from gongkai.surface.demo.documents import Generator

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "policy_docs"
LENGTH = 600  # characters of a document's text
CHANGED = 0.1
TOPICS = ("营商环境", "安全生产", "乡村振兴", "最低工资", "政府投资", "招标投标", "生态环境", "义务教育")
VERBS = ("优化", "加强", "规范", "推进", "完善", "落实", "改善", "促进", "保障", "监督", "调整", "公布")
CODES = ("江政发", "江政办发", "江发改规", "江人社函", "江环规", "江教办", "江住建发", "江财综")
KINDS = ("document", "notice", "news", "interpretation", "plan", "budget", "licence", "penalty")
VALIDITY = ("valid", "valid", "valid", "amended", "repealed", "expired")


def kind() -> str:
    """What the documents are made of."""
    return "real documents repeated with changed words" if REAL.is_dir() else "own sentences"


def sources() -> list[tuple[str, list[list[str]]]]:
    """[(title, sentences cut into pieces of text)] of real documents, or our own."""
    found = [
        json.loads(line)
        for path in sorted(REAL.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    ]
    texts = [(row.get("title") or "", row.get("text") or row.get("content") or "") for row in found]
    if not texts:
        texts = [_own(random.Random(number)) for number in range(600)]
    return [
        (title, [re.findall(r"\w{1,3}|\W", sentence) for sentence in sentences])
        for title, text in texts
        if title and (sentences := [part for part in re.split(r"(?<=[。\n])", text) if len(part.strip()) > 6])
    ]


def _own(rng: random.Random) -> tuple[str, str]:
    def sentence() -> str:
        return f"{rng.choice(VERBS)}{rng.choice(TOPICS)}，{rng.choice(VERBS)}{rng.choice(TOPICS)}工作机制。"

    return f"关于{rng.choice(VERBS)}{rng.choice(TOPICS)}的通知", "".join(sentence() for _ in range(60))


def vocabulary(texts: list[tuple[str, list[list[str]]]]) -> list[str]:
    """Words of two characters or more as they occur in a sample, so that a draw keeps their frequencies."""
    drawn = random.Random(3).sample(texts, min(120, len(texts)))
    return [
        word
        for _, sentences in drawn
        for parts in sentences
        for word in words("".join(parts))
        if len(word) > 1
    ]


def documents(count: int, length: int = LENGTH) -> Iterator[Indexable]:
    """``count`` documents, the same ones in every run."""
    rng = random.Random(20)
    texts = sources()
    pool = vocabulary(texts)
    start = datetime(2015, 1, 4, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    skewed = list(accumulate(1 / (rank + 1) for rank in range(51)))
    for number in range(count):
        title, sentences = rng.choice(texts)
        text, first = [], rng.randrange(len(sentences))
        size = 0
        for parts in sentences[first:] + sentences[:first]:
            kept = [rng.choice(pool) if rng.random() < CHANGED else part for part in parts]
            text += kept
            size += sum(map(len, kept))
            if size >= length:
                break
        at = start + timedelta(minutes=number * 5_000_000 // count)
        code, serial = rng.choice(CODES), number // len(CODES) + 1
        publisher = f"4299{rng.choices(range(51), cum_weights=skewed)[0]:06}"
        yield Indexable(
            identifier=f"{publisher}/{at.year}-{number:06}",
            path=f"/publications/{publisher}/{at.year}-{number:06}",
            kind=rng.choice(KINDS),
            title=f"{rng.choice(VERBS)}{title}" if rng.random() < 0.5 else f"{rng.choice(TOPICS)}：{title}",
            document_number=f"{code}〔{at.year}〕{serial}号",
            number_key=f"{code}〔{at.year}〕{serial}号",
            publisher=publisher,
            issuing_bodies="江城市人民政府",
            mandatory_item=f"20-{rng.randrange(15) + 1}",
            subject_category=rng.choice(TOPICS),
            validity=rng.choice(VALIDITY),
            published_at=at,
            channels=(f"channel-{rng.choices(range(51), cum_weights=skewed)[0]}",),
            text="".join(text),
            source_index_number="",
            keywords=(),
            summary="",
        )


def city(count: int) -> Iterator[Indexable]:
    """``count`` documents of the demonstration city."""
    at = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    drafts = Generator(bodies("429900000000"), count, at).drafts()
    for number, draft in enumerate(islice(drafts, count)):
        yield Indexable(
            identifier=f"{draft.publisher}/{draft.published_at.year}-{number:06}",
            path=f"/publications/{draft.publisher}/{draft.published_at.year}-{number:06}",
            kind=draft.kind,
            title=draft.title,
            document_number=draft.document_number,
            number_key=numbers.key(draft.document_number),
            publisher=draft.publisher,
            issuing_bodies="、".join(draft.issuing_bodies),
            mandatory_item=draft.mandatory_item,
            subject_category=draft.subject_category,
            validity="",
            published_at=draft.published_at,
            channels=draft.channels,
            text=draft.text,
            source_index_number=draft.source_index_number,
            keywords=draft.keywords,
            summary=draft.summary,
        )

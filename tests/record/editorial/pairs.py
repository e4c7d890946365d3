"""Real pairs of an interpretation and its document: ``python -m tests.record.editorial.pairs FOLDER``.

It says of every record that is an interpretation whether it has a text, whether what it explains stands in
the input and has one, and so why it cannot be compared. What can be: official answers, posts and notices that
tell people what a document of the input says. They were read and labelled before they were compared;
``pair_labels.json`` holds where both ends stand and their hashes, no text.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.desk.documents.rules.identity import core
from gongkai.desk.documents.rules.reading import Reading
from gongkai.record.catalogue.rules import Kind
from gongkai.record.editorial.rules.checks.copying import (
    COPIED_SHARE,
    MIN_LENGTH,
    SHARE_NOTED,
    Copying,
    compare,
)
from tests.desk.documents.quality import readings
from tests.ground.language.quality import read

LABELS = Path(__file__).with_name("pair_labels.json")
KINDS = ("repeats", "explains", "mentions")
INTERPRETATION = ("解读", "图解", "一图", "读懂", "政策问答", "答记者问")


@dataclass(frozen=True, slots=True)
class Listed:
    """An interpretation of the input: signs of its own text, and of the longest text of its document."""

    shape: str
    own: int
    known: bool
    document: int

    @property
    def outcome(self) -> str:
        if self.own < MIN_LENGTH:
            end = "a picture or a bare link"
            if not self.known:
                return f"{end}, and its document is not in the input"
            return (
                f"{end}; its document has a text"
                if self.document >= MIN_LENGTH
                else f"{end}, as its document"
            )
        if not self.known:
            return "a text, but its document is not in the input"
        return (
            "both have a text" if self.document >= MIN_LENGTH else "a text, but its document is a bare line"
        )


def listed(folder: Path) -> list[Listed]:
    """Everything that interprets something, by its kind, its relations or its title."""
    every = [one for one in readings(folder) if one.prepared is not None]
    texts: dict[str, int] = {}
    for one in every:
        if not interprets(one):
            for key in names(one):
                texts[key] = max(texts.get(key, 0), len(one.prepared.draft.text))  # type: ignore[union-attr]
    result = []
    for one in every:
        if interprets(one):
            ends = [texts[key] for key in targets(one) if key in texts]
            own = len(one.prepared.draft.text)  # type: ignore[union-attr]
            result.append(Listed(one.key.split(":")[0], own, bool(ends), max(ends, default=0)))
    return result


def interprets(one: Reading) -> bool:
    assert one.prepared is not None
    draft = one.prepared.draft
    return (
        draft.kind is Kind.INTERPRETATION
        or any(found.kind == "interprets" for found in draft.relations)
        or any(word in draft.title for word in INTERPRETATION)
    )


def names(one: Reading) -> set[str]:
    """All a document can be named by: addresses, number, title, and what its title is about."""
    assert one.prepared is not None
    about = core(one.prepared.draft.title)
    return {*one.prepared.keys, *([f"core:{about}"] if about else [])}


def targets(one: Reading) -> set[str]:
    assert one.prepared is not None
    keys = set()
    for found in one.prepared.draft.relations:
        if found.kind == "interprets":
            keys.add(found.target_key)
            about = core(found.target_key.removeprefix("title:")) if "title:" in found.target_key else ""
            keys |= {f"core:{about}"} if about else set()
    return keys


def labelled(folder: Path) -> Iterator[tuple[str, Copying]]:
    """Label and comparison of every pair; both ends are what they were when they were read."""
    known: dict[str, dict[tuple[str, str], str]] = {}

    def end(place: dict[str, str]) -> str:
        file = place["file"]
        if file not in known:
            known[file] = read(folder / file)
        text = known[file][place["record"], place["field"]]
        if hashlib.sha256(text.encode()).hexdigest() != place["sha256"]:
            raise ValueError(f"{file} {place['record']} is not the text that was labelled")
        return text

    for pair in json.loads(LABELS.read_text(encoding="utf-8")):
        yield pair["label"], compare(end(pair["text"]), end(pair["document"]))


def main() -> None:
    folder = Path(sys.argv[1])
    for (shape, outcome), count in sorted(
        Counter((one.shape, one.outcome) for one in listed(folder)).items()
    ):
        print(f"{count:4} {shape:8} {outcome}")
    for label, shown in sorted(labelled(folder), key=lambda one: (one[0], one[1].share)):
        noted = "stopped" if shown.share >= COPIED_SHARE else "noted" if shown.share >= SHARE_NOTED else ""
        print(
            f"{label:8} {shown.counted:5} signs, share {shown.share:4.0%}, longest {shown.longest:3} {noted}"
        )


if __name__ == "__main__":
    main()

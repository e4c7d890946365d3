"""Precision and recall of the finder: ``python -m tests.ground.language.quality`` prints both tables."""

import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from gongkai.ground.language.rules.personal import find

from .passages import official, personal
from .people import Maker, Passage

LABELS = Path(__file__).with_name("personal_labels.json")
STAND_IN = ("楚", "湘")  # who anonymised the letters put 楚 for the province of every plate
SIZE = 4_000
SEED = 20_261_127
ROW = "{:<10} true {:>5}  missed {:>4}  wrong {:>4}  precision {:.3f}  recall {:.3f}"


def generated(size: int = SIZE, seed: int = SEED) -> list[Passage]:
    """Half of them personal, half of them traps."""
    maker = Maker(seed)
    return [(personal if number % 2 else official)(maker) for number in range(size)]


def labelled(folder: Path, sample: int = 0) -> list[Passage]:
    """The hand-labelled passages in their texts, of one sample or of all; each is what it was when read."""
    passages: list[Passage] = []
    known: dict[str, dict[tuple[str, str], str]] = {}
    for label in json.loads(LABELS.read_text(encoding="utf-8")):
        if sample and label["sample"] != sample:
            continue
        file = label["file"]
        if file not in known:
            known[file] = read(folder / file)
        text, first, last = known[file][label["record"], label["field"]], label["from"], label["to"]
        if hashlib.sha256(text[first:last].encode()).hexdigest() != label["sha256"]:
            raise ValueError(f"{file} {label['record']} is not the text that was labelled")
        spans = [(kind, first + start, first + end) for kind, start, end in label["spans"]]
        passages.append(Passage(text.replace(*STAND_IN), spans, (first, last)))
    return passages


def read(path: Path) -> dict[tuple[str, str], str]:
    """Every text of a file by record and field; a page is one text as it stands."""
    if path.suffix == ".html":
        return {("", ""): path.read_bytes().decode("utf-8", "replace")}
    if path.suffix == ".csv":
        csv.field_size_limit(1 << 30)
        with path.open(encoding="utf-8-sig") as lines:
            rows = list(csv.DictReader(lines))
    else:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        (str(row.get("id", number)), name): value
        for number, row in enumerate(rows)
        for name, value in row.items()
        if isinstance(value, str)
    }


def measure(passages: Iterable[Passage]) -> dict[str, Counter[str]]:
    """By kind and for all: true, missed and wrong. A finding is true when it overlaps what it should be."""
    counts: dict[str, Counter[str]] = {"all": Counter()}
    for passage in passages:
        found = [(str(one.kind), one.start, one.end) for one in find(passage.text)]
        if passage.window:
            first, last = passage.window
            found = [one for one in found if one[1] < last and first < one[2]]
        for span in passage.spans:
            count(counts, span[0], "true" if any(same(span, one) for one in found) else "missed")
        for one in found:
            if not any(same(span, one) for span in passage.spans):
                count(counts, one[0], "wrong")
    return counts


def same(span: tuple[str, int, int], one: tuple[str, int, int]) -> bool:
    return span[0] == one[0] and span[1] < one[2] and one[1] < span[2]


def count(counts: dict[str, Counter[str]], kind: str, what: str) -> None:
    for name in (kind, "all"):
        counts.setdefault(name, Counter())[what] += 1


def rates(counted: Counter[str]) -> tuple[float, float]:
    """Precision and recall; 1 where there was nothing to be wrong about."""
    true, missed, wrong = counted["true"], counted["missed"], counted["wrong"]
    return (true / (true + wrong) if true + wrong else 1.0, true / (true + missed) if true + missed else 1.0)


def main() -> None:
    sets = {"generated": generated()}
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        sets |= {f"labelled, sample {number}": labelled(folder, number) for number in range(1, 7)}
    for name, passages in sets.items():
        print(f"{name}: {len(passages)} passages, {sum(bool(p.spans) for p in passages)} with personal data")
        for kind, counted in sorted(measure(passages).items()):
            row = (kind, counted["true"], counted["missed"], counted["wrong"], *rates(counted))
            print(ROW.format(*row))


if __name__ == "__main__":
    main()

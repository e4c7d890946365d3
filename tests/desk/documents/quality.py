"""Precision and recall of amends, repeals and interprets against hand-read documents.

``python -m tests.desk.documents.quality FOLDER`` prints the figures of ``docs/quality.md`` for the real
input in FOLDER (default ``../shared/data``). The labels hold source keys and hashes of target keys only.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from gongkai.desk.documents.rules import shapes
from gongkai.desk.documents.rules.reading import Reading, Unit, read

HERE = Path(__file__).resolve().parent
LABELS = HERE / "relation_labels.json"
KINDS = ("amends", "repeals", "interprets")
PUBLISHER = "429900001"


def short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def readings(real: Path) -> Iterator[Reading]:
    """Every record of the real input, read once, without a database."""
    for folder in ("policy_docs", "policy_index", "policy_interpretation_pairs"):
        for file in sorted((real / folder).glob("*.jsonl")):
            for number, line in enumerate(file.read_bytes().splitlines(), 1):
                yield read(Unit(file.name, number, "line", line), PUBLISHER)
    for file in sorted((real / "policy_api_raw").glob("*.json")):
        fitting = shapes.answer_rows(shapes.parse(file.read_bytes()))
        assert fitting is not None, file
        for number, row in enumerate(fitting[1], 1):
            yield read(Unit(file.name, number, "answer", row, extra=fitting[0].name), PUBLISHER)
    for file in sorted((real / "web_pages").rglob("*.html")):
        name = "/".join(file.parts[-2:])
        yield read(Unit(file.name, 1, "page", file.read_bytes(), name=name), PUBLISHER)


def found(reading: Reading) -> set[tuple[str, str]]:
    assert reading.prepared is not None
    relations = reading.prepared.draft.relations
    return {(str(r.kind), short(r.target_key)) for r in relations if r.kind in KINDS}


def measure(real: Path) -> dict[str, dict[str, float]]:
    """For each kind: true, missed and wrong relations, precision and recall over all labelled documents."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    expected = {
        key: {tuple(pair) for pair in pairs}
        for key, pairs in (labels["first"] | labels["second"] | labels["third"]).items()
    }
    by_key = {r.key: r for r in readings(real) if r.key in expected and r.prepared is not None}
    figures = {}
    for kind in KINDS:
        true = missed = wrong = 0
        for key, pairs in expected.items():
            own = {pair for pair in found(by_key[key]) if pair[0] == kind}
            told = {pair for pair in pairs if pair[0] == kind}
            true, missed, wrong = true + len(own & told), missed + len(told - own), wrong + len(own - told)
        figures[kind] = {
            "documents": len(expected),
            "true": true,
            "missed": missed,
            "wrong": wrong,
            "precision": true / (true + wrong) if true + wrong else 1.0,
            "recall": true / (true + missed) if true + missed else 1.0,
        }
    return figures


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[3] / "shared" / "data"
    for kind, figures in measure(folder).items():
        print(kind, json.dumps(figures))

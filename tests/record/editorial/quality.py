"""Copying measured on real texts: ``python -m tests.record.editorial.quality FOLDER`` prints the table.

No interpretation and its own document both have a text in the real input (``pairs`` shows it, and compares
what offices tell people of documents). So real interpretations are compared with
every real document, and real documents are retold to a known degree: a share of their sentences is kept word
for word, the others are sentences of real interpretations.
"""

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.record.editorial.rules.checks.copying import COPIED_SHARE, SHARE_NOTED, compare

DEGREES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
SHORTEST = 800  # characters of a text worth comparing
DOCUMENTS = 60
SENTENCE = re.compile("[^。！？\n]{8,}[。！？]")


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Title and text of every real document and interpretation with enough of it."""
    for file in sorted((folder / "policy_docs").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if len(row.get("text") or "") >= SHORTEST:
                yield row.get("title") or "", row["text"]


def sorted_out(folder: Path) -> tuple[list[str], list[str]]:
    """Real interpretations, and real documents."""
    known = list(texts(folder))
    explaining = [text for title, text in known if "解读" in title]
    documents = [text for title, text in known if "解读" not in title]
    random.Random(1).shuffle(documents)
    return explaining, documents


def explained(folder: Path) -> list[tuple[float, int]]:
    """For each real interpretation, the largest share and the longest run with any real document."""
    explaining, documents = sorted_out(folder)
    result = []
    for text in explaining:
        shown = [compare(text, document) for document in documents]
        result.append((max(one.share for one in shown), max(one.longest for one in shown)))
    return result


def retold(folder: Path, degree: float) -> list[tuple[float, int]]:
    """Real documents retold with that share of their own sentences."""
    explaining, documents = sorted_out(folder)
    others = [one for text in explaining for one in SENTENCE.findall(text)]
    dice, result = random.Random(2), []
    for document in documents[:DOCUMENTS]:
        own = SENTENCE.findall(document)[:60]
        if len(own) < 10:
            continue
        told = "".join(one if dice.random() < degree else dice.choice(others) for one in own)
        shown = compare(told, document)
        result.append((shown.share, shown.longest))
    return result


def main() -> None:
    folder = Path(sys.argv[1])
    for share, longest in explained(folder):
        print(f"a real interpretation against every document: at most {share:.0%}, longest run {longest}")
    for degree in DEGREES:
        shares = sorted(share for share, _ in retold(folder, degree))
        stopped = sum(share >= COPIED_SHARE for share in shares) / len(shares)
        noted = sum(share >= SHARE_NOTED for share in shares) / len(shares)
        middle = shares[len(shares) // 2]
        print(
            f"{degree:.0%} of the sentences kept: {len(shares)} texts, share {shares[0]:.0%} to "
            f"{shares[-1]:.0%}, median {middle:.0%}; noted {noted:.0%}, stopped {stopped:.0%}"
        )


if __name__ == "__main__":
    main()

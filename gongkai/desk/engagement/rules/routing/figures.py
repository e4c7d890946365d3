"""How good suggestions were: by name, by how many of the surest are taken, and what is taken for what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.5)
SUREST = 0.7
FEWEST = 20  # answers under a promise; fewer say nothing of its accuracy


@dataclass(frozen=True)
class Judged:
    """One letter's true name beside what was said of it without knowing."""

    true: str
    said: str
    confidence: float

    @property
    def right(self) -> bool:
        return self.true == self.said


def by_name(judged: Sequence[Judged], names: Sequence[str]) -> list[dict[str, Any]]:
    """Precision, recall, F1 and number of letters of each name."""
    rows = []
    for name in names:
        hit = sum(one.right for one in judged if one.true == name)
        said, true = sum(one.said == name for one in judged), sum(one.true == name for one in judged)
        rows.append({
            "name": name,
            "precision": round(hit / said, 4) if said else 0.0,
            "recall": round(hit / true, 4) if true else 0.0,
            "f1": round(2 * hit / (said + true), 4) if said + true else 0.0,
            "n": true,
        })  # fmt: skip
    return rows


def macro_f1(judged: Sequence[Judged], names: Sequence[str]) -> float:
    """The mean F1 over the names, each counting once."""
    rows = by_name(judged, names)
    return sum(row["f1"] for row in rows) / len(rows) if rows else 0.0


def accuracy(judged: Sequence[Judged], coverage: float = 1.0) -> float:
    """The share that is right among the surest ``coverage`` of the answers."""
    surest = sorted(judged, key=lambda one: -one.confidence)[: max(1, round(coverage * len(judged)))]
    return sum(one.right for one in surest) / len(surest) if surest else 0.0


def confusions(judged: Sequence[Judged], most: int = 10) -> list[dict[str, Any]]:
    """What is most often taken for what."""
    pairs = Counter((one.true, one.said) for one in judged if not one.right)
    return [{"true": true, "said": said, "n": n} for (true, said), n in pairs.most_common(most)]


def threshold(judged: Sequence[Judged], names: Sequence[str], promised: float) -> float | None:
    """The lowest confidence from which on the answers together keep the promise; None when none does.

    It is kept twice: each letter counting once, and each true name counting once (all that are not among
    ``names`` as one), so that a department with nearly all letters does not carry the errors of the others.
    """
    group = {name: name for name in names}
    total = Counter(group.get(one.true, "") for one in judged)
    ordered, found = sorted(judged, key=lambda one: -one.confidence), None
    right, all_shares, right_shares = 0, 0.0, 0.0
    for count, one in enumerate(ordered, 1):
        share = 1 / total[group.get(one.true, "")]
        right, all_shares, right_shares = (
            right + one.right, all_shares + share, right_shares + share * one.right
        )  # fmt: skip
        last_of_equals = count == len(ordered) or ordered[count].confidence < one.confidence
        kept = right / count >= promised and right_shares / all_shares >= promised
        if count >= FEWEST and last_of_equals and kept:
            found = one.confidence
    return found


def answered(judged: Sequence[Judged], least: float) -> dict[str, Any]:
    """How many answers reach a threshold, and the share of them that is right."""
    kept = [one for one in judged if one.confidence >= least]
    right = sum(one.right for one in kept) / len(kept) if kept else None
    return {"share": round(len(kept) / max(1, len(judged)), 4), "accuracy": right and round(right, 4)}


def summary(judged: Sequence[Judged], names: Sequence[str]) -> dict[str, Any]:
    """All of it, for people's table and for JSON."""
    return {
        "n": len(judged),
        "macro_f1": round(macro_f1(judged, names), 4),
        "accuracy_at_coverage": {str(share): round(accuracy(judged, share), 4) for share in COVERAGES},
        "by_name": by_name(judged, names),
        "confusions": confusions(judged),
    }

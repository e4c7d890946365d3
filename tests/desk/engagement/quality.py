"""How well incidents and empty replies are found: ``python -m tests.desk.engagement.quality [FOLDER]``.

Pairs and replies were drawn from all bands of a plain score and judged by a person from their words alone;
``incident_pairs.json`` and ``judged_replies.json`` hold ids, seeds and judgements, no text.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gongkai.desk.engagement.rules.incidents import group
from gongkai.desk.engagement.rules.reply_checks import is_empty

HERE = Path(__file__).resolve().parent
REAL = HERE.parents[3] / "shared" / "data"
REPLIES = ("taidi_replied.jsonl", "beijing_suggestions_2020_2021.jsonl")


def rows(folder: Path, *names: str) -> list[dict[str, Any]]:
    """The letters of these files."""
    texts = ((folder / "letters" / name).read_text(encoding="utf-8") for name in names)
    return [json.loads(line) for text in texts for line in text.splitlines()]


def rates(judged: Iterable[tuple[bool, bool]]) -> tuple[float, float]:
    """Precision and recall of (found, true)."""
    pairs = list(judged)
    right = sum(found and true for found, true in pairs)
    return right / max(1, sum(found for found, _ in pairs)), right / max(1, sum(true for _, true in pairs))


def incidents(folder: Path) -> dict[str, tuple[float, float]]:
    """For each sample: are both letters of a pair in one group?"""
    letters = rows(folder, "taidi_hot.jsonl")
    belongs = {}
    for number, members in enumerate(group((one["title"], one["text"]) for one in letters)):
        belongs |= {letters[member]["id"]: number for member in members}
    samples = json.loads((HERE / "incident_pairs.json").read_text())
    return {
        name: rates((one in belongs and belongs[one] == belongs.get(other), same)
                    for one, other, same in sample["judged"])
        for name, sample in samples.items()
    }  # fmt: skip


def replies(folder: Path) -> dict[str, tuple[float, float]]:
    """For each sample: is the reply taken for formulas alone?"""
    known = {one["id"]: one for one in rows(folder, *REPLIES)}
    samples = json.loads((HERE / "judged_replies.json").read_text())
    return {
        name: rates((is_empty(f"{known[key]['title']}\n{known[key]['text']}", known[key]["reply"]), empty)
                    for key, empty in sample["judged"])
        for name, sample in samples.items()
    }  # fmt: skip


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    for what, measured in (("incidents", incidents(given)), ("empty replies", replies(given))):
        for name, (precision, recall) in measured.items():
            print(f"{what}, {name}: precision {precision:.3f}, recall {recall:.3f}")

"""How well incidents and empty replies are found: ``python -m tests.desk.engagement.quality [FOLDER]``.

Pairs and replies were drawn from all bands of a plain score and judged by a person from their words alone;
``incident_pairs.json`` and ``judged_replies.json`` hold ids, seeds and judgements, no text.
"""

import json
import re
import sys
import tomllib
from collections import defaultdict, deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from gongkai.desk.engagement.rules.incidents import group, likeness
from gongkai.desk.engagement.rules.incidents import letters as read_all
from gongkai.desk.engagement.rules.reply_checks import is_empty
from gongkai.desk.engagement.rules.sameness import LATEST, SHOWN, Sameness, nearest
from gongkai.ground.language.rules.similarity_index import candidates

HERE = Path(__file__).resolve().parent
REAL = HERE.parents[3] / "shared" / "data"
PRACTICE = HERE.parents[2] / "gongkai" / "desk" / "engagement" / "practice.toml"
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


def suggested(folder: Path) -> dict[str, list[tuple[int, set[int]]]]:
    """Letters in the order in which they came, each shown at most five of those before it, as
    ``queries.incidents`` does it: the newest of each key, the recent among them, the likely ones.

    Of "batch": its group and the groups shown, for each letter with an earlier recent member of its group. Of
    "judged": whether people said the same (1 or 0) and {1} if the earlier was shown, for the judged pairs."""
    letters = sorted(rows(folder, "taidi_hot.jsonl"), key=lambda one: (came(one), str(one["id"])))
    given = [(one["title"], one["text"]) for one in letters]
    belongs = {member: number for number, members in enumerate(group(given)) for member in members}
    known, read = Sameness(**tomllib.loads(PRACTICE.read_text())["sameness"]), read_all(given)
    held: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=LATEST))
    shown: list[list[int]] = []
    batch: list[tuple[int, set[int]]] = []
    for number, one in enumerate(read):
        since = came(letters[number]) - timedelta(days=known.days)
        keys = one.text.keys.tolist()
        near = [other for other in candidates([held[key] for key in keys]) if came(letters[other]) >= since]
        alike = zip(near, likeness(one, [read[other] for other in near]), strict=True)
        shown.append([other for other, _ in nearest(alike, known, SHOWN)])
        mine = belongs.get(number, -1)
        if any(belongs.get(n) == mine and came(letters[n]) >= since for n in range(number)) and mine >= 0:
            batch.append((mine, {belongs.get(other, -1) for other in shown[-1]}))
        for key in keys:
            held[key].append(number)
    place = {one["id"]: number for number, one in enumerate(letters)}
    judged = []
    for sample in json.loads((HERE / "incident_pairs.json").read_text()).values():
        for one, other, same in sample["judged"]:
            early, late = sorted((place[one], place[other]))
            if came(letters[late]) - came(letters[early]) <= timedelta(days=known.days):
                judged.append((int(same), {int(early in shown[late])}))
    return {"batch": batch, "judged": judged}


def came(letter: dict[str, Any]) -> datetime:
    """When it came; days and hours are written with or without a leading zero."""
    return datetime(*map(int, re.findall(r"\d+", letter["time"])))


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
    for name, found in suggested(given).items():
        print(f"suggested, {name}: {sum(one in some for one, some in found)} of {len(found)}")

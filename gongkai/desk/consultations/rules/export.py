"""Comments as lines of CSV, made as they are read: a table of a hundred thousand never stands in memory."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from itertools import islice
from typing import Any

from gongkai.ground.language.rules.cells import harmless

from .comments import Level, Stance
from .outcomes import Outcome

HEADER = ("编号", "时间", "条款", "所评版本", "身份核实", "态度", "意见", "意见组", "采纳情况")
PIECE = 500  # rows written together
LEVELS = {level.value: level.label for level in Level}
STANCES = {stance.value: stance.label for stance in Stance}
OUTCOMES = {outcome.value: outcome.label for outcome in Outcome}


def lines(rows: Iterable[Sequence[Any]], labels: Mapping[int, str], zone: tzinfo) -> Iterator[str]:
    """CSV in pieces. A row is number, instant, anchor, version, level, stance, words, group's title and
    outcome; ``labels`` are clauses by anchor. Cells that a spreadsheet would calculate are quoted."""
    yield "\ufeff" + _written([HEADER])
    source = iter(rows)
    while piece := list(islice(source, PIECE)):
        yield _written(
            (
                key,
                at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
                labels.get(anchor, ""),
                version,
                LEVELS[level],
                STANCES[stance],
                harmless(words),
                harmless(title or ""),
                OUTCOMES.get(outcome, ""),
            )
            for key, at, anchor, version, level, stance, words, title, outcome in piece
        )


def _written(rows: Iterable[Sequence[Any]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()

"""A model of routing from a city's own letters: fitted, measured by cross-validation, kept as a file.

For each question (category, organisation) one linear support vector machine over the terms of
`rules.routing.features`, with the examples of `rules.routing.subjects` as further, lighter letters. Letters
without a label still teach which words are rare. No letter's own label has a part in judging it.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from ..rules.routing import figures
from ..rules.routing.features import FEATURES, Row, Vocabulary, vocabulary
from ..rules.routing.figures import Judged
from ..rules.routing.model import NEVER, Model, Target, confidence, margin
from ..rules.routing.reading import Letter, digest
from ..rules.routing.subjects import Example, written

QUESTIONS = ("category", "organisation")
FEWEST = 5  # letters a name must have: fewer can be neither learned nor judged
FOLDS, REPEATS = 5, 3
SEED = 20260301
PROMISED = 0.9
EXAMPLE_WEIGHT, PENALTY = 0.3, 0.5
MOST_LABELLED, MOST_UNLABELLED = 20_000, 20_000  # the last of the files; bounds time and memory

Advance = Callable[..., None]


class TooFew(ValueError):
    """Nothing can be learned from these letters; the message says what is missing."""


def train(
    letters: Sequence[Letter],
    tree: Sequence[Example] = (),
    *,
    promised: float = PROMISED,
    repeats: int = REPEATS,
    advance: Advance = lambda done, total=None: None,
) -> Model:
    """A model with its own cross-validated figures in `about`. Raises TooFew."""
    known = {question: labels(letters, question) for question in QUESTIONS}
    asked = [question for question in QUESTIONS if len(known[question]) >= 2]
    if not asked:
        raise TooFew(f"没有可学的标注：至少要有两个分类或两个承办单位，各有 {FEWEST} 件以上带标注的信件")
    examples = {"category": [*tree, *written(known["category"])], "organisation": []}
    examples["category"] = [one for one in examples["category"] if one[0] in known["category"]]
    words = _vocabulary(letters, examples["category"])
    steps, done = len(asked) * (FOLDS * repeats + 1), 0
    targets, told = {}, {}

    def stepped() -> None:
        nonlocal done
        done += 1
        advance(done, steps)

    advance(0, steps)
    for question in asked:
        held = _Held(letters, question, known[question], examples[question], words)
        judged = [one for repeat in range(repeats) for one in held.judged(SEED + repeat, stepped)]
        targets[question], told[question] = held.target(judged, promised, repeats)
        stepped()
    about = {
        "program": version("gongkai"),
        "features": FEATURES,
        "trained_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "training": digest(letters, examples["category"]),
        "letters": len(letters),
        "promised": promised,
        "figures": told,
    }
    return Model(about, words, targets)


def labels(letters: Sequence[Letter], question: str) -> list[str]:
    """The names that enough letters carry."""
    counted = Counter(getattr(letter, question) for letter in letters)
    return sorted(name for name, n in counted.items() if name and n >= FEWEST)


def keep(data: bytes, path: Path) -> None:
    """Write a model whole or not at all; processes that use it read it again at the next letter."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".model-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _vocabulary(letters: Sequence[Letter], examples: Sequence[Example]) -> Vocabulary:
    labelled = [letter for letter in letters if letter.category or letter.organisation]
    others = [letter for letter in letters if not (letter.category or letter.organisation)]
    used = [*labelled[-MOST_LABELLED:], *others[-MOST_UNLABELLED:]]
    return vocabulary(((one.title, one.words) for one in used), (("", word) for _, word in examples))


class _Held:
    """The labelled letters of one question as a matrix, and what is fitted on parts of it."""

    def __init__(self, letters: Sequence[Letter], question: str, names: Sequence[str],
                 examples: Sequence[Example], words: Vocabulary) -> None:  # fmt: skip
        labelled = [one for one in letters if getattr(one, question)][-MOST_LABELLED:]
        self.names = [name for name in names if any(getattr(one, question) == name for one in labelled)]
        self.true = np.array([getattr(one, question) for one in labelled])
        self.learnable = np.isin(self.true, self.names)
        self.rows = _matrix([words.row(one.title, one.words) for one in labelled], words)
        self.example_names = np.array([name for name, _ in examples], dtype=str)
        self.examples = _matrix([words.row("", word) for _, word in examples], words)

    def fitted(self, chosen: Any) -> tuple[Any, Any]:
        """Weights (names × terms) and bias learned from the chosen letters and all examples."""
        rows = vstack([self.rows[chosen], self.examples]).tocsr()
        true = np.concatenate([self.true[chosen], self.example_names])
        heavy = np.concatenate([np.ones(len(chosen)), np.full(len(self.example_names), EXAMPLE_WEIGHT)])
        machine = LinearSVC(C=PENALTY, class_weight="balanced", random_state=0)
        machine.fit(rows, true, sample_weight=heavy)
        weights, bias = machine.coef_, machine.intercept_
        if len(bias) == 1:
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        return weights, bias

    def judged(self, seed: int, stepped: Callable[[], None]) -> list[Judged]:
        """Every labelled letter, judged by a machine that has not seen its label; confidence is the margin.

        Letters of a name too rare to learn are judged too, and are always wrong.
        """
        learnable, rare = np.flatnonzero(self.learnable), np.flatnonzero(~self.learnable)
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        found = []
        for turn, (seen, unseen) in enumerate(folds.split(learnable, self.true[learnable])):
            weights, bias = self.fitted(learnable[seen])
            asked = np.concatenate([learnable[unseen], rare[turn::FOLDS]])
            scores = self.rows[asked] @ weights.T + bias
            found += [
                Judged(str(self.true[at]), self.names[int(row.argmax())], margin(row))
                for at, row in zip(asked, scores, strict=True)
            ]
            stepped()
        return found

    def target(self, judged: list[Judged], promised: float, repeats: int) -> tuple[Target, dict[str, Any]]:
        """What answers the question, fitted on all letters, and its figures."""
        gaps = np.array([[one.confidence] for one in judged])
        right = np.array([one.right for one in judged])
        slope, intercept = 0.0, 4.0 if right.all() else -4.0
        if 0 < right.sum() < len(right):
            curve = LogisticRegression(C=100).fit(gaps, right)
            slope, intercept = max(0.0, float(curve.coef_[0, 0])), float(curve.intercept_[0])
        sure = [Judged(one.true, one.said, confidence(one.confidence, slope, intercept)) for one in judged]
        least = figures.threshold(sure, self.names, promised)
        weights, bias = self.fitted(np.flatnonzero(self.learnable))
        target = Target(
            tuple(self.names),
            np.ascontiguousarray(weights.T, dtype=np.float32),
            bias.astype(np.float32),
            slope,
            intercept,
            NEVER if least is None else round(least, 4),
        )
        size = len(sure) // repeats
        turns = [sure[turn * size : (turn + 1) * size] for turn in range(repeats)]
        return target, _told(sure, turns, self.names, target.threshold)


def _told(sure: list[Judged], turns: list[list[Judged]], names: list[str], least: float) -> dict[str, Any]:
    """Figures over all repeats, and how far they lie apart."""
    scores = [figures.macro_f1(turn, names) for turn in turns]
    surest = [figures.accuracy(turn, figures.SUREST) for turn in turns]
    return figures.summary(sure, names) | {
        "n": len(turns[0]),
        "folds": FOLDS,
        "repeats": len(turns),
        "macro_f1_mean": round(float(np.mean(scores)), 4),
        "macro_f1_spread": round(float(np.std(scores)), 4),
        "surest_70_mean": round(float(np.mean(surest)), 4),
        "surest_70_spread": round(float(np.std(surest)), 4),
        "threshold": least,
        "answered": figures.answered(sure, least),
    }


def _matrix(rows: Sequence[Row], words: Vocabulary) -> csr_matrix:
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.concatenate([np.array([], dtype=np.int64), *(row[0] for row in rows)])
    values = np.concatenate([np.array([], dtype=np.float32), *(row[1] for row in rows)])
    return csr_matrix((values, places, ends), shape=(len(rows), len(words.place)))

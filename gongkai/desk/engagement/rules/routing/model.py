"""What a trained model holds and how it answers: a score a name, and how sure the gap to the second makes it.

A name whose confidence is below the target's threshold is a guess that the program does not stand behind.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .features import Floats, Row, Vocabulary

NEVER = 1.01  # a threshold that nothing reaches: no promise could be kept, so it always abstains


@dataclass(frozen=True)
class Target:
    """One question (category, organisation): its answers, the weight of each term, the calibration."""

    names: tuple[str, ...]
    weights: Floats  # terms × names
    bias: Floats
    slope: float
    intercept: float
    threshold: float

    def scores(self, row: Row) -> Floats:
        """A score for each name."""
        places, values = row
        return np.asarray(values @ self.weights[places] + self.bias, dtype=np.float32)


@dataclass(frozen=True)
class Answer:
    """The best name and the share of such answers that are right."""

    name: str
    confidence: float
    abstained: bool


@dataclass(frozen=True)
class Model:
    """Everything in a model's file."""

    about: dict[str, Any]  # program, features, training, figures: see docs/letters.md
    vocabulary: Vocabulary
    targets: dict[str, Target]

    def answers(self, title: str, words: str) -> dict[str, Answer]:
        """An answer to each question the model was trained for."""
        row = self.vocabulary.row(title, words)
        if not len(row[0]):  # nothing but signs and numbers: no ground for any name
            return {name: Answer(target.names[0], 0.0, True) for name, target in self.targets.items()}
        return {name: answer(target, target.scores(row)) for name, target in self.targets.items()}


def answer(target: Target, scores: Floats) -> Answer:
    """The best name, with its confidence."""
    sure = confidence(margin(scores), target.slope, target.intercept)
    return Answer(target.names[int(scores.argmax())], round(sure, 4), sure < target.threshold)


def margin(scores: Floats) -> float:
    """How far the best score is above the second."""
    second, best = np.partition(scores, -2)[-2:]
    return float(best - second)


def confidence(gap: float, slope: float, intercept: float) -> float:
    """The share of answers with such a gap that are right, by a logistic curve fitted in cross-validation."""
    return float(1 / (1 + np.exp(-np.clip(slope * gap + intercept, -30, 30))))

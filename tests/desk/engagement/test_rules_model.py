"""From scores to an answer and how sure it is."""

import numpy as np

from gongkai.desk.engagement.rules.routing.features import vocabulary
from gongkai.desk.engagement.rules.routing.model import NEVER, Model, Target, answer, confidence, margin

WORDS = vocabulary([("", "水")] * 2)


def target(threshold):
    weights = np.zeros((len(WORDS.place), 2), dtype=np.float32)
    weights[:, 1] = 1
    return Target(("甲", "乙"), weights, np.zeros(2, dtype=np.float32), 2.0, 0.0, threshold)


def test_the_best_name_is_said_and_below_the_threshold_it_is_a_guess():
    scores = np.array([0.0, 1.0], dtype=np.float32)
    sure = round(confidence(1, 2, 0), 4)
    assert (answer(target(0.5), scores).name, answer(target(0.5), scores).abstained) == ("乙", False)
    assert answer(target(NEVER), scores).abstained
    assert answer(target(0.5), scores).confidence == sure


def test_confidence_grows_with_the_gap_and_does_not_overflow():
    assert margin(np.array([3.0, -1.0, 1.0])) == 2
    assert confidence(0.1, 2, 0) < confidence(0.2, 2, 0) < confidence(1e9, 2, 0) <= 1


def test_nothing_known_in_a_letter_is_no_ground_for_any_name():
    model = Model({}, WORDS, {"category": target(0.0)})
    assert model.answers("", "火").popitem()[1].abstained
    assert model.answers("", "水")["category"].name == "乙"

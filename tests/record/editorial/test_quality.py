"""On real texts, what repeats is told from what explains."""

import pytest

from gongkai.record.editorial.rules.checks.copying import COPIED_SHARE, LONGEST_RUN, SHARE_NOTED

from .pairs import labelled, listed
from .quality import explained, retold

pytestmark = pytest.mark.real


def test_real_interpretations_are_not_taken_for_copies(real_data):
    shares = [share for share, _ in explained(real_data)]
    assert len(shares) >= 3
    assert max(shares) < SHARE_NOTED


def test_documents_retold_word_for_word_are(real_data):
    assert all(share >= COPIED_SHARE for share, _ in retold(real_data, 1.0))
    assert all(share < SHARE_NOTED for share, _ in retold(real_data, 0.0))


def test_real_pairs_that_repeat_are_stopped_and_those_that_explain_are_not(real_data):
    pairs = list(labelled(real_data))
    repeating = [shown for label, shown in pairs if label == "repeats"]
    others = [shown for label, shown in pairs if label != "repeats"]
    assert len(repeating) >= 5 and len(others) >= 25
    assert all(shown.share >= COPIED_SHARE for shown in repeating)
    assert all(shown.share < SHARE_NOTED and shown.longest < LONGEST_RUN for shown in others)


def test_no_listed_interpretation_has_a_text_and_its_document_too(real_data):
    every = listed(real_data)
    assert len(every) >= 100
    assert not [one for one in every if one.outcome == "both have a text"]

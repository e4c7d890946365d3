"""On real texts, what repeats is told from what explains."""

import pytest

from gongkai.record.editorial.rules.checks.copying import COPIED_SHARE, SHARE_NOTED

from .quality import explained, retold

pytestmark = pytest.mark.real


def test_real_interpretations_are_not_taken_for_copies(real_data):
    shares = [share for share, _ in explained(real_data)]
    assert len(shares) >= 3
    assert max(shares) < SHARE_NOTED


def test_documents_retold_word_for_word_are(real_data):
    assert all(share >= COPIED_SHARE for share, _ in retold(real_data, 1.0))
    assert all(share < SHARE_NOTED for share, _ in retold(real_data, 0.0))

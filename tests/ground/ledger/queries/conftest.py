"""A ledger to damage."""

import pytest

from gongkai.ground.ledger import services


@pytest.fixture
def ledger(many):
    """300 entries, public and not, in two steps of the tree."""
    many(150)
    many(150, "draft.saved")
    services.sequence(257)
    services.sequence_all()

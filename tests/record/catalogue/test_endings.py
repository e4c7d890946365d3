"""What each way of ending asks for, and what the public may still read."""

from contextlib import nullcontext

import pytest

from gongkai.record.catalogue.rules import RuleBroken, Status
from gongkai.record.catalogue.rules.endings import BASES, Ending, Ground, check, named, readable


def test_only_what_is_public_or_withdrawn_with_its_explanation_is_readable():
    shown = {(status, ending) for status in Status for ending in ("", *Ending) if readable(status, ending)}
    everywhere = {(Status.PUBLISHED, ending) for ending in ("", *Ending)}
    assert shown == everywhere | {(Status.WITHDRAWN, Ending.WITHDRAWN)}


def test_what_is_removed_or_taken_down_has_no_title_elsewhere():
    assert [status for status in Status if not named(status)] == [Status.SUSPENDED, Status.REMOVED]


@pytest.mark.parametrize(
    ("ending", "successor", "fine"),
    [
        (Ending.IN_ERROR, False, True),
        (Ending.IN_ERROR, True, True),
        (Ending.WITHDRAWN, False, True),
        (Ending.WITHDRAWN, True, False),
        (Ending.CONSOLIDATED, True, True),
        (Ending.CONSOLIDATED, False, False),
        (Ending.REMOVED, False, False),
    ],
)
def test_an_ending_leads_where_it_must_and_nowhere_else(ending, successor, fine):
    with nullcontext() if fine else pytest.raises(RuleBroken):
        check(ending, successor=successor)


def test_every_ground_has_its_basis():
    assert set(BASES) == set(Ground) and "第四十八条" in BASES[Ground.REVOKED]

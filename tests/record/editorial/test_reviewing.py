"""The way of a review."""

import pytest

from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Approval, RuleBroken, following, must_be_another


def test_the_stages_follow_each_other_to_the_end():
    assert following(Profile.ROUTINE, Stage.FIRST) is Stage.FINAL
    assert following(Profile.ROUTINE, Stage.FINAL) is None


def test_the_drafter_reviews_nothing():
    for stage in Stage:
        with pytest.raises(RuleBroken, match="起草人"):
            must_be_another(stage, 7, drafter=7, approvals=[])


def test_one_person_passes_one_separate_stage():
    with pytest.raises(RuleBroken, match="初审"):
        must_be_another(Stage.FINAL, 3, drafter=7, approvals=[Approval(Stage.FIRST, 3)])
    must_be_another(Stage.SECRECY, 3, drafter=7, approvals=[Approval(Stage.FIRST, 3)])
    must_be_another(
        Stage.FINAL, 4, drafter=7, approvals=[Approval(Stage.FIRST, 3), Approval(Stage.SECRECY, 4)]
    )

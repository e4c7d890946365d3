"""Each profile has stages, each stage its duty."""

from gongkai.record.editorial.rules.profiles import DUTIES, SEPARATE, STAGES, Profile, Stage


def test_policy_is_seen_by_three_people_and_routine_by_two():
    assert [s for s in STAGES[Profile.MAJOR] if s in SEPARATE] == [Stage.FIRST, Stage.SECOND, Stage.FINAL]
    assert [s for s in STAGES[Profile.ROUTINE] if s in SEPARATE] == [Stage.FIRST, Stage.FINAL]


def test_a_normative_document_is_also_seen_by_the_legality_officer():
    assert Stage.LEGALITY in STAGES[Profile.NORMATIVE]
    assert Stage.LEGALITY not in STAGES[Profile.MAJOR]


def test_every_stage_asks_for_a_duty():
    assert set(DUTIES) == set(Stage)

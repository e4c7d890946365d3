"""What art. 41 asks of a claim: the own record, what is wrong, and evidence."""

from dataclasses import replace

from gongkai.desk.disclosure.rules.record_corrections import ARTICLE, ENDS, Claim, State, problems, unpack

CLAIM = Claim(
    name="周晓梅",
    identity="resident",
    identity_number="110105198912310029",
    contact="13800138000",
    record="不动产登记受理通知书",
    wrong="姓名写成了周小梅",
    right="周晓梅",
    evidence="身份证复印件",
)


def test_everything_is_asked_for_and_bounded():
    assert problems(CLAIM) == {}
    assert set(problems(Claim())) == {
        "name", "identity", "identity_number", "contact", "record", "wrong", "right", "evidence",
    }  # fmt: skip
    assert problems(Claim())["identity"] == "请选择证件种类"
    assert problems(replace(CLAIM, wrong="长" * 5_000, evidence="长" * 5_000, name="长" * 200)) == {}
    assert set(problems(replace(CLAIM, name="长" * 201))) == {"name"}
    assert set(problems(replace(CLAIM, identity="x", wrong="长" * 5_001, record="\0"))) == {
        "identity", "wrong", "record",
    }  # fmt: skip


def test_a_claim_is_packed_and_unpacked():
    assert unpack(CLAIM.pack()) == CLAIM


def test_it_is_corrected_passed_on_or_refused():
    assert ENDS == (State.CORRECTED, State.TRANSFERRED, State.REFUSED)
    assert ARTICLE == "条例第四十一条"

"""What is asked again of something public."""

from gongkai.ground.language.rules.numbers import key
from gongkai.record.catalogue.rules.rechecking import found
from gongkai.record.editorial.rules.checks.subject import Numbers
from gongkai.record.editorial.rules.checks.vocabulary import standard


def names(text, title="关于节水的通知。", number="", **known):
    some = found("document", title, number, text, against="", vocabulary=standard(), numbers=Numbers(**known))
    return [finding.check for finding in some]


def test_metadata_and_notes_are_left_alone():
    assert names("建国以来，按照国办发[2019]4号。") == []


def test_what_a_person_would_act_on():
    gone = {key("江政发〔2019〕4号"): "已废止"}
    assert names("按排，根据江政发〔2019〕4号。", repealed=gone) == ["wording.typo", "citation.repealed"]

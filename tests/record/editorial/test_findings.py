"""Findings keep their fingerprint while their words stay; grave ones stop a draft until answered."""

from gongkai.record.editorial.rules.findings import Finding, Severity, blocking

HIT = Finding("personal_data.mobile", Severity.BLOCKING, "正文第 2 段", "138****1234", "请遮盖", exact="a1")


def test_the_same_words_elsewhere_are_another_finding():
    assert (
        HIT.fingerprint
        == Finding("personal_data.mobile", Severity.BLOCKING, "正文第 2 段", "x", "y", exact="a1").fingerprint
    )
    assert (
        HIT.fingerprint
        != Finding("personal_data.mobile", Severity.BLOCKING, "正文第 3 段", "x", "y", exact="a1").fingerprint
    )


def test_an_answer_settles_a_finding_that_may_be_answered():
    assert blocking([HIT]) == [HIT]
    assert blocking([HIT], [HIT.fingerprint]) == []


def test_what_must_be_mended_is_settled_by_no_answer():
    fixed = Finding("file.unreadable", Severity.BLOCKING, "附件 1", "", "请换文件", answerable=False)
    assert blocking([fixed], [fixed.fingerprint]) == [fixed]


def test_a_warning_stops_nothing():
    assert blocking([Finding("wording.title", Severity.WARNING, "标题", "人大代表大会", "请核对")]) == []


def test_programs_read_five_fields():
    assert set(HIT.told()) == {"check", "severity", "place", "text", "advice"}

"""The calendar follows its files; the statutory numbers are those of the statutes."""

from datetime import date

import pytest

from gongkai.ground.deadlines.queries import FEES_FROM, calendar, request_limits, statute, statutes
from gongkai.ground.deadlines.rules.announcements import BadNotice
from gongkai.ground.deadlines.rules.periods import due

REGULATION = date(2019, 5, 15)
NOTICE = """
year = 2027
published_on = {published}
notice = "{name}"
holidays = ["2027-01-01..2027-01-03", "2027-02-05..2027-02-11",
            "2027-05-01..2027-05-05", "2027-10-01..2027-10-07"]
make_up_days = [{make_up}]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    (tmp_path / "holidays").mkdir()
    return tmp_path / "holidays"


def test_without_files_the_years_end_with_the_library(folder):
    known = calendar()
    assert known.known_until >= date(2026, 12, 31)
    assert known.known_from == date(2004, 1, 1)


def test_a_file_announces_a_year_and_changes_the_result(folder):
    before = due(date(2026, 12, 28), 30, calendar())
    assert before.provisional
    (folder / "2027.toml").write_text(NOTICE.format(published="2026-11-01", name="甲", make_up=""), "utf-8")
    after = due(date(2026, 12, 28), 30, calendar())
    assert not after.provisional
    assert after.on > before.on
    assert calendar().notices == {2027: "甲"}


def test_the_notice_published_last_counts(folder):
    early = NOTICE.format(published="2026-11-01", name="甲", make_up="")
    late = NOTICE.format(published="2026-12-01", name="乙", make_up="2027-02-13")
    (folder / "a.toml").write_text(late, "utf-8")
    (folder / "b.toml").write_text(early, "utf-8")
    assert calendar().notices == {2027: "乙"}
    assert calendar().working(date(2027, 2, 13))


def test_a_year_after_a_gap_is_not_announced(folder):
    text = NOTICE.format(published="2027-11-01", name="甲", make_up="").replace("2027", "2029")
    (folder / "2029.toml").write_text(text.replace("published_on = 2029", "published_on = 2028"), "utf-8")
    assert calendar().known_until == date(2026, 12, 31)


def test_provisional_years_hold_the_statutory_days(folder):
    known = calendar()
    assert not known.working(date(2027, 2, 5))
    assert not known.working(date(2027, 4, 5))
    assert known.working(date(2027, 10, 4))


@pytest.mark.parametrize("content", [b"year = ", b"\xff\xfe", b"year = 2027"])
def test_a_broken_file_is_named(folder, content):
    (folder / "broken.toml").write_bytes(content)
    with pytest.raises(BadNotice, match="broken.toml"):
        calendar()


@pytest.mark.parametrize(
    ("identifier", "article", "value", "since"),
    [
        ("publication", "第二十六条", 20, REGULATION),
        ("correction_notice", "第三十条", 7, REGULATION),
        ("third_party_opinion", "第三十二条", 15, REGULATION),
        ("reply", "第三十三条", 20, REGULATION),
        ("reply_extension", "第三十三条", 20, REGULATION),
        ("joint_producer_opinion", "第三十四条", 15, REGULATION),
        ("fee_payment", "缴费期限条款，待核", 20, date(2021, 1, 1)),
    ],
)
def test_statutory_numbers(identifier, article, value, since):
    rule = statute(identifier, date(2026, 1, 1))
    assert (rule.article, rule.value, rule.unit) == (article, value, "working_day")
    assert rule.effective_from == since


def test_a_request_has_the_numbers_of_its_day_of_receipt():
    for day in (REGULATION, date(2026, 1, 1)):
        limits = request_limits(day)
        assert (limits.reply, limits.extension, limits.correction_notice) == (20, 20, 7)
        assert (limits.third_party, limits.joint_organ, limits.payment) == (15, 15, 20)
    assert statute("fee_payment", FEES_FROM).effective_from == FEES_FROM
    with pytest.raises(KeyError):
        request_limits(date(2019, 5, 14))


def test_no_rule_has_two_versions_on_one_day():
    starts = [(rule.id, rule.effective_from) for rule in statutes()]
    assert len(starts) == len(set(starts))
    with pytest.raises(KeyError):
        statute("publication", date(2019, 5, 14))

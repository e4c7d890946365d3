"""What a time limit means: due days with their derivation, periods and their gaps, texts as written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.deadlines import queries as deadlines
from gongkai.record.catalogue.rules import Kind, limits
from gongkai.record.catalogue.rules.limit_texts import number, parse

TODAY = date(2026, 5, 20)


def due(code, day):
    return limits.due_on(code, day, deadlines.calendar(), deadlines.statute)


@pytest.mark.parametrize(
    ("code", "started", "expected"),
    [
        ("publication", date(2025, 9, 24), date(2025, 10, 28)),
        ("budget", date(2026, 1, 30), date(2026, 2, 24)),  # day 20 is in 春节: the next working day
        ("licence_result", date(2026, 3, 2), date(2026, 3, 11)),
        ("penalty_result", date(2026, 3, 2), date(2026, 3, 11)),
        ("days:working_day:10:made", date(2026, 3, 2), date(2026, 3, 16)),
        ("days:day:15:approved", date(2026, 3, 2), date(2026, 3, 17)),
    ],
)
def test_the_due_day_comes_from_the_items_rule(code, started, expected):
    assert due(code, started).on == expected


def test_a_derivation_says_what_happened_on_the_first_day():
    assert due("budget", date(2026, 3, 2)).derivation[:2] == ("批准 2026-03-02", "加 20 日")
    assert due("publication", date(2026, 3, 2)).derivation[0] == "形成或变更 2026-03-02"
    assert due("penalty_result", date(2026, 3, 2)).derivation[0] == "作出决定 2026-03-02"


@pytest.mark.parametrize("code", ["", "at_once", "standing", "every:year", "every:quarter:15"])
def test_what_names_no_number_of_days_has_no_due_day(code):
    assert due(code, date(2026, 3, 2)) is None
    assert due("publication", None) is None


def test_each_rule_runs_from_its_own_day():
    made, approved, decided = limits.Start.MADE, limits.Start.APPROVED, limits.Start.DECIDED
    assert list(limits.RULES.values()) == [made, approved, decided, decided, decided]


def test_before_the_rule_was_in_force_nothing_is_due():
    assert due("publication", date(2019, 5, 14)) is None
    assert due("licence_result", date(2018, 12, 4)) is None


def test_twenty_working_days_only_where_nothing_else_is_laid_down():
    assert [limits.for_kind(kind) for kind in (Kind.BUDGET, Kind.LICENCE, Kind.PENALTY, Kind.NEWS)] == [
        "budget",
        "licence_result",
        "penalty_result",
        "publication",
    ]


@pytest.mark.parametrize(
    ("code", "last", "missing"),
    [
        ("every:year:03-31", date(2026, 1, 1), False),
        ("every:year:03-31", date(2025, 12, 31), True),
        ("every:year:06-30", date(2025, 1, 5), False),  # this year's is not due yet
        ("every:year:06-30", date(2024, 12, 31), True),
        ("every:year", date(2025, 1, 1), False),
        ("every:year", date(2024, 12, 31), True),
        ("every:quarter", date(2026, 1, 1), False),
        ("every:quarter", date(2025, 12, 31), True),
        ("every:quarter:15", date(2026, 4, 1), False),
        ("every:quarter:15", date(2026, 3, 31), True),
        ("every:quarter:60", date(2026, 1, 2), False),  # the first quarter's is due on 30 May
        ("every:month:10", date(2026, 5, 1), False),
        ("every:month:10", date(2026, 4, 30), True),
        ("every:half", date(2025, 7, 1), False),
        ("standing", date(2019, 1, 1), False),
        ("standing", None, True),
        ("every:month", None, True),
        ("publication", None, False),
        ("", None, False),
    ],
)
def test_a_promise_of_every_period_leaves_gaps(code, last, missing):
    assert bool(limits.gap(code, last, TODAY)) is missing


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.sampled_from(["year", "half", "quarter", "month"]))
def test_what_was_published_today_fills_every_gap_and_each_was_due_before(today, every):
    for code in (f"every:{every}", f"every:{every}:20"):
        assert limits.gap(code, today, today) is None
        gap = limits.gap(code, None, today)
        assert gap.due_on < today and gap.since <= gap.due_on


@pytest.mark.parametrize(
    "code", ["x", "days:hour:3:made", "days:day:0:made", "every:year:02-30", "every:week"]
)
def test_other_codes_are_refused_in_words(code):
    with pytest.raises(limits.BadLimit, match="时限代码"):
        limits.read(code)


TEXTS = [
    ("自信息形成或变更之日起20个工作日内", "publication"),
    ("自信息形成或者变更之日起二十个工作日内予以公开；法律、法规对期限另有规定的，从其规定", "publication"),
    ("信息形成之日起７个工作日内".replace("７", "7"), "days:working_day:7:made"),
    ("自作出行政处罚决定之日起7个工作日内", "penalty_result"),
    ("作出行政许可决定之日起 7 个\n工作日内", "licence_result"),
    ("批复后20日内", "budget"),
    ("经本级人大批准后二十日内", "budget"),
    ("批准后15日内", "days:day:15:approved"),
    ("实时公开", "at_once"),
    ("及时公开", "at_once"),
    ("长期公开", "standing"),
    ("每年3月底前", "every:year:03-31"),
    ("每年1月31日前", "every:year:01-31"),
    ("每季度终了后15日内", "every:quarter:15"),
    ("每月10日前", "every:month:10"),
    ("按年度公开", "every:year"),
    ("每半年公开一次", "every:half"),
    ("适时公开", ""),
    ("公示不少于5个工作日", ""),
    ("24小时内", ""),
    ("1个月内", ""),
    ("收到之日起5个工作日内，公示7个工作日", ""),
    ("5个工作日内受理，20个工作日内公开", ""),
    ("每年2月30日前", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_texts_as_catalogues_write_them(text, code):
    assert parse(text) == code


@given(st.text(alphabet="自信息形成公开每年月季度日前内个工作日批复后长期0123456789十二，。 ", max_size=30))
def test_whatever_is_read_can_be_computed_with(text):
    code = parse(text)
    limits.words(code)
    due(code, date(2026, 3, 2))
    limits.gap(code, None, TODAY)


@pytest.mark.parametrize(
    ("han", "value"), [("十", 10), ("二十", 20), ("十五", 15), ("三十一", 31), ("七", 7)]
)
def test_chinese_numbers(han, value):
    assert number(han) == value


def test_a_limit_in_words():
    assert limits.words("days:working_day:10:made") == "形成或变更之日起 10 个工作日"
    assert limits.words("every:quarter:15") == "每季度，期满后 15 日内"
    assert limits.words("every:year:03-31") == "每年 3 月 31 日前"
    rule = deadlines.statute("budget", TODAY)
    assert str(rule.value) in limits.words("budget", rule)

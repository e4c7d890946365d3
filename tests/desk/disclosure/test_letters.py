"""What a letter holds, by outcome and remedy, and what it may not lack."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.desk.disclosure.rules.letters import (
    BLANK,
    MAX_NUMBER,
    MAX_TEXT,
    OPENING,
    BadLetter,
    Facts,
    Letter,
    articles,
    paragraphs,
    problems,
    remedies,
    title_lines,
    unpack,
)
from gongkai.desk.disclosure.rules.outcomes import ENDINGS, Outcome
from gongkai.desk.disclosure.rules.remedies import Remedy
from gongkai.ground.deadlines.rules.events import Step

FACTS = Facts(
    applicant="周晓梅",
    organisation="江城市财政局",
    case="429900108-2026-00001",
    received_on=date(2026, 3, 2),
    wish="预算批复",
    on=date(2026, 3, 20),
    reconsider_days=60,
    sue_months=6,
    sue_days=15,
    authority="江城市人民政府",
    corrected_on=date(2026, 3, 10),
)
LETTER = Letter(
    Outcome.PARTIAL, "江财依申复〔2026〕1号", "提供批复一份。", "其余涉及商业秘密。\n\n依据第十五条。"
)


def test_the_paragraphs_stand_in_order():
    lines = paragraphs(LETTER, FACTS, Remedy.RECONSIDER_FIRST)
    assert [line.kind for line in lines] == [
        "title", "number", "address", *["text"] * 5, "remedy", "signature", "signature",
    ]  # fmt: skip
    assert "并于 2026年3月10日收到您的补正材料" in lines[3].text
    assert "第三十七条" in lines[4].text
    assert lines[-1].text == "2026年3月20日"


def test_remedies_are_those_of_the_outcome():
    (first,) = remedies(Remedy.RECONSIDER_FIRST, FACTS)
    assert "应当先" in first and "60 日内向江城市人民政府" in first and "15 日内" in first
    (either,) = remedies(Remedy.EITHER, FACTS)
    assert "也可以" in either and "6 个月内" in either
    assert remedies(Remedy.NONE, FACTS) == []
    assert "向江城市中级人民法院" in remedies(Remedy.EITHER, replace(FACTS, court="江城市中级人民法院"))[0]
    (unnamed,) = remedies(Remedy.EITHER, replace(FACTS, authority="", court=""))
    assert "向行政复议机关" in unnamed and "向有管辖权的人民法院" in unnamed


def test_reasons_and_answers_may_not_be_missing():
    assert set(problems(Letter(Outcome.SECRET))) == {"number", "reasons"}
    assert set(problems(Letter(Outcome.GRANTED, "1号"))) == {"answer"}
    assert problems(Letter(Outcome.GRANTED, "1号", "见附件。")) == {}
    assert set(problems(Letter(Outcome.PARTIAL, "1", reasons="涉及第三方。"))) == {"answer"}
    assert set(problems(Letter(Outcome.GRANTED, "1号", f"见{BLANK}。"))) == {"answer"}
    assert problems(Letter(Outcome.GRANTED, "号" * MAX_NUMBER, "文" * MAX_TEXT)) == {}
    assert set(problems(Letter(Outcome.GRANTED, "号" * 81, "文" * 20_001))) == {"number", "answer"}
    assert problems(Letter(Outcome.PETITION, "1号", reasons="属于信访。")) == {}
    with pytest.raises(BadLetter, match="应当说明理由"):
        paragraphs(Letter(Outcome.SECRET, "1号"), FACTS, Remedy.NONE)


def test_every_outcome_that_is_replied_to_has_its_words():
    assert set(OPENING) == {one for one, ending in ENDINGS.items() if ending.step is Step.REPLIED}
    assert all("{articles}" in words for words in OPENING.values())
    with pytest.raises(BadLetter, match="告知书"):
        paragraphs(Letter(Outcome.UNPAID, "1号"), FACTS, Remedy.EITHER)


def test_another_organs_item_is_cited_only_where_another_organ_is_named():
    alone, other = (Letter(Outcome.NOT_HELD, "1号", "", "没有找到。", to) for to in ("", "请向档案馆申请。"))
    assert articles(alone) == "第三十六条第四项"
    assert articles(other) == ENDINGS[Outcome.NOT_HELD].articles


def test_the_wish_ends_with_one_full_stop_however_it_was_written():
    lines = paragraphs(LETTER, replace(FACTS, wish="预算批复。\n"), Remedy.NONE)
    assert lines[3].text.endswith("您申请公开：预算批复。")


def test_a_long_title_has_the_organisation_on_its_own_line():
    long = replace(FACTS, organisation="江城市住房保障和房屋管理局")
    lines = paragraphs(LETTER, long, Remedy.NONE)
    assert title_lines(lines) == ["江城市住房保障和房屋管理局", "政府信息公开申请答复书"]
    assert title_lines(paragraphs(LETTER, FACTS, Remedy.NONE)) == ["江城市财政局政府信息公开申请答复书"]


def test_a_letter_is_packed_and_unpacked():
    assert unpack(LETTER.pack()) == LETTER

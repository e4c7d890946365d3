"""Likely answers: what people say finds what offices wrote, and only what is public now."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.services import publications
from gongkai.record.search import generations
from gongkai.record.search.likely import READ, likely, telling

from . import city

KARAOKE = "泉星社区歌舞厅夜间噪声扰民"
LETTERS = {
    KARAOKE: "来信：歌舞厅每晚营业到凌晨，噪声扰民。答复：已责令整改，夜间十点后停止营业。",
    "建议611路延长运营时间": "来信：611路末班车太早。答复：末班车延长到22时30分。",
    "咨询残疾评定": "来信：腿部骨折后怎样评定残疾等级。答复：请到区残联申请，由指定医院评定。",
    "幼儿园摇号入园": "来信：公办幼儿园学位不足摇号。答复：学位不足时电脑派位。",
}


@pytest.fixture
def town(root, caught_up):
    """Four answered letters and a policy document about the same."""
    drafts = [
        city.draft(root, title, text, kind=Kind.LETTER, channels=("questions",))
        for title, text in LETTERS.items()
    ]
    made = city.publish(
        *drafts,
        city.draft(root, "歌舞厅噪声管理办法", "歌舞厅噪声扰民的，由文化部门处理。"),
        city.draft(root, "公交卡怎么办理", "本人带身份证到网点办理公交卡。", kind=Kind.QUESTION),
    )
    caught_up()
    return made


def titles(*args, **kwargs):
    return [hit.title for hit in likely(*args, **kwargs)]


def test_other_words_and_half_a_sentence(town):
    assert titles("楼下KTV半夜吵得")[0] == KARAOKE  # not one of these words stands there
    assert titles("611收车太早")[0] == "建议611路延长运营时间"
    assert titles("我腿骨折了能评几级残")[0] == "咨询残疾评定"


def test_a_whole_letter(town):
    letter = "尊敬的领导您好！我住在泉星社区。" + "楼下的歌厅天天唱到后半夜，老人孩子都睡不着。" * 80
    assert len(letter) > READ
    assert titles(letter)[0] == KARAOKE


def test_only_the_kinds_asked_for(town):
    assert "歌舞厅噪声管理办法" not in titles("歌舞厅噪声扰民")
    assert titles("歌舞厅噪声扰民", kinds=[Kind.DOCUMENT]) == ["歌舞厅噪声管理办法"]
    assert titles("公交卡怎么办")[0] == "公交卡怎么办理"
    assert len(titles("公交 噪声 残疾 幼儿园", limit=2)) == 2


def test_courtesy_alone_says_nothing(town):
    assert titles("尊敬的领导您好，我们希望") == []


def test_what_was_withdrawn_is_not_shown_though_the_index_lags(town):
    publications.withdraw(town[0].identifier, reason="撤回重发", by=city.BY)
    assert KARAOKE not in titles("楼下歌厅噪音")


def test_no_index_no_answers():
    assert likely("楼下歌厅噪音") == []


def test_repeated_and_rare_words_tell(town):
    reader = generations.reader(now=True)
    found = telling(reader, ["来信", "来信", "骨折", "您好", "没有的词"])
    assert set(found) == {"来信", "骨折"}
    assert "来信" not in telling(reader, ["来信", "骨折", "残疾", "评定", "医院", "残联"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(typed=st.text(max_size=200))
def test_anything_may_be_typed(town, typed):
    likely(typed)
    likely(f"{typed}噪声\0\ud800")

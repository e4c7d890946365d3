"""What a typed text means, how numbers are filed, and excerpts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.record.search.rules import (
    COMMON,
    agency,
    compact,
    filed,
    marker,
    read,
    salutation,
    telling,
    wholes,
)


def test_words_phrases_and_numbers_are_told_apart():
    question = read("营商环境 “安全生产”")
    assert question.words == ("营商环境",)
    assert question.phrases == (((0, "安全生产"),),)
    assert question.fragment is None


@pytest.mark.parametrize(
    "typed",
    [
        "国办发〔2019〕4号",
        "国办发【2019】4号",
        "国办发[2019] 4 号",
        "国办发（2019）第4号",
        "国办发２０１９ 4",
    ],
)
def test_every_spelling_of_a_number_is_one_filed_term(typed):
    terms = filed("国办发〔2019〕4号", "国办发〔2019〕4号", "429900/2019-1", "", "某通知")
    question = read(typed)
    assert set(question.exact) & set(terms.exact) or question.fragment == ("国办发", 2019, 4)


def test_a_part_of_a_number_is_a_code_with_what_is_known():
    assert read("武政规2025 6").fragment == ("武政规", 2025, 6)
    assert read("赣府厅发 2020").fragment == ("赣府厅发", 2020, None)


def test_a_number_is_filed_under_the_beginnings_of_its_code():
    terms = filed("江政办发〔2024〕12号", "江政办发〔2024〕12号", "1/2024-7", "GK-001", "标题")
    assert terms.prefixes == ("江政", "江政办", "江政办发", "江政办发$")
    assert terms.ordinals == ((2024, 12),)
    assert {"1/2024-7", "gk-001", "title:标题", "江政办发〔2024〕12号"} <= set(terms.exact)


def test_a_joint_number_is_filed_under_each():
    terms = filed("江发改〔2024〕3号、江财〔2024〕5号", "", "1/2024-7", "", "标题")
    assert {"江发改$", "江财$"} <= set(terms.prefixes)


def test_an_unreadable_number_is_filed_as_it_was_written():
    assert "kl-2024/7号" in filed("KL-2024/7号", "", "1/2024-7", "", "标题").exact


def test_agencies_compare_without_the_usual_variations():
    assert agency("江城市人民政府令") == agency("江城市政府令")
    assert agency("国令") == "国务院令"


def test_wholes_leave_out_the_words_inside_words():
    assert wholes(["人民", "人民政府", "政府", "优化"]) == ((0, "人民政府"), (1, "政府"), (2, "优化"))
    assert wholes(["人民", "民政", "政府", "人民政府", "办公"]) == ((0, "人民政府"), (1, "办公"))
    assert wholes([]) == ()


def test_common_words_decide_only_when_alone():
    assert telling(["的", "环境"]) == ["环境"]
    assert telling(["的"]) == ["的"]
    assert "的" in COMMON


def test_compact_forgets_brackets_and_spaces():
    assert compact("Ａ局【2021】 3 号") == compact("a局2021（3）号")


def test_an_excerpt_shows_the_marked_words_and_escapes_the_rest():
    text = "无关。" * 100 + "加强 <b>营商环境</b> 建设" + "其他。" * 100
    shown = marker(["营商环境"]).excerpt(text)
    assert "<mark>营商环境</mark>" in shown and "&lt;b&gt;" in shown
    assert shown.startswith("…") and shown.endswith("…")


def test_an_excerpt_prefers_the_place_with_most_words():
    text = "营商。" + "无关。" * 200 + "优化营商环境" + "无关。" * 200
    assert "<mark>优化营商</mark>" in marker(["营商", "优化"]).excerpt(text)


def test_marks_of_neighbours_join():
    assert marker(["优化", "营商环境"]).mark("优化营商环境") == "<mark>优化营商环境</mark>"


@given(st.text(max_size=300))
def test_anything_may_be_typed(typed):
    question = read(typed)
    assert len(question.words) <= 64
    marker(question.parts).excerpt(typed)


@given(
    st.text(alphabet="<>&\"'营商a ", max_size=400), st.lists(st.sampled_from(["营商", "a", "<"]), max_size=3)
)
def test_excerpts_hold_no_markup_but_marks(text, marked):
    bare = marker(marked).excerpt(text).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare and ">" not in bare


@pytest.mark.parametrize(
    "line",
    [
        "各区人民政府，市人民政府各部门：",
        "各县（市、区）人民政府，市直各单位：\n",
        "市教育局（市委教育工委）：",
    ],
)
def test_an_excerpt_does_not_begin_with_the_line_of_address(line):
    text = line + "现就公积金缴存通知如下。" * 20
    assert marker(["公积金"]).excerpt(text).startswith("现就<mark>公积金</mark>缴存")
    assert marker([]).excerpt(text).startswith("现就公积金")


@pytest.mark.parametrize(
    "text", ["为了规范：一、正文", "通知如下：正文", "各区人民政府：", "教育局关于答复：正文"]
)
def test_other_lines_with_a_colon_are_no_address(text):
    assert salutation(text) == 0


def test_an_address_that_holds_the_word_stays():
    text = "各区人民政府，市住房公积金管理中心各部门：" + "现将有关事项通知如下。" * 20
    assert "住房<mark>公积金</mark>管理中心" in marker(["公积金"]).excerpt(text)

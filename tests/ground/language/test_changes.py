"""Which block became which, and which words inside."""

from gongkai.ground.language.rules.blocks import parse
from gongkai.ground.language.rules.changes import Kind, between


def kinds(old, new):
    return [part.kind for part in between(parse(old), parse(new)).parts]


def test_equal_blocks_are_the_same():
    assert kinds("<p>甲</p><p>乙</p>", "<p>甲</p><p>乙</p>") == [Kind.SAME, Kind.SAME]


def test_a_paragraph_with_other_words_is_the_same_paragraph_changed():
    old = "<p>应当自收到申请之日起二十日内答复。</p>"
    assert kinds(old, old.replace("二十", "三十")) == [Kind.CHANGED]


def test_a_paragraph_with_nothing_in_common_went_and_another_came():
    assert kinds("<p>市长主持会议。</p>", "<p>本办法自印发起施行</p>") == [Kind.REMOVED, Kind.ADDED]


def test_bold_type_is_no_change_but_a_raised_figure_is():
    assert kinds("<p>面积 20m2</p>", "<p>面积 <b>20m2</b></p>") == [Kind.SAME]
    assert kinds("<p>面积共有 20m2</p>", "<p>面积共有 20m<sup>2</sup></p>") == [Kind.CHANGED]


def test_another_address_behind_the_same_words_is_a_change():
    assert kinds('<p>详见<a href="/a">附件</a></p>', '<p>详见<a href="/b">附件</a></p>') == [Kind.CHANGED]


def test_a_paragraph_that_becomes_a_heading_is_changed():
    assert kinds("<p>一、总体要求</p>", "<h2>一、总体要求</h2>") == [Kind.CHANGED]


def test_the_cells_of_a_row_are_compared_in_their_columns():
    old = "<tr><td>公路</td><td>10</td><td>20</td></tr>"
    (row,) = between(parse(old), parse(old.replace("10", "11"))).parts
    assert [cell.kind for cell in row.parts] == [Kind.SAME, Kind.CHANGED, Kind.SAME]


def test_a_lone_character_between_two_changes_is_left_out():
    (part,) = between(
        parse("<p>第一条 市政府的意见是同意</p>"), parse("<p>第一条 市政府办公厅的决定是同意</p>")
    ).parts
    (run,) = part.parts
    assert (Kind.SAME, 1) not in [(kind, end - start) for kind, start, end in run.marks[:-1]]

# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Converted HTML in the form that screen readers need."""

from gongkai.ground.attachments.rules.conversion.accessible import finished


def test_declared_heads_get_a_scope():
    source = (
        "<table><thead><tr><th><p>甲</p></th><th colspan='2'>乙</th></tr></thead><tr><td>1</td></tr></table>"
    )
    written = finished(source)
    assert '<th scope="col">甲</th>' in written and 'scope="colgroup"' in written


def test_bold_first_rows_become_heads():
    source = "<table><tr><td><strong>姓名</strong></td><td><b>职务</b></td></tr><tr><td>张某</td><td>主任</td></tr></table>"
    assert finished(source).count("<th ") == 2


def test_a_table_in_a_table_is_judged_alone():
    inner = "<table><tr><td>序号</td><td>名</td></tr><tr><td>1</td><td>甲</td></tr></table>"
    assert finished(f"<table><tr><td>布局</td><td>{inner}</td></tr></table>").count("<th ") == 2


def test_links_to_lost_anchors_are_words():
    assert finished('<p><a href="#a">见第二条</a><a href="https://x.cn">外</a><a id="b"></a></p>') == (
        '<p>见第二条<a href="https://x.cn">外</a></p>'
    )


def test_nothing_stays_nothing():
    assert finished("<p>通\x01知\x1f</p>") == "<p>通知</p>" and finished("\x02") == ""
    assert finished(" ") == "" and finished("光有字") == "光有字"

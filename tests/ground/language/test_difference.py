"""Taking out what came gives the old text, taking out what went the new one; long texts take no long time."""

import random
import re
import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.ground.language.rules.difference import Kind, compare, metadata
from gongkai.ground.language.rules.markup import plain, sanitise

INS, DEL = re.compile("<ins>.*?</ins>", re.S), re.compile("<del>.*?</del>", re.S)
NO_SPACE = re.compile(r"\s+")


def read(html):
    return NO_SPACE.sub("", plain(html))


words = st.lists(
    st.sampled_from(["市政府", "决定", "二十日", "公开", "的", "，", "2026", " a<b "]), max_size=6
).map("".join)
inline = st.tuples(
    words, st.sampled_from(["{}", "<b>{}</b>", '<a href="/x">{}</a>', "m<sup>{}</sup>", "{}<br>"])
).map(lambda pair: pair[1].format(pair[0].replace("<", "&lt;")))
line = st.lists(inline, max_size=3).map("".join)
cell = st.tuples(st.sampled_from(["td", "th", 'td rowspan="2"', 'td colspan="2"']), line).map(
    lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0][:2]}>"
)
row = st.lists(cell, min_size=1, max_size=4).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
block = st.one_of(
    st.tuples(st.sampled_from(["p", "h2", "div", "blockquote"]), line).map(
        lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"
    ),
    st.lists(row, min_size=1, max_size=4).map(lambda rows: f"<table>{''.join(rows)}</table>"),
    st.lists(line, max_size=4).map(lambda items: f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"),
    line,
    st.just("<hr>"),
)
documents = st.lists(block, max_size=6).map("".join).map(sanitise)


@settings(max_examples=300, deadline=None)
@example("<table><tr><td>a</td></tr></table>", "<table><tr><td><b> a </b></td></tr></table>")
@given(documents, documents)
def test_without_one_mark_it_reads_as_the_other_side(old, new):
    found = compare(old, new)
    assert read(INS.sub("", found.merged)) == read(old)
    assert read(DEL.sub("", found.merged)) == read(new)
    assert sanitise(found.merged).replace("<ins></ins>", "") == sanitise(sanitise(found.merged))


@settings(max_examples=150, deadline=None)
@given(documents, documents)
def test_the_rows_of_a_side_read_as_that_side(old, new):
    rows = compare(old, new).rows
    assert read("".join(row.left_html for row in rows)) == read(old)
    assert read("".join(row.right_html for row in rows)) == read(new)
    for row in rows:
        assert "<ins>" not in row.left_html
        assert "<del>" not in row.right_html
        assert (row.left_html == "") <= (row.kind == Kind.ADDED)


@settings(deadline=None)
@given(documents)
def test_a_text_differs_nowhere_from_itself(html):
    found = compare(html, html)
    assert read(found.merged) == read(html)
    assert not INS.search(found.merged) and not DEL.search(found.merged)
    assert {row.kind for row in found.rows} <= {Kind.SAME}


def test_words_are_marked_inside_their_paragraph():
    found = compare("<p>应当自收到申请之日起二十日内答复。</p>", "<p>应当自收到申请之日起三十日内答复。</p>")
    assert found.merged == "<p>应当自收到申请之日起<del>二十日</del><ins>三十日</ins>内答复。</p>"
    assert found.rows == [
        (
            Kind.CHANGED,
            "<p>应当自收到申请之日起<del>二十日</del>内答复。</p>",
            "<p>应当自收到申请之日起<ins>三十日</ins>内答复。</p>",
        )
    ]


def test_a_new_column_is_marked_cell_by_cell_and_the_table_stays_a_table():
    old = "<table><tr><th>项目</th><th>金额</th></tr><tr><td>公路</td><td>10</td></tr></table>"
    new = old.replace("</th><th>", "</th><th>年度</th><th>").replace("</td><td>", "</td><td>2026</td><td>")
    assert compare(old, new).merged == (
        "<table><tbody><tr><th>项目</th><th><ins>年度</ins></th><th>金额</th></tr>"
        "<tr><td>公路</td><td><ins>2026</ins></td><td>10</td></tr></tbody></table>"
    )


def test_a_merged_cell_spans_the_rows_that_went_as_well():
    gone = "<tr><td>乙路二</td></tr>"
    old = f'<table><tr><td rowspan="3">路</td><td>甲路一</td></tr>{gone}<tr><td>丙路三</td></tr></table>'
    new = old.replace(gone, "").replace("3", "2", 1)
    merged = compare(old, new).merged
    assert '<td rowspan="3">路</td>' in merged
    assert "<tr><td><del>乙路二</del></td></tr>" in merged


def test_items_keep_their_numbers_and_rows_their_table_side_by_side():
    old = "<ol><li>甲项工作</li><li>乙项工作</li></ol><table><tr><td>一</td></tr></table>"
    rows = compare(old, old.replace("<li>甲项工作</li>", "")).rows
    assert rows[0] == (Kind.REMOVED, '<ol start="1"><li><del>甲项工作</del></li></ol>', "")
    assert rows[1].left_html == '<ol start="2"><li>乙项工作</li></ol>'
    assert rows[1].right_html == '<ol start="1"><li>乙项工作</li></ol>'
    assert rows[2].left_html == "<table><tbody><tr><td>一</td></tr></tbody></table>"


def test_scripts_and_handlers_do_not_come_through():
    found = compare("<p>甲</p>", '<p onclick="x()">甲<script>alert(1)</script><img src=x onerror=y></p>')
    assert not re.search(
        r"onclick|onerror|script|alert", found.merged + "".join(row.right_html for row in found.rows)
    )


def test_metadata_says_what_was_before_and_after():
    before = {"标题": "甲", "施行日期": None, "发文机关": ("市政府",), "关键词": (), "公开": True}
    after = {
        "标题": "甲",
        "施行日期": date(2026, 3, 5),
        "发文机关": ("市政府", "市司法局"),
        "文号": "",
        "公开": False,
    }
    assert metadata(before, after) == [
        ("施行日期", "", "2026-03-05"),
        ("发文机关", "市政府", "市政府、市司法局"),
        ("公开", "是", "否"),
    ]
    assert metadata({"旧": "x"}, {}) == [("旧", "x", "")]


def made(seed, size, paragraph, characters):
    chance = random.Random(seed)
    text = "".join(chance.choices(characters, k=size))
    return "".join(f"<p>{text[at : at + paragraph]}</p>" for at in range(0, size, paragraph))


MANY = [chr(code) for code in range(0x4E00, 0x5600)]
WORST = {
    "all different": (made(1, 20_000, 200, MANY), made(2, 20_000, 200, MANY)),
    "one paragraph": (made(1, 20_000, 20_000, MANY), made(2, 20_000, 20_000, MANY)),
    "few characters": (made(1, 20_000, 200, "的一是在人有"), made(2, 20_000, 200, "的一是在人有")),
    "tiny paragraphs": (made(1, 20_000, 5, "的一是在人有"), made(2, 20_000, 5, "的一是在人有")),
    "one character": (f"<p>{'甲' * 20_000}</p>", f"<p>{'甲' * 19_000}乙</p>"),
    "a tag a character": ("<b>甲</b><i>乙</i>" * 10_000, "<i>乙</i><sup>丙</sup>" * 10_000),
}


@pytest.mark.parametrize("name", WORST)
def test_no_text_takes_the_square_of_its_length(name):
    """docs/performance.md has the figure for a document; this only shows that no input is a trap."""
    start = time.process_time()
    compare(*WORST[name])
    assert time.process_time() - start < 3

# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Pages of fixed layout become flowing text."""

from gongkai.ground.attachments.rules.conversion import flow
from gongkai.ground.attachments.rules.conversion.shapes import Page, Rule

from .glyphs import line, page
from .reading import blocks, tables

FULL = "为了规范行政规范性文件的制定和监督管理维护法制统一保护"  # 26 signs: a full line


def test_indented_lines_begin_paragraphs_and_full_ones_go_on():
    own = page(
        line(FULL[:-2], 122, 700),
        line(FULL, 90, 672),
        line("合法权益。", 90, 644),
        line("第二段，也缩进。", 122, 616),
    )
    assert [text for _, text in blocks(flow.to_html([own]))] == [
        FULL[:-2] + FULL + "合法权益。",
        "第二段，也缩进。",
    ]


def test_a_paragraph_goes_on_over_the_page():
    first, second = page(line(FULL[:-2], 122, 100)), page(line("下页接着。", 90, 700))
    assert blocks(flow.to_html([first, second])) == [("p", FULL[:-2] + "下页接着。")]


def test_larger_type_is_a_heading_by_its_size():
    own = page(
        line("关于做好供暖", 200, 760, 22), line("工作的通知", 208, 730, 22), line("第一部分", 240, 690, 18),
        line("正文，正文，正文。", 122, 660), line("一、要求", 122, 632, bold=True), line("附件1", 90, 604, 18),
    )  # fmt: skip
    assert blocks(flow.to_html([own])) == [
        ("h1", "关于做好供暖工作的通知"),
        ("h2", "第一部分"),
        ("p", "正文，正文，正文。"),
        ("h3", "一、要求"),
        ("p", "附件1"),
    ]


def grid_page(*rows, top=700):
    xs, ys = (90, 190, 290), [top - 30 * n for n in range(len(rows) + 1)]
    rules = [*(Rule(True, y, 90, 290) for y in ys), *(Rule(False, x, ys[-1], ys[0]) for x in xs)]
    return page(
        *(
            line(text, xs[n] + 8, ys[place] - 20, 12)
            for place, row in enumerate(rows)
            for n, text in enumerate(row)
        ),
        rules=rules,
    )


def test_a_table_goes_on_over_the_page_without_its_repeated_head():
    first, second = grid_page(("序号", "甲"), ("1", "乙")), grid_page(("序号", "甲"), ("2", "丙"), top=760)
    assert tables(flow.to_html([first, second])) == [[["#序号", "#甲"], ["1", "乙"], ["2", "丙"]]]


def test_text_between_tables_keeps_them_apart():
    own = grid_page(("序号", "甲"), ("1", "乙"))
    own.glyphs += line("说明，说明。", 122, 600)
    other = grid_page(("序号", "甲"), ("2", "丙"))
    assert len(tables(flow.to_html([own, other]))) == 2


def test_a_scanned_page_is_named_in_its_place():
    scan = Page(595.0, 842.0, scanned=True)
    assert blocks(flow.to_html([page(line("正文。", 122)), scan]))[1] == (
        "p",
        "［第 2 页是扫描图像，文字没有转入］",
    )

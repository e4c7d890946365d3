# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""A Word document as HTML: what a reader of the printed page sees, and nothing else."""

from io import BytesIO

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.conversion import to_html, word

from . import office
from .containers import parts_of, picture, zipped
from .reading import blocks, tables


def html(document) -> str:
    return to_html(office.saved(document), Format.DOCX)


def test_labels_are_kept_as_text_before_headings_and_paragraphs():
    document = office.new()
    chapters = office.lists(document, ("chineseCounting", "第%1章"), ("chineseCounting", "第%2条"), number=50)
    points = office.lists(document, ("chineseCountingThousand", "（%1）"), ("decimal", "%1.%2"), number=60)
    office.numbered(document, "总则", chapters, 0, "Heading 1")
    office.numbered(document, "为了规范管理，制定本办法。", chapters, 1)
    office.numbered(document, "本办法适用于本市。", chapters, 1)
    office.numbered(document, "公开", points)
    office.numbered(document, "细目", points, 1)
    office.numbered(document, "程序", points)
    office.numbered(document, "附则", chapters, 0, "Heading 1")
    assert blocks(html(document)) == [
        ("h1", "第一章 总则"),
        ("p", "第一条 为了规范管理，制定本办法。"),
        ("p", "第二条 本办法适用于本市。"),
        ("p", "（一）公开"),
        ("p", "一.1 细目"),
        ("p", "（二）程序"),
        ("h1", "第二章 附则"),
    ]


def test_a_style_may_number_its_paragraphs():
    document = office.new()
    identifier = office.lists(
        document, ("chineseCounting", "%1、"), ("decimal", "%2."), styles=("Heading1", "Heading2")
    )
    office.styled_list(document, "Heading 1", identifier, 0)
    office.styled_list(document, "Heading 2", identifier, 1)
    for text, level in (("总体要求", 1), ("原则", 2), ("目标", 2), ("重点任务", 1)):
        document.add_heading(text, level)
    expected = [("h1", "一、总体要求"), ("h2", "1. 原则"), ("h2", "2. 目标"), ("h1", "二、重点任务")]
    assert blocks(html(document)) == expected


def test_bullets_stay_a_list():
    document = office.new()
    dots = office.lists(document, ("bullet", "•"))
    office.numbered(document, "身份证明", dots)
    office.numbered(document, "申请表", dots)
    assert html(document) == "<ul><li>身份证明</li><li>申请表</li></ul>"


def test_chinese_styles_and_outline_levels_are_headings():
    document = office.new()
    for name in ("标题 1-1", "一级标题", "标题 2x"):
        office.chinese_style(document, name)
    document.add_paragraph("关于公开的通知", style="Title")
    document.add_paragraph("总则", style="一级标题")
    outlined = document.add_paragraph("由大纲级别决定")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>'))
    document.add_paragraph("正文。", style="标题 2x")
    assert blocks(html(document)) == [
        ("h1", "关于公开的通知"),
        ("h2", "总则"),
        ("h3", "由大纲级别决定"),
        ("p", "正文。"),
    ]


def test_tables_keep_merged_cells_and_name_their_heads():
    document = office.new()
    rows = [["区", "户数", ""], ["", "城镇", "农村"], ["东湖区", "12", "3"]]
    office.table(document, rows, merged=[((0, 0), (1, 0)), ((0, 1), (0, 2))])
    assert tables(html(document)) == [[["#区×2,1", "#户数×1,2"], ["#城镇", "#农村"], ["东湖区", "12", "3"]]]


def test_a_declared_head_is_a_head():
    document = office.new()
    office.table(document, [["姓名", "职务"], ["张某", "主任"]], header=True)
    assert '<thead><tr><th scope="col">姓名</th><th scope="col">职务</th></tr></thead>' in html(document)


def test_what_is_hidden_or_deleted_is_left_out_and_what_was_added_stays():
    document = office.new()
    paragraph = document.add_paragraph("看得见")
    paragraph.add_run("藏起来").font.hidden = True
    for tag, words in (("ins", "新增的"), ("del", "删掉的")):
        text = "delText" if tag == "del" else "t"
        paragraph._p.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="1" w:author="某人"><w:r><w:{text}>{words}</w:{text}></w:r></w:{tag}>'
            )
        )
    document.add_comment(paragraph.runs, "内部意见", author="某人")
    assert html(document) == "<p>看得见新增的</p>"


def test_a_picture_leaves_its_place_and_none_of_its_names():
    document = office.new()
    document.add_paragraph("如图：")
    document.add_picture(BytesIO(picture()))
    properties = document.inline_shapes[0]._inline.docPr
    properties.set("descr", "C:\\Users\\某人\\Desktop\\1.png")
    assert html(document) == "<p>如图：</p><p>［图片］</p>"


def test_formulas_keep_their_signs():
    document = office.new()
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    paragraph = document.add_paragraph("得分")
    paragraph._p.append(
        parse_xml(
            f'<m:oMathPara xmlns:m="{math}"><m:oMath><m:r><m:t>S=a+b</m:t></m:r></m:oMath></m:oMathPara>'
        )
    )
    assert html(document) == "<p>得分S=a+b</p>"


def test_footnotes_stand_at_the_end_without_dead_links():
    document = office.new()
    paragraph = document.add_paragraph("含税价")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    parts = parts_of(office.saved(document))
    note = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>按不含税价计算。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
    )
    where = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rels = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{where}" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    data = zipped(
        parts
        | {
            "word/footnotes.xml": note,
            "[Content_Types].xml": types,
            "word/_rels/document.xml.rels": rels,
        }
    )
    written = to_html(data, Format.DOCX)
    assert written == "<p>含税价<sup>[1]</sup></p><hr><ol><li><p>按不含税价计算。</p></li></ol>"


def test_a_broken_document_is_refused_in_words():
    parts = parts_of(office.saved(office.new()))
    for name, body in (("word/document.xml", b"<w:document"), ("word/styles.xml", b"<")):
        with pytest.raises(Refused, match="损坏"):
            word.to_html(zipped(parts | {name: body}))

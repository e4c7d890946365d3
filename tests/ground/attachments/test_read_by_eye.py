# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Ten files, and beside each what a person reads in it, one by one; Word and Excel here, the rest beside."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from gongkai.ground.attachments.rules import Format

from . import office
from .reading import blocks, converted, headings, tables


def regulation():
    """1: a regulation with chapters and articles numbered by the program."""
    document = office.new()
    laws = office.lists(
        document, ("chineseCounting", "第%1章"), ("chineseCounting", "第%2条"), ("chineseCounting", "（%3）")
    )
    document.add_paragraph("江城市政务公开管理办法", style="Title")
    for level, text in (
        (0, "总则"),
        (1, "为了规范政务公开，制定本办法。"),
        (1, "本办法适用于下列机关："),
        (2, "市人民政府；"),
        (2, "区人民政府。"),
        (0, "附则"),
        (1, "本办法自2027年1月1日起施行。"),
    ):
        office.numbered(document, text, laws, level, "Heading 1" if level == 0 else None)
    # Articles are counted through the whole regulation.
    level = document.part.numbering_part.element.findall(f".//{{{office.W}}}abstractNum")[0][1]
    restart = office.parse_xml(f'<w:lvlRestart {office.nsdecls("w")} w:val="0"/>')
    level.insert(2, restart)
    return office.saved(document)


def test_1_a_regulation_in_word():
    assert blocks(converted(regulation(), "办法.docx", Format.DOCX)) == [
        ("h1", "江城市政务公开管理办法"),
        ("h2", "第一章 总则"),
        ("p", "第一条 为了规范政务公开，制定本办法。"),
        ("p", "第二条 本办法适用于下列机关："),
        ("p", "（一）市人民政府；"),
        ("p", "（二）区人民政府。"),
        ("h2", "第二章 附则"),
        ("p", "第三条 本办法自2027年1月1日起施行。"),
    ]


def test_2_a_notice_without_styles_in_official_form():
    document = office.new()
    office.looking(document, "江城市人民政府关于做好", font="方正小标宋简体", size=22, centred=True)
    office.looking(document, "冬季供暖工作的通知", font="方正小标宋简体", size=22, centred=True)
    office.looking(document, "江政发〔2026〕8号", centred=True)
    office.looking(document, "各区人民政府：")
    office.looking(document, "一、提高认识", font="黑体")
    office.looking(document, "供暖关系民生，各区要高度重视。")
    office.looking(document, "（一）排查隐患", font="楷体_GB2312")
    office.looking(document, "一、本段虽以序号开头，但它是正文，因此不是标题。", font="黑体")
    assert blocks(converted(office.saved(document), "通知.docx", Format.DOCX)) == [
        ("h1", "江城市人民政府关于做好冬季供暖工作的通知"),
        ("p", "江政发〔2026〕8号"),
        ("p", "各区人民政府："),
        ("h2", "一、提高认识"),
        ("p", "供暖关系民生，各区要高度重视。"),
        ("h3", "（一）排查隐患"),
        ("p", "一、本段虽以序号开头，但它是正文，因此不是标题。"),
    ]


def test_3_a_document_saved_by_wps():
    document = office.new()
    points = office.lists(document, ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"))
    office.numbered(document, "申请条件", points, 0, "Heading 1")
    office.numbered(document, "在本市居住；", points, 1)
    office.numbered(document, "年满十八周岁。", points, 1)
    office.numbered(document, "办理材料", points, 0, "Heading 1")
    office.table(document, [["序号", "材料"], ["1", "身份证"], ["2", "申请表"]])
    written = converted(office.by_wps(office.saved(document)), "指南.docx", Format.DOCX)
    assert blocks(written) == [
        ("h1", "一、申请条件"),
        ("p", "（一）在本市居住；"),
        ("p", "（二）年满十八周岁。"),
        ("h1", "二、办理材料"),
    ]
    assert tables(written) == [[["#序号", "#材料"], ["1", "身份证"], ["2", "申请表"]]]


def test_4_two_lists_of_one_kind_and_one_that_begins_anew():
    document = office.new()
    office.lists(document, ("decimalEnclosedCircle", "%1"), ("lowerLetter", "%2)"), number=70)
    anew = office.again(document, 71, 70, start=1)
    for text, identifier, level in (
        ("甲", "70", 0), ("细目", "70", 1), ("细目", "70", 1), ("乙", "70", 0), ("丙", anew, 0), ("丁", anew, 0),
    ):  # fmt: skip
        office.numbered(document, text, identifier, level)
    assert [text for _, text in blocks(converted(office.saved(document), "a.docx", Format.DOCX))] == [
        "① 甲", "a) 细目", "b) 细目", "② 乙", "① 丙", "② 丁",
    ]  # fmt: skip


def budget():
    book = Workbook()
    sheet = book.active
    sheet.title = "收支总表"
    rows = [
        ["江城市2026年部门预算收支总表", None, None, None],
        ["项目", "金额（元）", None, "占比"],
        [None, "上年", "本年", None],
        ["教育支出", 1234567.5, 2000000, 0.1234],
        ["结余", -500, 0, 0],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"):
        sheet.merge_cells(area)
    for row in (4, 5):
        for column in "BC":
            sheet[f"{column}{row}"].number_format = "#,##0.00;[Red]-#,##0.00"
        sheet[f"D{row}"].number_format = "0.0%"
    return book


def save(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_5_a_budget_in_a_workbook():
    assert tables(converted(save(budget()), "预算.xlsx", Format.XLSX)) == [
        [
            ["江城市2026年部门预算收支总表×1,4"],
            ["#项目×2,1", "#金额（元）×1,2", "#占比×2,1"],
            ["#上年", "#本年"],
            ["教育支出", "1,234,567.50", "2,000,000.00", "12.3%"],
            ["结余", "-500.00", "0.00", "0.0%"],
        ]
    ]


def test_6_a_workbook_with_hidden_parts_and_dates():
    book = Workbook()
    sheet = book.active
    sheet.title = "许可"
    for row in (
        ["序号", "事项", "身份证号", "日期"],
        [1, "餐饮", "藏", date(2026, 2, 3)],
        [2, "藏", "藏", None],
    ):
        sheet.append(row)
    sheet["D2"].number_format = 'yyyy"年"m"月"d"日"'
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("藏着的").append(["藏"])
    book["藏着的"].sheet_state = "hidden"
    book.create_sheet("说明").append(["联系电话", "0999-5550001"])
    written = converted(save(book), "许可.xlsx", Format.XLSX)
    assert headings(written) == [("h2", "许可"), ("h2", "说明")]
    assert tables(written) == [
        [["#序号", "#事项", "#日期"], ["1", "餐饮", "2026年2月3日"]],
        [["联系电话", "0999-5550001"]],
    ]

"""Every hiding place the issue lists and some more: a made file, its format, where its word is found."""

from collections.abc import Callable
from typing import NamedTuple

from gongkai.ground.attachments.rules import Format, Hiding

from . import made_documents as document
from . import made_pages as page
from . import made_workbooks as workbook
from .made_workbooks import SECRET


class Hidden(NamedTuple):
    """A file with ``SECRET`` in it once, how it hides, and words of the place that a person is told."""

    make: Callable[[], bytes]
    format: Format
    hiding: Hiding
    place: str


def _page(draw: Callable) -> Callable[[], bytes]:
    return lambda: page.pdf(draw)


def _html(body: str) -> Callable[[], bytes]:
    return lambda: f"<html><body><p>公开的内容</p>{body}</body></html>".encode()


def _notes() -> bytes:
    notes = f'<Annots><Annot Creator="王五"><Remark>{SECRET}</Remark></Annot></Annots>'
    listed = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    return page.ofd("", extra={"Doc_0/Annots/Page_0/Annot_0.xml": notes}, document=listed)


def _attached() -> bytes:
    listed = '<Attachments><Attachment Name="名单.txt"><FileLoc>名单.txt</FileLoc></Attachment></Attachments>'
    extra = {"Doc_0/Attachs/Attachments.xml": listed, "Doc_0/Attachs/名单.txt": SECRET}
    return page.ofd("", extra=extra, document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>")


XLSX, DOCX, PDF, OFD = Format.XLSX, Format.DOCX, Format.PDF, Format.OFD
PLACES = {
    "hidden sheet": Hidden(workbook.hidden_sheet, XLSX, Hiding.SHEET, "工作表‘名单’A1（隐藏工作表）"),
    "very hidden sheet": Hidden(
        lambda: workbook.hidden_sheet("veryHidden"), XLSX, Hiding.SHEET, "工作表‘名单’A1（隐藏工作表）"
    ),
    "hidden row": Hidden(workbook.hidden_row, XLSX, Hiding.ROW, "工作表‘公开’A3:C3（隐藏行）"),
    "flat row": Hidden(workbook.flat_row, XLSX, Hiding.ROW, "工作表‘公开’A3:C3（隐藏行）"),
    "hidden column": Hidden(workbook.hidden_column, XLSX, Hiding.COLUMN, "工作表‘公开’B2（隐藏列）"),
    "row under a chart": Hidden(workbook.charted, XLSX, Hiding.ROW, "工作表‘公开’A3:C3（隐藏行）"),
    "cell comment": Hidden(workbook.comment, XLSX, Hiding.COMMENT, "工作表‘公开’A1批注（作者 王五）"),
    "threaded comment": Hidden(workbook.threaded_comment, XLSX, Hiding.COMMENT, "工作表‘公开’A1批注"),
    "pivot cache": Hidden(workbook.pivot_cache, XLSX, Hiding.PIVOT_CACHE, "数据透视表缓存"),
    "external link": Hidden(workbook.external_link, XLSX, Hiding.EXTERNAL, "外部链接缓存"),
    "defined name": Hidden(workbook.name, XLSX, Hiding.NAME, "定义的名称"),
    "workbook property": Hidden(workbook.properties, XLSX, Hiding.PROPERTY, "文档属性 creator"),
    "number format": Hidden(workbook.blank_format, XLSX, Hiding.HIDDEN_TEXT, "工作表‘公开’D2"),
    "white cell": Hidden(workbook.white_letters, XLSX, Hiding.HIDDEN_TEXT, "工作表‘公开’D2"),
    "embedded workbook": Hidden(
        workbook.embedded, XLSX, Hiding.EMBEDDED, "嵌入文件‘Microsoft_Excel_Sheet1.xlsx’"
    ),
    "unused text": Hidden(workbook.left_over, XLSX, Hiding.REMNANT, "没有单元格使用的文字"),
    "comment": Hidden(document.comment, DOCX, Hiding.COMMENT, "批注（作者 王五）"),
    "deletion": Hidden(document.deletion, DOCX, Hiding.CHANGE, "第 2 段（修订：已删除，作者 王五）"),
    "author of a change": Hidden(document.insertion, DOCX, Hiding.CHANGE, "第 2 段（修订的作者）"),
    "moved away": Hidden(document.moved, DOCX, Hiding.CHANGE, "第 2 段（修订：已删除，作者 王五）"),
    "deleted row": Hidden(document.deleted_row, DOCX, Hiding.CHANGE, "（修订：已删除，作者 王五）"),
    "hidden run": Hidden(document.hidden_run, DOCX, Hiding.HIDDEN_TEXT, "第 2 段（隐藏文字）"),
    "hidden by style": Hidden(document.hidden_by_style, DOCX, Hiding.HIDDEN_TEXT, "第 2 段（隐藏文字）"),
    "white run": Hidden(document.white_run, DOCX, Hiding.HIDDEN_TEXT, "第 2 段（隐藏文字）"),
    "field code": Hidden(document.field_code, DOCX, Hiding.HIDDEN_TEXT, "第 2 段（域代码）"),
    "document property": Hidden(document.properties, DOCX, Hiding.PROPERTY, "文档属性 creator"),
    "custom data": Hidden(document.custom_xml, DOCX, Hiding.PROPERTY, "自定义数据"),
    "embedded in a document": Hidden(document.embedded, DOCX, Hiding.EMBEDDED, "› 工作表‘公开’第 1 行"),
    "note without mark": Hidden(document.orphan_note, DOCX, Hiding.REMNANT, "没有引用的注释"),
    "under a box": Hidden(_page(page.under_box), PDF, Hiding.COVERED, "第 1 页（被遮盖的文字）"),
    "half under a box": Hidden(_page(page.half_under_box), PDF, Hiding.COVERED, "第 1 页（被遮盖的文字）"),
    "under a white box": Hidden(_page(page.under_white_box), PDF, Hiding.COVERED, "第 1 页"),
    "under a picture": Hidden(_page(page.under_picture), PDF, Hiding.COVERED, "第 1 页"),
    "not drawn": Hidden(_page(page.undrawn), PDF, Hiding.HIDDEN_TEXT, "第 1 页（隐藏文字）"),
    "white letters": Hidden(_page(page.white), PDF, Hiding.HIDDEN_TEXT, "第 1 页（隐藏文字）"),
    "off the page": Hidden(_page(page.off_page), PDF, Hiding.HIDDEN_TEXT, "第 1 页（隐藏文字）"),
    "layer switched off": Hidden(page.layered, PDF, Hiding.HIDDEN_TEXT, "第 1 页（隐藏文字）"),
    "sticky note": Hidden(page.sticky_note, PDF, Hiding.COMMENT, "第 1 页批注"),
    "file in a PDF": Hidden(
        lambda: page.attached(SECRET.encode()), PDF, Hiding.EMBEDDED, "嵌入文件‘名单.txt’"
    ),
    "PDF property": Hidden(
        lambda: page.pdf(lambda sheet: None, author=SECRET), PDF, Hiding.PROPERTY, "文档属性 Author"
    ),
    "saved over": Hidden(page.saved_over, PDF, Hiding.CHANGE, "第 1 次保存的旧内容"),
    "EXIF": Hidden(page.photo, Format.JPEG, Hiding.EXIF, "拍摄信息 Artist"),
    "EXIF of a turned photo": Hidden(
        lambda: page.photo(orientation=6), Format.JPEG, Hiding.EXIF, "拍摄信息 Artist"
    ),
    "text in a PNG": Hidden(page.png_text, Format.PNG, Hiding.EXIF, "图片说明 Author"),
    "behind a picture": Hidden(lambda: page.bare_png() + SECRET.encode(), Format.PNG, Hiding.REMNANT, "末尾"),
    "under a box in OFD": Hidden(
        lambda: page.ofd(page.ofd_text(SECRET, "20 40 100 8") + page.ofd_box("19 39 110 10")),
        OFD,
        Hiding.COVERED,
        "第 1 页（被遮盖的文字）",
    ),
    "unseen in OFD": Hidden(
        lambda: page.ofd(page.ofd_text(SECRET, "20 40 100 8", 'Visible="false"')),
        OFD,
        Hiding.HIDDEN_TEXT,
        "第 1 页（隐藏文字）",
    ),
    "OFD property": Hidden(
        lambda: page.ofd("", info=f"<ofd:Author>{SECRET}</ofd:Author>"),
        OFD,
        Hiding.PROPERTY,
        "文档属性 Author",
    ),
    "OFD note": Hidden(_notes, OFD, Hiding.COMMENT, "批注（作者 王五）"),
    "file in an OFD": Hidden(_attached, OFD, Hiding.EMBEDDED, "嵌入文件‘名单.txt’"),
    "display none": Hidden(
        _html(f'<div style="display: none"><b>{SECRET}</b></div>'),
        Format.HTML,
        Hiding.HIDDEN_TEXT,
        "隐藏元素",
    ),
    "hidden by a class": Hidden(
        _html(f"<style>.x{{display:none}}</style><p class='x'>{SECRET}</p>"),
        Format.HTML,
        Hiding.HIDDEN_TEXT,
        "隐藏元素",
    ),
    "comment in a page": Hidden(_html(f"<!-- {SECRET} -->"), Format.HTML, Hiding.COMMENT, "网页注释"),
    "property of a page": Hidden(
        lambda: f'<html><head><meta name="author" content="{SECRET}"></head><p>公开</p></html>'.encode(),
        Format.HTML,
        Hiding.PROPERTY,
        "网页属性 author",
    ),
}

"""A file of a department as clean, accessible HTML: headings, tables and numbering as a person reads them.

What a reader of the printed page does not see (hidden sheets, deleted words, covered text) is left out, and
so are pictures: a page takes them from this site only, so each leaves ［图片］ where the drafter will look.
Pure: no Django, no clock, no I/O.
"""

from gongkai.ground.language.rules import markup

from .. import Format, Refused
from . import ofd, pdf, text, webpage, word, workbook

WAYS = {
    Format.DOCX: word.to_html,
    Format.XLSX: workbook.to_html,
    Format.PDF: pdf.to_html,
    Format.OFD: ofd.to_html,
    Format.HTML: webpage.to_html,
    Format.TEXT: text.to_html,
    Format.CSV: text.table_to_html,
}
PICTURE = "图片不能转成网页正文；请作为附件上传，或把其中的文字录入正文"
EMPTY = "文件里没有可以转成网页的文字；如果是扫描件，请上传可以选中文字的文件，或作为附件公开"


def to_html(data: bytes, found: Format) -> str:
    """``data``, recognised as ``found``, as HTML that may stand on a public page. Raises Refused."""
    if found not in WAYS:
        raise Refused(PICTURE)
    html = markup.sanitise(WAYS[found](data))
    if not markup.plain(html):
        raise Refused(EMPTY)
    return html

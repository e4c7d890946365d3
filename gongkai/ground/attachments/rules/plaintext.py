"""Files that are text: web pages, tables of commas, running text; and what only looks like it.

Between plain text and a table of commas the content does not decide, so there the name may.
Pure: no Django, no clock, no I/O.
"""

import re

from gongkai.ground.language.rules.decoding import decode

from . import Format, Refused

SVG = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE\s+svg.*?>|\s|\ufeff)*<(?:\w+:)?svg[\s>/]", re.S | re.I
)
PAGE = re.compile(r"<!DOCTYPE\s+html|<(?:html|head|body|meta|title)[\s>]", re.IGNORECASE)
FRAGMENT = re.compile(r"<(?:p|div|table|h[1-6]|ul|ol|span|br)\b[^>]*>", re.IGNORECASE)
OFFICE_XML = re.compile(
    r"<\?mso-application|<pkg:package|schemas-microsoft-com:office:(?:spreadsheet|word)", re.I
)
MAIL = re.compile(r"(?:From|MIME-Version|Content-Type)\s*:", re.IGNORECASE)
HEAD, SAMPLE = 4096, 65536  # characters in which a file says what it is, and shows whether it is text
MARKS_16 = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
MOST_CONTROLS = 0.01  # of the characters; more is no text: practice


def recognise(data: bytes, end: str) -> Format:
    """HTML, CSV or TEXT; Refused for SVG, other XML, saved mail pages and what is no text at all."""
    if b"\0" in data[:SAMPLE] and not data.startswith(MARKS_16):
        raise Refused("认不出这是什么文件，没有接收；请上传 DOCX、XLSX、PDF、OFD、网页、文本或图片")
    text, _ = decode(data)
    head = text[:HEAD]
    if SVG.match(text[:SAMPLE]) or "<svg" in head and end == "svg":
        raise Refused("SVG 图片可能带有脚本，不接收；请另存为 PNG 后再上传")
    if OFFICE_XML.search(head) and "<html" not in head.lower():
        raise Refused("这是 Office 的 XML 格式；请用 Word 或 Excel 打开，另存为 .docx 或 .xlsx 后再上传")
    if MAIL.match(head) and "multipart/" in head:
        raise Refused("这是单文件网页（.mht）；请另存为 .docx、PDF 或普通网页后再上传")
    if PAGE.search(head) or (end in ("html", "htm") and FRAGMENT.search(text[:SAMPLE])):
        return Format.HTML
    if head.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        raise Refused("不接收 XML 数据文件；请另存为 .docx、.xlsx 或 .csv 后再上传")
    if len(CONTROLS.findall(text[:SAMPLE])) > MOST_CONTROLS * len(text[:SAMPLE]):
        raise Refused("认不出这是什么文件，没有接收；请上传 DOCX、XLSX、PDF、OFD、网页、文本或图片")
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise Refused("文件里没有文字；请检查后重新上传")
    return Format.CSV if end == "csv" else Format.TEXT

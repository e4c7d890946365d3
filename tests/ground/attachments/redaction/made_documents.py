"""A DOCX that holds words to remove in every place where a DOCX can hold words."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from tests.ground.attachments.made_workbooks import with_parts

from .made_pdfs import KEPT, PLAIN, WORDS, lettered

_W = nsdecls("w")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def runs(*parts: str) -> str:
    """Runs that each look different."""
    return "".join(
        f'<w:r><w:rPr>{"<w:b/>" * (number % 2)}</w:rPr><w:t xml:space="preserve">{part}</w:t></w:r>'
        for number, part in enumerate(parts)
    )


def everywhere() -> bytes:
    document = Document()
    document.add_paragraph(KEPT)
    for xml in BODY:
        document.add_paragraph("")._p.append(parse_xml(xml))
    for xml in PARAGRAPHS:
        document.element.body.insert(1, parse_xml(xml))
    cells = document.add_table(rows=1, cols=12).rows[0].cells
    cells[0].text = "电话"
    for cell, digit in zip(cells[1:], WORDS[1], strict=True):
        cell.text = digit
    document.add_paragraph(PLAIN)
    holder = BytesIO()
    lettered(["附图", "张三签名", "附图说明"]).crop((0, 0, 800, 420)).save(holder, "PNG")
    document.add_picture(holder, width=Cm(8))
    document.inline_shapes[0]._inline.docPr.set("descr", "张三的签名")
    document.inline_shapes[0]._inline.docPr.set("name", "张三.png")
    section = document.sections[0]
    section.header.paragraphs[0]._p.append(parse_xml(f"<w:r {_W}><w:t>页眉张</w:t></w:r>"))
    section.header.paragraphs[0]._p.append(parse_xml(f"<w:r {_W}><w:t>三</w:t></w:r>"))
    section.footer.paragraphs[0].text = "页脚Zhang San"
    document.add_comment(document.paragraphs[0].runs, text="批注张三", author="张三", initials="张三")
    document.core_properties.author, document.core_properties.title = "张三", "张三的合同"
    out = BytesIO()
    document.save(out)
    return _more(out.getvalue())


BODY = [
    f"<w:sdt {_W}><w:sdtPr><w:alias w:val='张三'/><w:tag w:val='张三'/></w:sdtPr><w:sdtContent>"
    f"{runs('控件张', '三')}</w:sdtContent></w:sdt>",
    f"<w:del {_W} w:id='9' w:author='张三'><w:r><w:delText>删去的张三</w:delText></w:r></w:del>",
    f"<w:ins {_W} w:id='8' w:author='张三'>{runs('新增张', '三')}</w:ins>",
    f"<w:hyperlink {_W} w:anchor='张三' w:tooltip='张三'>{runs('去看', '张三')}</w:hyperlink>",
    f"<w:fldSimple {_W} w:instr=' REF 张三 \\h '>{runs('见', '张', '三')}</w:fldSimple>",
    f"<w:r {_W}><w:rPr><w:vanish/></w:rPr><w:t>隐藏张三</w:t></w:r>",
    f"<w:r {_W} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape alt='张三'><v:textbox>"
    f"<w:txbxContent><w:p>{runs('文本框张', '三')}</w:p></w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>",
]
PARAGRAPHS = [
    f"<w:p {_W}>{runs('联系人', '张', '三', '，电话１３８', '-1234-', '5678。')}</w:p>",
    f"<w:p {_W}>{runs('姓名：张 ')}<w:r><w:br/></w:r>{runs(' 三。')}</w:p>",
    f"<w:p {_W}><w:bookmarkStart w:id='77' w:name='张三'/>{runs('Zhang ', 'San')}"
    "<w:bookmarkEnd w:id='77'/></w:p>",
    f"<w:p {_W}><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK &quot;http://"
    "a.cn/%E5%BC%A0</w:instrText></w:r><w:r><w:instrText>%E4%B8%89&quot; </w:instrText></w:r><w:r><w:fldChar "
    "w:fldCharType='separate'/></w:r><w:r><w:t>链接文字</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    f"<w:p {_W}>{runs('地址：光谷大道')}<w:proofErr w:type='spellStart'/>{runs('７', '７号')}</w:p>",
    f"<w:p {_W}>{runs('注释')}<w:r><w:footnoteReference w:id='4'/></w:r>"
    "<w:r><w:endnoteReference w:id='4'/></w:r></w:p>",
]


def _more(data: bytes) -> bytes:
    """Footnotes, endnotes, custom XML, an embedded file, a preview and a link to outside."""
    note = "<w:{0} w:id='4'><w:p>{1}</w:p></w:{0}>"
    xmlns = f'xmlns:w="{_WORD}"'
    parts: dict[str, str | bytes] = {
        f"word/{kind}s.xml": f"<w:{kind}s {xmlns}>{note.format(kind, runs('注释张', '三'))}</w:{kind}s>"
        for kind in ("footnote", "endnote")
    }
    parts |= {
        "customXml/item7.xml": "<root><name>张三</name></root>",
        "word/embeddings/张三.bin": "张三 13812345678".encode("utf-16-le"),
        "word/fonts/font1.odttf": b"\0" * 40,
        "docProps/thumbnail.jpeg": _thumbnail(),
    }
    links = {
        "word/document.xml": [
            ("footnotes", "footnotes.xml"),
            ("endnotes", "endnotes.xml"),
            ("customXml", "../customXml/item7.xml"),
            ("oleObject", "embeddings/张三.bin"),
            ("font", "fonts/font1.odttf"),
        ],
    }
    return with_parts(data, parts, links)


def _thumbnail() -> bytes:
    holder = BytesIO()
    lettered(["张三"]).save(holder, "JPEG")
    return holder.getvalue()


def text(data: bytes) -> list[str]:
    """The paragraphs of a DOCX as python-docx reads them."""
    document = Document(BytesIO(data))
    return [one.text for one in document.paragraphs]


def parts_of(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as archive:
        return archive.namelist()

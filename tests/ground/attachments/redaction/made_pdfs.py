"""PDF files that hold words to remove in every place where a PDF can hold words."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from tests.ground.attachments.made_pages import A4, FONT, absent

WORDS = ["张三", "13812345678", "Zhang San", "光谷大道77号"]
KEPT = "关于公开招标结果的公告"
PLAIN = "第三页没有个人信息"
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def wide(text: str) -> str:
    return text.encode("utf-16-be").hex()


def more(holder: Dictionary, **entries) -> Dictionary:
    found = Dictionary(holder)
    for name, entry in entries.items():
        found[f"/{name}"] = entry
    return found


def written(document: pikepdf.Pdf, **options) -> bytes:
    out = BytesIO()
    document.save(out, **options)
    return out.getvalue()


def lettered(lines: list[str]) -> Image.Image:
    if not FONT.exists():
        absent("Noto Sans CJK", str(FONT))
    picture = Image.new("RGB", (1240, 1754), "white")
    font = ImageFont.truetype(str(FONT), 40, index=2)
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((120, 120 + 90 * number), line, font=font, fill="black")
    return picture


def pages() -> bytes:
    """Page 1 written, 2 scanned with an unseen text layer, 3 without a word, 4 turned."""
    holder = BytesIO()
    sheet = canvas.Canvas(holder, pagesize=A4)
    sheet.setTitle("张三的合同")
    sheet.setAuthor("Zhang San")
    sheet.bookmarkPage("张三")
    sheet.addOutlineEntry("张三的情况", "张三", 0)
    sheet.addOutlineEntry(PLAIN, "third", 0)
    sheet.setFont("STSong-Light", 14)
    sheet.drawString(72, 780, KEPT)
    sheet.drawString(72, 750, "联系人：张三，地址：光谷大")
    sheet.drawString(72, 730, "道77号。第一页的最后一句。")
    sheet.setFillColorRGB(1, 1, 1)
    sheet.drawString(72, 700, "白色的张三")
    sheet.setFillColorRGB(0, 0, 0)
    sheet.drawString(72, 670, "电话13812345678")
    sheet.rect(95, 665, 200, 20, fill=1, stroke=0)
    sheet.linkURL("http://example.cn/?q=%E5%BC%A0%E4%B8%89", (72, 400, 200, 420))
    sheet.showPage()
    sheet.drawImage(ImageReader(lettered(["扫描件", "经办人张三", "手机13812345678", "办结日期"])), 0, 0, *A4)
    text = sheet.beginText(60, 690)
    text.setFont("STSong-Light", 18)
    text.setTextRenderMode(3)
    text.textLine("经办人张三")
    text.textLine("手机13812345678")
    sheet.drawText(text)
    sheet.showPage()
    sheet.bookmarkPage("third")
    sheet.setFont("STSong-Light", 14)
    sheet.drawString(72, 780, PLAIN)
    sheet.showPage()
    sheet.setPageRotation(90)
    sheet.setFont("STSong-Light", 14)
    sheet.drawString(72, 500, "横排的张三")
    sheet.showPage()
    sheet.save()
    return holder.getvalue()


# Words split in every way that instructions allow; glyphs of page 1 in the font F1 (UniGB-UCS2-H).
SPLIT = f"""
BT /Song 14 Tf 1 0 0 1 72 640 Tm [<{wide("姓名张")}> -200 <{wide("三")}>] TJ ET
BT /Song 14 Tf 1 0 0 1 72 610 Tm <{wide("另一处张")}> Tj ET
BT /Song 15 Tf 1 0 0 1 142 610 Tm <{wide("三")}> Tj ET
BT /Latin 12 Tf 1 0 0 1 72 580 Tm (Zhang) Tj 40 0 Td (San) Tj ET
BT /Latin 12 Tf 1 0 0 1 300 580 Tm [(138) 20 (1234) -30 (5678)] TJ ET
BT /Trap 14 Tf 1 0 0 1 72 550 Tm <{wide("张三")}> Tj ET
/Span << /ActualText <FEFF{wide("张三")}> >> BDC BT /Song 14 Tf 1 0 0 1 72 520 Tm <{wide("某人")}> Tj ET EMC
/OC /Draft BDC BT /Song 14 Tf 1 0 0 1 300 520 Tm <{wide("草稿张三")}> Tj ET EMC
/Inner Do
"""
TRAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfchar <5F20> <0041> <4E09> <0042> endbfchar
endcmap end end"""


def everywhere() -> bytes:
    """The file: text, notes, fields, tags, layers, properties, attached files and an earlier state."""
    with pikepdf.open(BytesIO(pages())) as document:
        first = document.pages[0]
        fonts = first.obj.Resources.Font
        song = next(one for _, one in fonts.items() if "STSong" in str(one.BaseFont))
        trap = Dictionary(song)
        trap.ToUnicode = document.make_stream(TRAP)
        latin = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        own = Dictionary(Song=song, Latin=latin, Trap=document.make_indirect(trap))
        for key, one in own.items():
            fonts[key] = one
        inner = document.make_stream(
            f"BT /Song 14 Tf 1 0 0 1 72 490 Tm <{wide('表单里的张三')}> Tj ET".encode()
        )
        inner.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842], Resources=Dictionary(Font=own)
        )
        first.obj.Resources.XObject = Dictionary(Inner=inner)
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("张三的草稿")))
        first.obj.Resources.Properties = Dictionary(Draft=layer)
        document.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer], Order=[layer]))
        document.pages[0].contents_add(document.make_stream(SPLIT.encode()), prepend=False)
        _notes(document, own)
        _beside(document)
        before = written(document)
    return _saved_over(before)


def _notes(document: pikepdf.Pdf, fonts: Dictionary) -> None:
    page = document.pages[0]
    shown = document.make_stream(f"BT /Song 12 Tf 2 4 Td <{wide('批注张三')}> Tj ET".encode())
    shown.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 150, 20], Resources=Dictionary(Font=fonts)
    )
    box = Dictionary(Type=Name.Annot, Rect=[72, 440, 222, 460], F=4, P=page.obj)
    free = more(box, Subtype=Name.FreeText, Contents=String("批注张三"), AP=Dictionary(N=shown))
    popup = more(box, Subtype=Name.Popup, Contents=String("弹出的13812345678"))
    note = more(box, Subtype=Name.Text, Contents=String("便签张三"), T=String("张三"))
    field = document.make_indirect(
        more(
            box, Subtype=Name.Widget, FT=Name.Tx, T=String("张三"), V=String("13812345678"),
            TU=String("张三"), DA=String("/Latin 12 Tf 0 g"), Rect=[300, 440, 450, 460],
        )
    )  # fmt: skip
    listed = list(page.obj.get("/Annots", []))
    page.obj.Annots = Array([*listed, free, popup, note, field])
    xfa = document.make_stream("<xdp><data><name>张三</name></data></xdp>".encode())
    document.Root.AcroForm = Dictionary(
        Fields=[field],
        NeedAppearances=True,
        XFA=xfa,
        DR=Dictionary(Font=fonts),
        DA=String("/Latin 12 Tf 0 g"),
    )


def _beside(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as meta:
        meta["dc:title"] = "张三的合同"
        meta["dc:creator"] = ["Zhang San"]
    document.attachments["张三.txt"] = pikepdf.AttachedFileSpec(
        document, "张三 13812345678".encode(), filename="张三.txt"
    )
    tag = Dictionary(
        Type=Name.StructElem, S=Name("/张三"), Alt=String("张三的照片"), ActualText=String("张三")
    )
    document.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=[document.make_indirect(tag)])
    document.Root.MarkInfo = Dictionary(Marked=True)
    document.Root.PageLabels = Dictionary(Nums=[0, Dictionary(P=String("张三"))])
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('张三')"))
    document.pages[0].obj.PieceInfo = Dictionary(X=Dictionary(Private=String("张三")))


def _saved_over(before: bytes) -> bytes:
    """Saved once more, so that the third page no longer shows what it said first."""
    with pikepdf.open(BytesIO(before)) as document:
        page = document.pages[2]
        kept = page.obj.Contents.read_bytes()
        text = f"\nBT /F2 14 Tf 1 0 0 1 72 300 Tm <{wide('旧版张三')}> Tj ET".encode()
        page.obj.Contents = document.make_stream(kept + text)
        old = written(document, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(BytesIO(old)) as document:
        number = document.pages[2].obj.Contents.objgen[0]
        root, size = document.trailer.Root.objgen[0], len(document.objects) + 1
    at = len(old)
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(kept), kept)
    start = int(old[old.rindex(b"startxref") + 9 :].split()[0])
    end = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    )
    return old + body + end % (number, at, size, root, start, at + len(body))

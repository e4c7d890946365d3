"""PDF, OFD, pictures and web pages with one word in one hiding place each."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from tests.conftest import absent

SECRET = "张三的秘密电话13812345678"
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SEEN = ("关于公开的通知", "本页最后一行")
A4 = (595, 842)
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def pdf(draw: Callable[[canvas.Canvas], None], **options: str) -> bytes:
    """One page with two lines that people see, and what ``draw`` adds between them."""
    holder = BytesIO()
    sheet = canvas.Canvas(holder, pagesize=A4, initFontName="STSong-Light", initFontSize=14)
    sheet.setFont("STSong-Light", 14)
    sheet.drawString(72, 760, SEEN[0])
    sheet.saveState()
    draw(sheet)
    sheet.restoreState()
    sheet.drawString(72, 400, SEEN[1])
    sheet.showPage()
    sheet.save()
    with pikepdf.open(BytesIO(holder.getvalue())) as document:
        del document.trailer.Info
        if author := options.get("author"):
            document.docinfo["/Author"] = author
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def under_box(sheet: canvas.Canvas) -> None:
    sheet.drawString(72, 600, SECRET)
    sheet.rect(70, 595, 300, 24, fill=1, stroke=0)


def half_under_box(sheet: canvas.Canvas) -> None:
    """One line of which only the end lies under a box: it cannot be taken apart."""
    sheet.drawString(72, 600, f"联系人{SECRET}")
    sheet.rect(115, 595, 300, 24, fill=1, stroke=0)


def under_white_box(sheet: canvas.Canvas) -> None:
    sheet.drawString(72, 600, SECRET)
    sheet.setFillColorRGB(1, 1, 1)
    sheet.rect(70, 595, 300, 24, fill=1, stroke=0)


def under_picture(sheet: canvas.Canvas) -> None:
    sheet.drawString(72, 600, SECRET)
    noise = Image.effect_noise((120, 20), 80)
    sheet.drawImage(ImageReader(noise.convert("RGB")), 70, 595, 300, 24)


def undrawn(sheet: canvas.Canvas) -> None:
    text = sheet.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textOut(SECRET)
    sheet.drawText(text)


def white(sheet: canvas.Canvas) -> None:
    sheet.setFillColorRGB(1, 1, 1)
    sheet.drawString(72, 600, SECRET)


def off_page(sheet: canvas.Canvas) -> None:
    sheet.drawString(72, -60, SECRET)


def sticky_note() -> bytes:
    def draw(sheet: canvas.Canvas) -> None:
        sheet.textAnnotation(SECRET, Rect=[100, 600, 120, 620], addtopage=1)

    return pdf(draw)


def attached(inner: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf(lambda sheet: None))) as document:
        document.attachments["名单.txt"] = pikepdf.AttachedFileSpec(document, inner, filename="名单.txt")
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def layered() -> bytes:
    """Words in a layer that is switched off."""
    data = pdf(lambda sheet: sheet.drawString(72, 600, SECRET))
    with pikepdf.open(BytesIO(data)) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="草稿"))
        document.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer])
        )
        page = document.pages[0]
        page.obj.Resources.Properties = pikepdf.Dictionary(Off=layer)
        lines = list(pikepdf.parse_content_stream(page))
        begin, end = (
            next(number for number, one in enumerate(lines) if str(one.operator) == sign) for sign in "qQ"
        )
        open_mark = pikepdf.ContentStreamInstruction(
            [pikepdf.Name.OC, pikepdf.Name.Off], pikepdf.Operator("BDC")
        )
        lines.insert(end, pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC")))
        lines.insert(begin + 1, open_mark)
        page.obj.Contents = document.make_stream(pikepdf.unparse_content_stream(lines))
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def saved_over() -> bytes:
    """A PDF whose later state, added at the end, no longer shows a word of the earlier one."""
    before = pdf(lambda sheet: sheet.drawString(72, 600, SECRET))
    with pikepdf.open(BytesIO(before)) as document:
        stream = document.pages[0].obj.Contents.objgen[0]
        root, size = document.trailer.Root.objgen[0], len(document.objects) + 1
    at, content = len(before), b"BT /F1 14 Tf 72 700 Td ET"
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (stream, len(content), content)
    start = int(before[before.rindex(b"startxref") + 9 :].split()[0])
    table = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    )
    return before + body + table % (stream, at, size, root, start, at + len(body))


def lettered(text: str = SECRET, size: tuple[int, int] = (900, 160)) -> Image.Image:
    """A picture with words in it."""
    if not FONT.exists():
        absent("Noto Sans CJK", str(FONT))
    picture = Image.new("RGB", size, "white")
    font = ImageFont.truetype(str(FONT), 44, index=2)
    ImageDraw.Draw(picture).text((40, 40), text, font=font, fill="black")
    return picture


def scan(text: str = SECRET) -> bytes:
    """A page that is one picture."""
    holder = BytesIO()
    sheet = canvas.Canvas(holder, pagesize=A4)
    sheet.drawImage(ImageReader(lettered(text, (1240, 1754))), 0, 0, *A4)
    sheet.showPage()
    sheet.save()
    return holder.getvalue()


def scan_under_box() -> bytes:
    """A scan over whose words a box was drawn: they are still in the picture."""
    holder = BytesIO()
    sheet = canvas.Canvas(holder, pagesize=A4)
    picture = lettered("关于公开的通知", (1240, 1754))
    font = ImageFont.truetype(str(FONT), 44, index=2)
    ImageDraw.Draw(picture).text((40, 400), SECRET, font=font, fill="black")
    sheet.drawImage(ImageReader(picture), 0, 0, *A4)
    sheet.rect(10, A4[1] - 460 * A4[1] / 1754 - 10, 400, 50, fill=1, stroke=0)
    sheet.showPage()
    sheet.save()
    return holder.getvalue()


def photo(*, orientation: int = 1, place: bool = False) -> bytes:
    """A JPEG with a name in its properties."""
    picture = Image.effect_noise((64, 48), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = SECRET.encode()
    exif[0x0112] = orientation
    if place:
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (30.0, 35.0, 12.5)
    holder = BytesIO()
    picture.save(holder, "JPEG", exif=exif, comment=SECRET.encode())
    return holder.getvalue()


def png_text() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_itxt("Author", SECRET)
    holder = BytesIO()
    Image.effect_noise((64, 48), 60).save(holder, "PNG", pnginfo=said)
    return holder.getvalue()


def bare_png() -> bytes:
    holder = BytesIO()
    Image.effect_noise((64, 48), 60).save(holder, "PNG")
    return holder.getvalue()


def ofd(body: str, *, info: str = "", extra: dict[str, str] | None = None, document: str = "") -> bytes:
    """An OFD of one page with one line that people see, then ``body``."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    line = ofd_text(SEEN[0], "20 20 100 8")
    parts = {
        "OFD.xml": (
            f'<ofd:OFD {space} DocType="OFD" Version="1.0"><ofd:DocBody>'
            f"<ofd:DocInfo><ofd:DocID>1</ofd:DocID>{info}"
            "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"<ofd:Document {space}><ofd:CommonData>"
            f"<ofd:MaxUnitID>99</ofd:MaxUnitID></ofd:CommonData><ofd:Pages>"
            f'<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>{document}</ofd:Document>'
        ),
        "Doc_0/Pages/Page_0/Content.xml": (
            f"<ofd:Page {space}><ofd:Content>"
            f'<ofd:Layer ID="2">{line}{body}</ofd:Layer></ofd:Content></ofd:Page>'
        ),
    } | (extra or {})
    holder = BytesIO()
    with ZipFile(holder, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return holder.getvalue()


def ofd_text(text: str, box: str, more: str = "") -> str:
    return (
        f'<ofd:TextObject ID="3" Boundary="{box}" Font="4" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="5">{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_box(box: str) -> str:
    return (
        f'<ofd:PathObject ID="5" Boundary="{box}" Fill="true"><ofd:FillColor Value="0 0 0"/>'
        "<ofd:AbbreviatedData>M 0 0 L 99 0 L 99 9 L 0 9 C</ofd:AbbreviatedData></ofd:PathObject>"
    )

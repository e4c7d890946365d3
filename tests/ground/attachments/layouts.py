# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Documents of fixed layout: PDF drawn sign by sign, and OFD written by hand from GB/T 33190-2016."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .containers import zipped

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, SIZE, PITCH = 90, 506, 740, 16, 28
PER_LINE = int((RIGHT - LEFT) / SIZE)


class Paper:
    """Draws lines of Chinese text as a word processor would break them."""

    def __init__(self, **options):
        self.out = BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, **options)
        self.y = TOP

    def line(self, text, x=LEFT, size=SIZE, y=None):
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.y if y is None else y, text)
        if y is None:
            self.y -= PITCH

    def centred(self, text, size):
        self.line(text, (WIDTH - len(text) * size) / 2, size)

    def paragraph(self, text):
        """Two signs of indent, then full lines."""
        first, rest = text[: PER_LINE - 2], text[PER_LINE - 2 :]
        self.line(first, LEFT + 2 * SIZE)
        while rest:
            self.line(rest[:PER_LINE])
            rest = rest[PER_LINE:]

    def ruled(self, rows, widths, height=24, merged=()):
        """A table with lines; ``merged`` are ((row, column), (row, column)) corners."""
        xs = [LEFT]
        for width in widths:
            xs.append(xs[-1] + width)
        top = self.y + SIZE
        ys = [top - n * height for n in range(len(rows) + 1)]
        inside = {}
        for (row, column), (last, final) in merged:
            for r in range(row, last + 1):
                for c in range(column, final + 1):
                    inside[r, c] = (row, column)
        for r in range(len(rows)):
            for c in range(len(widths)):
                own = inside.get((r, c), (r, c))
                if inside.get((r - 1, c), (r - 1, c)) != own:
                    self.canvas.line(xs[c], ys[r], xs[c + 1], ys[r])
                if inside.get((r, c - 1), (r, c - 1)) != own:
                    self.canvas.line(xs[c], ys[r], xs[c], ys[r + 1])
        self.canvas.line(xs[0], ys[-1], xs[-1], ys[-1])
        self.canvas.line(xs[-1], ys[0], xs[-1], ys[-1])
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text:
                    self.line(text, xs[c] + 4, 12, ys[r] - height + 8)
        self.y = ys[-1] - PITCH

    def page(self, number=None, head=""):
        """Finish the page, with its running head and number."""
        if number is not None:
            self.line(f"— {number} —", WIDTH / 2 - 20, 14, 50)
        if head:
            self.line(head, LEFT, 10, HEIGHT - 40)
        self.canvas.showPage()
        self.y = TOP

    def done(self):
        self.canvas.save()
        return self.out.getvalue()


OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text_object(text, x, y, size=5.6, font=1, extra=""):
    """A line in millimetres; ``g`` in DeltaX repeats a distance."""
    wide = [size if sign > "\u2e80" else size / 2 for sign in text[:-1]]
    even = f"g {len(wide)} {size}" if set(wide) == {size} else " ".join(map(str, wide))
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} 180 {size * 1.3}" Font="{font}" Size="{size}" {extra}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{even}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def path_object(x, y, width, height, extra=""):
    """A straight line, or a box."""
    data = f"M 0 0 L {width} {height}"
    if width and height:
        data = f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
    return (
        f'<ofd:PathObject ID="8" Boundary="{x} {y} {max(width, 0.4)} {max(height, 0.4)}" LineWidth="0.3" {extra}>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd(*pages: str, template: str = "") -> bytes:
    """A whole file of pages, each the objects of one layer."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    used = '<ofd:Template TemplateID="77" ZOrder="Background"/>' if template else ""
    declared = '<ofd:TemplatePage ID="77" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    parts = {
        "OFD.xml": f'<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{declared}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {OFD}><ofd:Fonts><ofd:Font ID="1" FontName="仿宋"/>'
        '<ofd:Font ID="2" FontName="黑体"/></ofd:Fonts></ofd:Res>',
    }
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = content(template)
    for number, body in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = content(body, used)
    return zipped(parts)


def content(body: str, used: str = "") -> str:
    return f'<ofd:Page {OFD}>{used}<ofd:Content><ofd:Layer ID="1" Type="Body">{body}</ofd:Layer></ofd:Content></ofd:Page>'

"""The report on paper: Chinese words that can be searched, the font inside, every number printed."""

import io
import re
from collections import Counter
from datetime import datetime

import pikepdf
import pypdfium2

from gongkai.desk.disclosure import report_paper

from . import annual, reporting


def test_a_report_on_paper_embeds_its_font_and_prints_every_number():
    numbers = reporting.tables(2)
    made = report_paper.report("年度报告", "江城市财政局", annual.SAID, numbers, datetime(2026, 1, 20))
    pages = pypdfium2.PdfDocument(io.BytesIO(made))
    words = "".join(pages[at].get_textpage().get_text_range() for at in range(len(pages)))
    assert "年度报告" in words and "2026年1月20日" in words and "复议后起诉" in words
    printed = Counter(re.findall(r"\d+", words))
    assert not Counter(map(str, numbers.values())) - printed
    with pikepdf.open(io.BytesIO(made)) as read:
        fonts = [font for page in read.pages for font in page.Resources.Font.values()]
        assert fonts and all(
            "/FontFile3" in font.DescendantFonts[0].FontDescriptor
            or "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            for font in fonts
        )
        assert read.Root.Lang == "zh-CN" and read.docinfo["/Title"] == "年度报告"

"""The page says everything, in tables with headings, and nothing that was written becomes markup."""

from dataclasses import replace

from lxml import html as parser

from gongkai.desk.guides.rules.page import Paper, html, papers_of, text
from gongkai.desk.guides.rules.shape import Shape
from gongkai.ground.language.rules import markup

from .writing import WHOLE

PAPERS = [Paper("委托书.docx", "form", "委托书"), Paper("其他.pdf", "other")]


def test_everything_stands_on_the_page():
    made = html(WHOLE, PAPERS)
    words = markup.plain(made)
    for _, line in text(WHOLE):
        if line not in (WHOLE.title, *WHOLE.serves):
            assert line in words, line
    assert "空白表格：委托书.docx" in words
    assert markup.sanitise(made) == made


def test_every_table_has_headings():
    for found in parser.fromstring(f"<div>{html(WHOLE, PAPERS)}</div>").iter("table"):
        assert all(row.findall("th") for row in found.iter("tr"))
        assert all(cell.get("scope") in ("row", "col") for cell in found.iter("th"))


def test_words_are_never_markup():
    evil = replace(WHOLE, summary="<script>alert(1)</script>", hours="<b>9:00</b>")
    assert "<script" not in html(evil) and "&lt;b&gt;" in html(evil)
    assert html(Shape()) == ""


def test_lines_know_their_place():
    assert ("办理材料第 1 行", "居民身份证") in text(WHOLE) and ("联系电话", WHOLE.telephones) in text(WHOLE)
    assert papers_of(WHOLE.materials[1], PAPERS) == PAPERS[:1]

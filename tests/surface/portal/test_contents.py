"""The contents of a long document."""

from gongkai.ground.language.rules import markup
from gongkai.surface.portal.contents import contents

CHAPTERS = "".join(f'<p class="chapter">第{n}章 总则{n}</p><p>一、正文。</p>' for n in "一二三四")


def test_chapters_come_before_points():
    html, headings = contents(CHAPTERS)
    assert [heading.label for heading in headings] == [f"第{n}章 总则{n}" for n in "一二三四"]
    assert '<p class="chapter" id="s1">第一章' in html
    assert markup.plain(html) == markup.plain(CHAPTERS)


def test_points_are_named_by_their_first_sentence():
    html = "".join(f"<p>{n}、加强领导。各单位要落实。</p>" for n in "一二三四")
    assert [heading.label for heading in contents(html)[1]] == [f"{n}、加强领导" for n in "一二三四"]


def test_a_printed_contents_page_is_not_the_goal():
    html = "".join(f"<p>{n}、加强领导</p>" for n in "一二三四")
    anchored, headings = contents(html + "<p>正文</p>" + html)
    assert len(headings) == 4
    assert anchored.index("正文") < anchored.index('id="s1"')


def test_a_short_document_has_none():
    html = "<p>一、甲</p><p>二、乙</p><p>三、丙</p>"
    assert contents(html) == (html, [])

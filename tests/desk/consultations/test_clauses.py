"""A draft is cut at its articles, else at its numbers, else at its paragraphs; nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.consultations.rules.clauses import MAX_CLAUSES, PREAMBLE, split
from gongkai.ground.language.rules import markup

from .holding import ARTICLES


def labels(html):
    return [clause.label for clause in split(html)]


def test_articles_are_clauses_and_chapters_stand_above_them():
    found = split(ARTICLES)
    assert [clause.label for clause in found] == ["第一条", "第二条", "第三条", "第四条"]
    assert (found[0].heading, found[2].heading) == ("第一章 总则", "第二章 收费")
    assert found[2].body.startswith("公共停车场的收费标准") and "前款标准" in found[2].body


def test_numbers_within_an_article_are_part_of_it():
    html = (
        "<p>第一条 下列车辆免费：</p><p>（一）救护车；</p><p>（二）消防车。</p><p>第二条 自公布起施行。</p>"
    )
    assert labels(html) == ["第一条", "第二条"]
    assert "消防车" in split(html)[0].html


def test_what_stands_before_the_first_article_is_a_preamble():
    html = "<p>各有关单位：现公布本办法如下。</p><p>第一条 一。</p>"
    assert labels(html) == [PREAMBLE, "第一条"]


def test_an_article_that_was_inserted_keeps_its_own_number():
    assert labels("<p>第十条 甲。</p><p>第十条之一 乙。</p>") == ["第十条", "第十条之一"]


def test_a_cited_article_begins_no_clause_where_it_does_not_stand_first():
    assert labels("<p>第一条 依据条例第十五条制定。</p><p>本条不适用第三条。</p>") == ["第一条"]


def test_without_articles_every_number_is_a_clause():
    html = "<h2>工作方案</h2><p>一、总体要求</p><p>坚持方便群众。</p><p>（一）目标</p>"
    html += "<p>1.新增车位</p><p>2025.6万个</p>"
    assert labels(html) == ["一、", "（一）", "1."]
    assert split(html)[0].heading == "工作方案"


def test_without_any_number_every_paragraph_is_a_clause():
    assert labels("<p>甲。</p><p> </p><p>乙。</p>") == ["第1段", "第2段"]


def test_items_of_a_list_are_paragraphs_and_a_table_stays_whole():
    html = (
        "<p>前言</p><ol><li>甲</li><li><p>乙</p></li></ol><table><tbody><tr><td>丙</td></tr></tbody></table>"
    )
    found = split(html)
    assert [clause.label for clause in found] == [PREAMBLE, "1.", "2."]
    assert "<table>" in found[-1].html


def test_nothing_comes_of_nothing():
    assert split("") == [] and split("<p> </p>") == []


def test_a_draft_of_too_many_clauses_loses_none_of_its_words():
    html = "".join(f"<p>第{n}条 第{n}项内容。</p>" for n in range(1, MAX_CLAUSES + 51))
    found = split(html)
    assert len(found) == MAX_CLAUSES and f"第{MAX_CLAUSES + 50}项内容" in found[-1].html


@given(st.lists(st.text("第一二条、（）1.章甲乙 丙", max_size=20), max_size=12))
def test_every_letter_of_a_draft_stands_in_a_clause(paragraphs):
    html = markup.sanitise("".join(f"<p>{words}</p>" for words in paragraphs))
    found = split(html)
    kept = "".join(clause.heading + markup.plain(clause.html) for clause in found)
    assert "".join(kept.split()) == "".join(markup.plain(html).split())

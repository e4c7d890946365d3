"""What is found, in which order, with which counts."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.record.catalogue.rules import Kind
from gongkai.record.search import public, queries

from . import city

pytestmark = pytest.mark.django_db(transaction=True)
OPINION, NOTICE, MEASURES, WAGES = city.NUMBERS


@pytest.fixture
def corpus(root, caught_up):
    city.four(root)
    caught_up()


def titles(text, **options):
    return [hit.title for hit in queries.search(text, **options).hits]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("江政发〔2024〕6号", OPINION),
        ("江政发【2024】6号", OPINION),
        ("江政发[2024] 6", OPINION),
        ("江政发（２０２４）第６号", OPINION),
        ("江政发2024 6", OPINION),
        ("江政办发 2024", NOTICE),
        ("江人社规〔2023〕6号", WAGES),
        ("江城市政府令第35号", MEASURES),
        ("江城市人民政府第35号令", MEASURES),
        ("江政办发〔2024〕", NOTICE),
    ],
)
def test_a_number_however_written_finds_its_document_first(corpus, typed, first):
    assert titles(typed)[0] == first


def test_the_index_number_and_the_title_find_their_document_first(corpus):
    identifier = queries.search("最低工资").hits[0].identifier
    assert queries.search(identifier).hits[0].identifier == identifier
    assert titles(NOTICE)[0] == NOTICE


def test_a_quoted_number_finds_those_who_cite_it(corpus):
    assert NOTICE in titles("“江政发〔2024〕6号”")


def test_a_number_that_is_not_here_finds_only_who_cites_it(corpus):
    assert titles("国办发〔1999〕77号") == []


def test_all_words_are_wanted_and_phrases_stand_together(corpus):
    assert titles("营商环境 成本") == [OPINION]
    assert titles("“隐患排查”") == [NOTICE]
    assert titles("“成本制度”")[:1] == [OPINION]


def test_a_sentence_of_the_body_finds_its_document(corpus):
    assert titles("全市最低工资标准调整为每月二千二百一十元")[0] == WAGES
    assert titles("企业开办时间压缩至一个工作日，不得另设条件")[0] == OPINION


def test_words_in_the_title_go_before_words_in_the_body(root, caught_up):
    city.publish(
        city.draft(root, "年度工作总结", "营商环境营商环境营商环境营商环境。"),
        city.draft(root, "营商环境条例", "总则。" * 40),
    )
    caught_up()
    assert titles("营商环境") == ["营商环境条例", "年度工作总结"]


def test_filters_narrow_and_count(corpus):
    found = queries.search("", filters={"kind": ["document"], "year": ["2024"], "unknown": ["x"]})
    assert found.total == 4
    assert dict(found.facets["kind"]) == {"document": 4}
    assert dict(found.facets["year"]) == {"2024": 4}
    assert queries.search("", filters={"kind": ["news"]}).total == 0
    assert queries.search("", filters={"kind": ["news", "document"]}).total == 4


def test_the_year_is_that_of_local_time(root, caught_up):
    first_hour = datetime(2024, 1, 1, 0, 30, tzinfo=city.SHANGHAI)
    city.publish(city.draft(root, "新年贺词", "新年好。", published_at=first_hour))
    caught_up()
    assert queries.search("新年").facets["year"] == [("2024", 1)]


def test_counts_are_exact_beyond_the_page(root, caught_up):
    start = datetime(2020, 1, 1, 9, tzinfo=city.SHANGHAI)
    city.publish(
        *(
            city.draft(
                root,
                f"第{n}期简报",
                "工作动态。",
                kind=Kind.NEWS if n % 3 else Kind.NOTICE,
                published_at=start + timedelta(days=20 * n),
            )
            for n in range(60)
        )
    )
    caught_up()
    found = queries.search("简报", limit=5)
    assert (found.total, len(found.hits)) == (60, 5)
    assert dict(found.facets["kind"]) == {"news": 40, "notice": 20}
    assert sum(count for _, count in found.facets["year"]) == 60


def test_pages_do_not_overlap_and_cover_everything(root, caught_up):
    city.publish(*(city.draft(root, f"营商环境简报{n}", "营商环境。" * (n % 7 + 1)) for n in range(45)))
    caught_up()
    pages = [hit.identifier for start in (0, 20, 40) for hit in queries.search("营商环境", offset=start).hits]
    assert len(pages) == len(set(pages)) == 45


def test_newest_first_when_asked(corpus):
    dates = [hit.published_at for hit in queries.search("", sort="date").hits]
    assert dates == sorted(dates, reverse=True)
    assert titles("江城 通知 标准 办法 环境", sort="date")


def test_hits_carry_their_excerpt_and_time(corpus):
    hit = queries.search("制度性交易成本").hits[0]
    assert "<mark>" in hit.highlight_html
    assert hit.published_at.isoformat() == "2024-01-01T09:00:00+08:00"
    assert hit.path and hit.score > 0


def test_suggestions_complete_titles_words_and_numbers(corpus):
    assert OPINION in public.suggest("优化营商")
    assert OPINION in public.suggest("营")
    assert "江政发〔2024〕6号" in public.suggest("江政发2024 6")
    assert public.suggest("") == [] == public.suggest("》《")
    assert len(public.suggest("关")) <= 8


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "“”",
        "title:(",
        "AND OR NOT",
        "*",
        "a:b^2~3",
        "\0",
        "()[]{}",
        "+-&&||!",
        "\\",
        "𠮷",
        "%' OR 1=1",
        "\ud800",
    ],
)
def test_no_input_is_a_syntax_error(corpus, typed):
    queries.search(typed)
    queries.suggest(typed)


@given(typed=st.text(max_size=80), offset=st.integers(-5, 10**9), limit=st.integers(-5, 10**6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_typed_gets_an_answer(corpus, typed, offset, limit):
    found = queries.search(typed, offset=offset, limit=limit)
    assert len(found.hits) <= found.total

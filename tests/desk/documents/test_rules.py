"""Every shape of input becomes the draft that a person would read in it."""

from datetime import UTC, date, datetime

import pytest

from gongkai.desk.documents.rules import identity, markdown, merging
from gongkai.desk.documents.rules.gate import masked, screen
from gongkai.desk.documents.rules.kinds import classify
from gongkai.desk.documents.rules.validity import read_span
from gongkai.ground.language.rules import markup
from gongkai.record.catalogue.rules import Kind, RelationKind, drafts

from . import making


def test_a_state_council_record_keeps_its_fields_and_loses_the_printed_header():
    draft = making.draft_of(making.state_council())
    assert draft.document_number == "江发〔2020〕9号"
    assert draft.issuing_bodies == ("江城市人民政府", "江城警备区")
    assert draft.source_index_number == "000014349/2020-00009"
    assert draft.subject_category == "城乡建设\\水利"
    assert (draft.made_on, draft.published_at.date()) == (date(2020, 3, 1), date(2020, 3, 5))
    assert draft.text == "各区人民政府：\n现将江滩整治事项通知如下。"
    assert (draft.kind, draft.genre, draft.mandatory_item, draft.migrated) == (
        Kind.DOCUMENT,
        "通知",
        "20.1",
        True,
    )
    assert "文号原写作“江发[2020]９号”" in draft.flags


def test_a_search_result_reads_epoch_dates_messy_numbers_and_validity():
    draft = making.draft_of(making.search_result())
    assert draft.document_number == "江水〔2021〕3号"
    assert draft.published_at == datetime(2021, 11, 15, 16, tzinfo=UTC)
    assert (draft.effective_on, draft.expires_on) == (date(2021, 12, 1), date(2026, 12, 1))
    assert draft.source_index_number == ""
    assert draft.html.count("<p>") == 3


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-11-23T03:35:00.000Z", "2021-11-23"),
        ("2019.12.31", "2019-12-31"),
        ("2021-10-19 17:16:43", "2021-10-19"),
    ],
)
def test_dates_come_in_any_form(written, day):
    assert making.draft_of(making.search_result(publish_date=written)).published_at.date().isoformat() == day


def test_an_excerpt_is_a_summary_and_not_a_body():
    draft = making.draft_of(making.search_result(text="现将有关事项通知如下……为进一步做好..."))
    assert draft.text == ""
    assert draft.summary.startswith("现将有关事项")
    assert "来源只有摘要，没有全文" in draft.flags


def test_an_impossible_date_is_kept_as_written_and_not_guessed():
    draft = making.draft_of(making.search_result(publish_date="2021-02-30", url="http://a.cn/x.html"))
    assert "发布日期“2021-02-30”不是有效日期" in draft.flags
    assert draft.published_at.timestamp() == 1.6e9


def test_a_number_that_cannot_be_read_stays_as_written():
    draft = making.draft_of(making.search_result(doc_number="江水函字三号（急）"))
    assert draft.document_number == "江水函字三号（急）"
    assert any("无法识别" in flag for flag in draft.flags)


def test_an_article_takes_what_its_tags_say():
    draft = making.draft_of(making.article())
    assert draft.source == "江城市人民政府办公室"
    assert draft.keywords == ("江滩", "管理")
    assert draft.source_url == "http://www.example.gov.cn/art/77.html"
    assert draft.published_at.isoformat() == "2020-02-10T16:51:00+08:00"


def test_the_last_order_is_a_regulations_number_and_the_history_is_kept():
    draft = making.draft_of(making.regulation())
    assert draft.document_number == "中华人民共和国国务院令第706号"
    assert draft.issuing_bodies == ("国务院",)
    assert draft.effective_on == date(2019, 3, 1)
    assert "<h2>第一章 总则</h2>" in draft.html
    assert any(flag.startswith("沿革：1991年3月4日") for flag in draft.flags)
    assert "原令号：第76号" in draft.flags
    repealed = [found for found in draft.relations if found.kind is RelationKind.REPEALS]
    assert [found.target_key for found in repealed] == ["title:江滩管理办法"]


def test_an_index_row_has_no_text_and_says_so():
    draft = making.draft_of(making.index_row(doc_number_raw=float("nan")))
    assert (draft.text, draft.document_number) == ("", "")
    assert draft.issuing_bodies == ("江城市人民政府办公室",)
    assert "来源只有目录信息，没有正文" in draft.flags


def test_a_pair_is_a_thin_record_of_the_interpretation():
    draft = making.draft_of(making.pair())
    assert draft.kind is Kind.INTERPRETATION
    assert [(f.kind, f.target_key) for f in draft.relations] == [
        (RelationKind.INTERPRETS, "num:江政办〔2020〕7号")
    ]


@pytest.mark.parametrize(
    ("title", "column", "number", "kind", "genre"),
    [
        ("关于李同志任职的通知", "", "江政〔2020〕1号", Kind.PERSONNEL, "通知"),
        ("江滩整治工程招标公告", "招标公示", "", Kind.PROCUREMENT, "公告"),
        ("关于解读政策工作的通知", "", "江政〔2020〕2号", Kind.DOCUMENT, "通知"),
        ("一图读懂《江滩管理办法》", "", "", Kind.INTERPRETATION, ""),
        ("江城市园林局2020年部门预算", "财政预决算", "", Kind.BUDGET, ""),
        ("关于征求《江滩规范》意见的公告", "工作动态", "", Kind.NOTICE, "公告"),
        ("江滩花展开幕", "要闻", "", Kind.NEWS, ""),
        ("江滩管理办法（试行）", "", "", Kind.DOCUMENT, "办法"),
        ("江城市“十四五”水利规划", "", "", Kind.PLAN, "规划"),
    ],
)
def test_kinds_and_genres(title, column, number, kind, genre):
    classified = classify(title, column, number)
    assert (classified.kind, classified.genre) == (kind, genre)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("本办法自2021年1月1日起施行。", date(2021, 1, 1), None),
        ("本通知自印发之日起施行，有效期二年。", date(2020, 5, 1), date(2022, 5, 1)),
        ("本意见自2020年6月1日起施行，有效期至2025年5月31日。", date(2020, 6, 1), date(2025, 5, 31)),
        ("许可证有效期满。", None, None),
    ],
)
def test_validity_is_read_from_the_documents_own_clauses(text, start, end):
    span = read_span(text, date(2020, 5, 1))
    assert (span.effective_on, span.expires_on) == (start, end)


def test_a_document_and_the_name_in_its_interpretation_have_one_core():
    whole = identity.core("江城市人民政府办公室关于印发江滩“好差评”管理办法的通知")
    assert whole == identity.core("《江滩好差评管理办法》") == "江滩好差评管理办法"
    assert identity.address("http://A.cn/art/1.html?xxgkhide=1#x") == identity.address(
        "https://A.cn/art/1.html"
    )


def test_one_number_with_and_without_the_body_in_the_title_is_one_document():
    one = making.draft_of(making.search_result(title="江城市人民政府关于李同志任职的通知"))
    other = making.draft_of(making.search_result(title="关于李同志任职的通知"))
    assert identity.likeness(one) == identity.likeness(other)
    explaining = making.draft_of(making.search_result(title="《关于李同志任职的通知》解读"))
    assert identity.likeness(explaining) != identity.likeness(one)


def test_markdown_takes_the_short_way_to_the_same_html():
    text = "## 第一章 总则\n\n第一条 甲。\n乙。\n\n(一)丙；\n### 附则\n第二条 丁。"
    assert markdown.html(text) == markup.from_markdown(text)
    assert "<strong>" in markdown.html("**重**")


def test_merging_fills_gaps_and_keeps_what_stands():
    thin = making.draft_of(making.index_row())
    full = making.draft_of(making.article())
    merged = merging.merge(thin, full, thin=True)
    assert merged.text == full.text and merged.published_at == full.published_at
    assert not any(flag.startswith("来源只有目录信息") for flag in merged.flags)
    assert merging.merge(full, thin).text == full.text


def test_packing_keeps_everything():
    draft = making.draft_of(making.regulation())
    assert drafts.unpack(drafts.pack(draft)) == draft


def test_screening_sees_what_hides_in_attributes_and_masking_leaves_nothing():
    split = f"{making.IDENTITY[:9]}<b>{making.IDENTITY[9:]}</b>"
    html = f'<p>申请人身份证{split}</p><img src="a.png" alt="电话13812345678">'
    draft = making.draft_of(making.search_result(html=html, text=""))
    assert {hit.kind for hit in screen(draft)} == {"id_number", "mobile"}
    assert not screen(masked(draft))

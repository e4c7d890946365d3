"""The page of a publication: what it says, links, proves, and what stands there after its end."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.ground.ledger.services import sequence_all
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import publications, takedowns

from . import town as making


def text(visitor, path, status=200):
    response = visitor.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_a_document_shows_number_dates_validity_and_attachments(visitor, town):
    page = text(visitor, town.rule)
    for part in (
        making.RULE_NUMBER,
        "429900001/2026-",
        "2031-12-31",
        "有效",
        "DOCX",
        "38 KB",
        "流程图",
        "综合政务",
    ):
        assert part in re.sub(r"<[^>]+>", "", page), part
    assert page.count("<h1") == 1


def test_a_document_has_the_ten_required_page_tags(visitor, town):
    page = text(visitor, town.rule)
    assert f'<meta name="ArticleTitle" content="{making.RULE}">' in page
    assert re.search(r'<meta name="PubDate" content="\d{4}-\d\d-\d\d \d\d:\d\d">', page)
    for name in ("ContentSource", "Keywords", "Author", "Description", "Url"):
        assert re.search(rf'<meta name="{name}" content="[^"]+">', page), name


def test_a_cited_number_leads_to_its_document(visitor, town):
    page = text(visitor, town.rule)
    assert f'<a class="cited" href="{town.old}">{making.OLD_NUMBER}</a>' in page
    assert f'<a class="cited" href="{town.table}">江教发〔2026〕5号</a>' in page


def test_a_document_and_its_interpretations_lead_to_each_other(visitor, town):
    page = text(visitor, town.rule)
    assert town.interpretation in page
    assert "系统识别，待确认" in page
    assert town.rule in text(visitor, town.interpretation)


def test_what_a_program_found_is_marked_and_says_from_where(visitor, town):
    page = text(visitor, town.old)
    assert "被废止：" in page
    assert "依据原文" in page
    assert "系统识别，待确认" in page


def test_each_version_has_its_page_and_the_note_says_what_changed(visitor, town):
    page = text(visitor, town.changed)
    assert "补充服务清单的公布要求" in page
    assert "自2027年起" in page
    old = text(visitor, town.changed + "/versions/1")
    assert "现行的是第 2 版" in old
    assert "自2027年起" not in old
    assert visitor.get(town.changed + "/versions/9").status_code == 404


def test_a_withdrawn_publication_is_gone_but_says_why(visitor, town):
    response = visitor.get(town.withdrawn)
    assert response.status_code == 410
    page = response.content.decode()
    assert "内容有误，已重新发布" in page
    assert "西山路暂停施工" not in page
    assert response["Gongkai-Tags"] == "organisations publication:" + town.withdrawn.removeprefix(
        "/publications/"
    )


def test_a_removed_publication_leaves_only_a_tombstone(visitor, town):
    for path in (town.removed, town.removed + "/versions/1"):
        page = text(visitor, path, 410)
        assert "《个人信息保护法》第二十五条" in page
        assert "名单见附件" not in page


def test_a_withdrawn_publication_says_when_and_is_marked_where_it_is_named(visitor, town):
    page = text(visitor, town.withdrawn, 410)
    assert re.search(r"撤回时间</dt><dd><time", page)
    assert '<span class="tag seal">发布有误</span>' in page


def test_what_was_withdrawn_stays_readable_under_its_explanation(visitor, town):
    before = text(visitor, town.rule)
    assert "第一条" in before
    publications.withdraw(town.rule.removeprefix("/publications/"), reason="机构改革后另行规定", by=making.BY)
    page = text(visitor, town.rule)
    assert page.index("机构改革后另行规定") < page.index("第一条")
    assert "不能再作为依据" in page and 'class="bar then"' not in page
    assert town.rule not in text(visitor, "/policies/") + text(visitor, "/")
    sequence_all()
    proof = json.loads(text(visitor, town.rule + "/evidence"))
    assert "第一条" in proof["content"]["text"] and proof["reason"] == "机构改革后另行规定"


def test_what_was_consolidated_leads_to_what_holds_it_now(visitor, town):
    identifier, successor = (path.removeprefix("/publications/") for path in (town.old, town.rule))
    merged = {"reason": "并入新办法", "ending": Ending.CONSOLIDATED, "successor": successor}
    publications.withdraw(identifier, **merged, by=making.BY)
    for path in (town.old, town.old + "/versions/1"):
        response = visitor.get(path)
        assert (response.status_code, response["Location"]) == (301, town.rule)
        assert "no-cache" in response["Cache-Control"]
        assert f"publication:{identifier}" in response["Gongkai-Tags"]
    publications.restore(identifier, note="恢复公开", by=making.BY)
    assert visitor.get(town.old).status_code == 200


def test_what_was_taken_down_is_nowhere_and_says_nothing_of_itself(visitor, town):
    identifier = town.rule.removeprefix("/publications/")
    title = text(visitor, town.rule).partition("<title>")[2].partition(" - ")[0]
    takedowns.suspend(identifier, reason="附件含有身份证号", by=making.BY)
    sequence_all()
    for path in (town.rule, town.rule + "/versions/1"):
        page = text(visitor, path, 410)
        assert "该信息暂停公开" in page and "存证编号" in page
        assert title not in page and "身份证" not in page
    for path in ("/", "/policies/", "/channels/policies/"):
        assert title not in text(visitor, path)
    assert town.rule not in text(visitor, town.interpretation)
    proof = json.loads(text(visitor, town.rule + "/evidence"))
    assert proof["content"] is None and proof["reason"] == ""
    assert title not in text(visitor, f"/verify?what={identifier}")


def test_what_names_a_withdrawn_document_says_so_and_leads_to_the_reason(visitor, town):
    publications.withdraw(town.old.removeprefix("/publications/"), reason="内容有误", by=making.BY)
    related = text(visitor, town.rule).partition('id="related"')[2].partition("</section>")[0]
    assert "已撤回" in related
    assert f'href="{town.old}"' in related


def test_news_is_not_dressed_as_an_official_document(visitor, town):
    page = text(visitor, "/channels/news/")
    news = text(visitor, re.search(r'<li><a href="(/publications/[^"]+)"', page)[1])
    for part in ('class="rule"', '<section class="versions"'):
        assert part not in news
        assert part in text(visitor, town.rule)
    assert "来源：" in news
    assert '<details class="about">' in news


def test_an_unknown_publication_is_404(visitor, town):
    assert visitor.get("/publications/429900001/2026-99999").status_code == 404


def test_a_page_is_rendered_anew_when_its_validity_changes(visitor, town):
    response = visitor.get(town.changed)
    day = timezone.localdate() + timedelta(days=20)
    midnight = (
        timezone.now()
        .astimezone(timezone.get_current_timezone())
        .replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0)
    )
    assert abs(int(response["Gongkai-Not-After"]) - midnight.timestamp()) <= 24 * 3600


def test_a_page_costs_few_statements(visitor, town, django_assert_max_num_queries):
    for path in (town.rule, town.table, town.interpretation, town.rule + "/proof", town.rule + "/evidence"):
        with django_assert_max_num_queries(12):
            assert visitor.get(path).status_code == 200


def test_a_wide_table_scrolls_inside_the_body(visitor, town):
    page = text(visitor, town.table)
    assert re.search(r'<div class="scroll slides broad[^"]*" role="region" aria-label="表格" ', page)
    assert 'data-hint="← 左右滑动查看表格"' in page
    assert 'class="page wide"' in page
    assert '<div class="page">' in text(visitor, town.rule)
    assert page.count("</table></div>") == 1


def test_the_proof_page_names_digest_entry_root_and_key(visitor, town):
    page = text(visitor, town.rule + "/proof")
    bundle = json.loads(visitor.get(town.rule + "/evidence").content)
    for part in (
        json.loads(bundle["events"][0]["leaf"])["facts"]["digest"],
        bundle["events"][0]["path"][0],
        bundle["checkpoint"].splitlines()[2],
        "check_proof.py",
    ):
        assert part in page


def test_an_old_address_is_sent_on_for_good(visitor, town):
    response = visitor.get("/zwgk/art/2019/3/12/art_8_3317.html")
    assert (response.status_code, response["Location"]) == (301, town.old)
    assert visitor.get("/zwgk/art/2019/3/12/art_8_9999.html").status_code == 404


def test_validity_on_a_day_is_answered_and_never_stored(visitor, town):
    today = timezone.localdate()
    for days, said in ((-5000, "还没有这份文件"), (-100, "有效")):
        response = visitor.get(f"{town.old}?on={(today + timedelta(days=days)).isoformat()}")
        assert f"<strong>{said}</strong>" in response.content.decode()
        assert "Gongkai-Tags" not in response.headers
    assert 'name="on"' in text(visitor, town.rule)
    assert 'name="on"' not in text(visitor, town.interpretation)


@pytest.mark.parametrize("day", ["x", "2024-02-30", "2024-W01-1", "20240101", "２０２４-01-01", "0000-00-00"])
def test_a_day_that_is_none_is_refused_in_words(visitor, town, day):
    response = visitor.get(f"{town.rule}?on={day}")
    assert response.status_code == 400

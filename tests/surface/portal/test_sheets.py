"""Paper for notice boards: one A4 page for a publication, a line and a code for each of many."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.record.catalogue.models import Publication
from gongkai.surface.portal.sheets import LINES, opening, room

from . import town as making


def text(visitor, path, status=200):
    response = visitor.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_sheet_says_what_whose_and_how_to_check(visitor, town):
    page = text(visitor, town.rule + "/sheet")
    plain = re.sub(r"<[^>]+>", "", page)
    for part in (making.RULE, making.RULE_NUMBER, "政府信息公开栏", "电话", "索引号", "打印日期", "张贴日期"):
        assert part in plain, part
    assert timezone.localdate().isoformat() in plain
    assert page.count("<svg") == 1 and town.rule + "/versions/1#" in page
    assert not re.search(r"\sstyle=|<script>|<style", page)


def test_what_does_not_fit_is_said_so(visitor, town):
    page = text(visitor, town.table + "/sheet")
    assert "以下从略。全文" in page
    assert "以下从略" not in text(visitor, town.interpretation + "/sheet")
    assert "另有附件 2 个" in text(visitor, town.rule + "/sheet")


def test_nobody_posts_what_is_no_longer_public(visitor, town):
    for path in (town.withdrawn, town.removed, "/publications/429900001/2026-99999"):
        text(visitor, path + "/sheet", 404)


def test_the_sheet_changes_with_the_publication_and_with_the_day(visitor, town):
    response = visitor.get(town.rule + "/sheet")
    identifier = town.rule.removeprefix("/publications/")
    assert response["Gongkai-Tags"] == f"organisations publication:{identifier}"
    assert int(response["Gongkai-Not-After"]) - timezone.now().timestamp() <= 24 * 3600


def test_paragraphs_stay_whole_and_a_long_first_one_is_cut():
    short, long = "短。", "长" * 500
    assert opening(f"{short}\n\n{short}", LINES) == ([short, short], False)
    assert opening("\n".join([short] * 40), LINES)[0] == [short] * 10
    kept, cut = opening(long, LINES)
    assert cut and kept[0].endswith("……") and len(kept[0]) < 400
    assert opening("", LINES) == ([], False)
    assert room("题" * 45, 1) < room("题", 0) == LINES


@pytest.fixture
def school(town):
    return town.bodies["市教育局"]


def test_a_board_lists_a_time_with_a_code_for_each(visitor, town, school, django_assert_max_num_queries):
    today = timezone.localdate()
    path = f"/organisations/{school}/sheet?from={today - timedelta(days=40)}&to={today}"
    with django_assert_max_num_queries(8):
        page = text(visitor, path)
    assert "江城市2026年公办幼儿园学位安排" in re.sub(r"<[^>]+>", "", page)
    assert town.changed + "/versions/2#" in page  # the current version
    listed = page.count("<li>")
    since = timezone.now() - timedelta(days=40)
    rows = Publication.objects.filter(
        publisher__code=school, status="published", published_at__date__gte=since
    )
    assert listed == rows.count() == page.count("<svg") > 1


def test_without_a_time_it_is_this_month(visitor, school):
    page = text(visitor, f"/organisations/{school}/sheet")
    assert f'value="{timezone.localdate().replace(day=1).isoformat()}"' in page
    assert page.count("aria-current") == 1


@pytest.mark.parametrize(
    "query",
    [
        "from=x",
        "from=2026-02-30",
        "from=2030-01-01&to=2020-01-01",
        "from=2020-01-01&to=2026-01-01",
        "to=9999-12-31",
    ],
)
def test_a_time_that_is_none_is_refused_in_words(visitor, school, query):
    text(visitor, f"/organisations/{school}/sheet?{query}", 400)


def test_an_empty_time_says_so(visitor, school):
    assert "没有新的公开信息" in text(visitor, f"/organisations/{school}/sheet?from=2001-01-01&to=2001-01-31")
    text(visitor, "/organisations/absent/sheet", 404)

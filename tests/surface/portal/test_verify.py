"""核验: addresses, numbers and files, answered in words and a picture, without a script or a cookie."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.models import Version

from . import town as making

HOLDS, FAILS = "核对结果：一致。", "核对结果：不一致。"


def ask(visitor, what, status=200):
    response = visitor.get("/verify", {"what": what})
    assert response.status_code == status, what
    return response.content.decode()


def hand_in(visitor, data, status=200):
    response = visitor.post("/verify", {"bundle": SimpleUploadedFile("x.json", data)})
    assert response.status_code == status
    return response.content.decode()


def test_the_empty_page_asks_both_questions(visitor):
    response = visitor.get("/verify")
    page = response.content.decode()
    assert 'name="what"' in page and 'type="file"' in page and HOLDS not in page
    assert not response.cookies and "csrf" not in page


def test_addresses_and_numbers_of_every_kind(visitor, town):
    identifier = town.rule.removeprefix("/publications/")
    index = next(e.index for e in ledger.of(identifier) if e.kind == "publication.published")
    for what in (
        town.rule,
        f"https://any.example{town.rule}?x=1",
        identifier,
        making.RULE_NUMBER,
        str(index),
    ):
        page = ask(visitor, what)
        assert HOLDS in page and making.RULE[:8] in re.sub("<[^>]+>", "", page), what
        assert page.count('class="held"') == 8 + 4
    for what in (
        "429900001/2026-99999",
        "没有的",
        "999999999999",
        "/publications/x/2026-1",
        town.rule + "/versions/9",
    ):
        assert HOLDS not in ask(visitor, what, 404)
    assert HOLDS not in ask(visitor, "x" * 301, 422)


def test_only_entries_of_publications_are_told(visitor, town):
    private = next(e.index for e in ledger.follow(0) if not e.kind.startswith("publication."))
    assert "公众不能读" in ask(visitor, str(private), 404)


def test_old_and_ended_versions_say_so(visitor, town):
    assert "已有第 2 版" in ask(visitor, town.changed + "/versions/1")
    assert "现行版本" in ask(visitor, town.changed)
    for path, word in (
        (town.withdrawn, "内容有误，已重新发布"),
        (town.removed, "《个人信息保护法》第二十五条"),
    ):
        page = ask(visitor, path)
        assert HOLDS in page and word in page


def test_the_code_on_paper_is_compared(visitor, town):
    digest = Version.objects.get(publication__path=town.rule).digest[:12]
    assert "二维码里的指纹与这一版相同" in ask(visitor, f"http://x{town.rule}/versions/1#{digest}")
    assert "可能被换过" in ask(visitor, f"http://x{town.rule}/versions/1#{'0' * 12}")


def test_a_file_is_checked_and_compared_with_today(visitor, town):
    old = visitor.get(town.changed + "/versions/1/evidence").content
    page = hand_in(visitor, old)
    assert HOLDS in page and "现行版本是第 2 版" in page
    broken = hand_in(visitor, old.replace("课后".encode(), "课前".encode()))
    assert (
        FAILS in broken and "内容指纹" in broken and 'class="broken"' in broken and 'class="unseen"' in broken
    )
    assert "仍是本站的现行版本" in hand_in(visitor, visitor.get(town.rule + "/evidence").content)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[" * 10_000, b"{}", json.dumps({"format": "x"}).encode()])
def test_other_files_are_answered_in_words(visitor, town, data):
    assert FAILS in hand_in(visitor, data)


def test_no_file_and_too_large_a_file_are_refused_before_they_are_read(visitor, town):
    assert visitor.post("/verify").status_code == 422
    assert "最多核对 8 MB" in hand_in(visitor, b"x" * (9 * 1024 * 1024), 413)


def test_other_methods_are_not_answered(visitor):
    assert visitor.put("/verify").status_code == 405


def test_an_answer_takes_few_statements_and_is_never_stored(visitor, town, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        response = visitor.get("/verify", {"what": town.rule})
    assert "Gongkai-Tags" not in response.headers


def test_english(visitor, town):
    visitor.cookies["gk_lang"] = "en"
    assert "Checkpoint signature" in ask(visitor, town.rule)

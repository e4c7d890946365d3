"""Likely answers while a letter is written: in a POST's body only, kept by nobody, bounded."""

import logging
from datetime import datetime

import pytest
from django.urls import reverse

from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import channels, publications
from gongkai.record.search import generations, services
from gongkai.surface.portal.intake import likely
from tests.record.search.city import SHANGHAI

TITLE = "公交卡<怎么>办理"


@pytest.fixture
def town(transactional_db, settings, tmp_path):
    settings.HOME = tmp_path
    root = orgs.ensure_root(by=system("importer"))
    channels.ensure_defaults(by=system("importer"))
    draft = Draft(
        kind=Kind.QUESTION,
        title=TITLE,
        publisher=root.code,
        html="<p>本人带身份证到公交网点办理。</p>",
        text="本人带身份证到公交网点办理。",
        published_at=datetime(2026, 1, 5, 9, tzinfo=SHANGHAI),
    )
    made = publications.publish(draft, by=system("importer"))
    ledger.sequence_all()
    services.follow()
    generations.reader(now=True)
    yield made
    services.release()


def test_answers_as_json_kept_by_nobody(client, town, caplog, django_assert_max_num_queries):
    with caplog.at_level(logging.DEBUG, logger="gongkai"), django_assert_max_num_queries(15):
        response = client.post(reverse("portal:likely"), {"words": "老人坐公交的卡去哪里办"})
    found = response.json()["answers"]
    assert [(row["title"], row["url"], row["kind"]) for row in found] == [(TITLE, town.path, "问答")]
    assert response.headers["Cache-Control"] == "no-store, private"
    assert not response.cookies and "公交" not in caplog.text


def test_words_never_stand_in_an_address(client, town):
    assert client.get(reverse("portal:likely"), {"words": "公交卡"}).status_code == 405


@pytest.mark.parametrize("words", ["", "公", "\0\0\0\0", "😀😀😀😀", "<script>alert(1)</script>"])
def test_what_says_nothing_finds_nothing(client, town, words):
    assert client.post(reverse("portal:likely"), {"words": words}).json() == {"answers": []}


def test_more_than_a_letter_is_not_read(client, town):
    response = client.post(reverse("portal:likely"), {"words": "公交卡" * 20_000})
    assert response.status_code == likely.TOO_LARGE and "开头" in response.json()["error"]


def test_rows_for_a_page_without_scripts(town):
    rows = likely.answers("公交卡怎么办")
    assert [row.path for row in rows] == [town.path] and "&lt;" in rows[0].title
    assert likely.answers("公交") == []

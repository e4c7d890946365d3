"""Validity on any day, canonical content, keys, page tags, channels and mandatory items."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.record.catalogue.rules import Draft, Found, Kind, Link, RelationKind, default_channel, touched
from gongkai.record.catalogue.rules.channels import DEFAULTS, stale
from gongkai.record.catalogue.rules.content import (
    address,
    check,
    digest,
    local_part,
    prepare,
    target_key,
    title_key,
)
from gongkai.record.catalogue.rules.history import Event, told
from gongkai.record.catalogue.rules.items import ITEMS, title
from gongkai.record.catalogue.rules.validity import Dates, day, effects, on

DAY = date(2024, 5, 1)
DRAFT = Draft(Kind.DOCUMENT, "通知", "011400015", "<p>文</p>", "文", datetime(2024, 5, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (Dates(), "valid"),
        (Dates(effective_on=DAY), "valid"),
        (Dates(effective_on=date(2024, 5, 2)), "pending"),
        (Dates(expires_on=DAY), "valid"),
        (Dates(expires_on=date(2024, 4, 30)), "expired"),
        (Dates(repealed_on=DAY), "repealed"),
        (Dates(repealed_on=date(2024, 5, 2)), "valid"),
        (Dates(amended_on=DAY), "amended"),
        (Dates(amended_on=DAY, expires_on=date(2024, 4, 1)), "expired"),
        (Dates(amended_on=DAY, repealed_on=DAY), "repealed"),
        (Dates(lapsed_on=DAY, expires_on=date(2024, 4, 1)), "lapsed"),
        (Dates(lapsed_on=date(2024, 5, 2), amended_on=DAY), "amended"),
        (Dates(lapsed_on=DAY, repealed_on=DAY), "repealed"),
    ],
)
def test_validity_follows_from_the_dates(dates, expected):
    assert on(Kind.DOCUMENT, dates, DAY) == expected
    assert on(Kind.NEWS, dates, DAY) == ""


def test_before_there_was_a_document_it_has_no_validity():
    dates = Dates(effective_on=date(2024, 6, 1), since=DAY)
    assert [on(Kind.DOCUMENT, dates, day) for day in (date(1990, 1, 1), DAY, date(2024, 6, 1))] == [
        "",
        "pending",
        "valid",
    ]


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-5-1", "2024-02-30", "2024-W18-3", "２０２４-05-01", "0000-01-01"]
)
def test_a_day_is_read_in_one_spelling(text):
    assert day("2024-05-01") == DAY
    with pytest.raises(ValueError, match=r"日期|day|month|year|range"):
        day(text)


def test_the_earliest_confirmed_repeal_counts():
    days = [("repeals", date(2024, 2, 1)), ("supersedes", date(2024, 1, 1)), ("amends", DAY), ("cites", DAY)]
    days.append(("lapses", date(2024, 3, 1)))
    assert effects(days) == (date(2024, 1, 1), DAY, date(2024, 3, 1))
    assert effects([]) == (None, None, None)


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@given(text, text, text.filter(str.strip))
def test_the_digest_is_recomputed_from_the_stored_columns(html, body, name):
    draft = replace(DRAFT, html=html, text=body, title=name, attachments=(Link("附件", "/a.pdf", size=3),))
    item = prepare(draft, note="改")
    whole = json.loads(item.metadata)
    assert item.digest("a/2024-00001", 2) == digest("a/2024-00001", 2, item.metadata, html, body)
    assert item.metadata == json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert (whole["title"], whole["change_note"], whole["made_on"]) == (name, "改", None)


def test_any_changed_part_changes_the_digest():
    parts = ["a/2024-00001", 1, "{}", "h", "t"]
    changed = [digest(*parts[:n], parts[n] * 2, *parts[n + 1 :]) for n in range(5)]
    assert len({digest(*parts), *changed}) == 6


def test_a_draft_is_told_everything_that_is_wrong_with_it():
    bad = replace(DRAFT, title=" ", document_number="号" * 121, published_at=datetime(2024, 1, 1), text="\0")
    assert len(check(bad)) == 4
    assert check(DRAFT) == []


def test_relations_are_told_apart_by_their_compared_keys():
    found = [
        Found(RelationKind.CITES, key, "写法", "长" * 700)
        for key in ("num:国办发〔2019〕4号", "num:国办发[2019]04号", "num:", "title:《 》", "odd")
    ]
    kept = prepare(replace(DRAFT, relations=tuple(found))).draft.relations
    assert len(kept) == 1 and len(kept[0].evidence) == 600


@pytest.mark.parametrize(
    ("url", "key", "local"),
    [
        ("http://WWW.A.gov.cn:80/x/1.html?id=2#p", "www.a.gov.cn/x/1.html?id=2", "/x/1.html?id=2"),
        ("https://a.gov.cn", "a.gov.cn/", "/"),
        ("/x/1.html", "/x/1.html", "/x/1.html"),
        ("http://[", "", ""),
    ],
)
def test_addresses_are_compared_without_scheme_port_and_fragment(url, key, local):
    assert (address(url), local_part(address(url))) == (key, local)
    assert target_key(f"url:{url}") == (f"url:{key}" if key else "")


def test_titles_are_compared_without_marks_and_spaces():
    assert title_key("《关于 公开（试行）的通知》") == title_key("关于公开(试行)的通知")
    assert title_key("甲") != title_key("乙")


def test_entries_touch_the_pages_that_show_them():
    facts = {"identifier": "i", "publisher": "p", "kind": "news", "channels": ["news"]}
    tags = {"latest", "publication:i", "organisation:p", "kind:news", "channel:news"}
    assert touched("publication.published", facts) == tags
    more = facts | {"related": ["j"], "shown_by": ["q"]}
    assert touched("publication.related", more) == tags | {"publication:j", "organisation:q"}
    assert "channel:news" in touched("channel.changed", {"code": "news", "owner": "p"})
    assert touched("organisation.changed", {"code": "p"}) == {"organisation:p", "organisations"}
    assert touched("post.granted", {}) == set()


def test_every_kind_has_its_default_channel():
    codes = {channel.code for channel in DEFAULTS}
    assert {default_channel(kind) for kind in Kind} <= codes
    assert len(codes) == len(DEFAULTS) == 26


def test_a_channel_is_stale_after_its_days():
    assert stale(14, date(2024, 1, 1), date(2024, 1, 16))
    assert not stale(14, date(2024, 1, 1), date(2024, 1, 15))
    assert not stale(None, date(2001, 1, 1), DAY) and not stale(14, None, DAY)


def test_the_mandatory_items_are_those_of_articles_20_and_21():
    assert [item.code for item in ITEMS] == [*(f"20.{n}" for n in range(1, 16)), "21.1", "21.2"]
    assert title("20.7") == "财政预算、决算信息" and title("9.9") == ""


def test_a_history_is_folded_in_order():
    facts = {"version": 1, "digest": "d", "channels": ["a"], "validity": "valid"}
    events = [
        Event(0, "publication.published", "t", facts),
        Event(1, "publication.placed", "t", facts | {"channels": ["b"]}),
        Event(2, "publication.unplaced", "t", facts | {"channels": ["a"]}),
        Event(3, "publication.withdrawn", "t", facts | {"reason_digest": "r"}),
    ]
    assert told(events[:3]).channels == {"b"}
    history = told(events)
    assert (history.channels, history.status, history.reason, history.index) == (set(), "withdrawn", "r", 0)

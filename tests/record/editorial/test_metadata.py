"""Stated facts: present, and not contradicting each other."""

from datetime import date

import pytest

from .subjects import checks, stated


def named(kind="document", **changes):
    return checks(kind, metadata=stated(**changes))


def test_nothing_to_say():
    assert named() == []


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"title": " "}, "metadata.title"),
        ({"title": "通知" * 60}, "metadata.title"),
        ({"title": "关于节水的通知。"}, "metadata.title"),
        ({"document_number": ""}, "metadata.document_number"),
        ({"document_number": "江政发第三"}, "metadata.document_number"),
        ({"document_number": "江政发[2026]03号"}, "metadata.document_number"),
        ({"codes": ("江教发",)}, "metadata.document_number"),
        ({"made_on": date(2025, 3, 1)}, "metadata.document_number"),
        ({"made_on": date(2026, 3, 2), "published_on": date(2026, 3, 1)}, "metadata.made_on"),
        ({"made_on": date(2026, 3, 2), "effective_on": date(2026, 3, 1)}, "metadata.effective_on"),
        ({"effective_on": date(2026, 3, 2), "expires_on": date(2026, 3, 1)}, "metadata.expires_on"),
        ({"disclosure": ""}, "metadata.disclosure"),
        ({"disclosure": "withheld", "withheld_ground": "内部事务"}, "metadata.disclosure"),
        ({"normative": True, "effective_on": date(2026, 4, 1)}, "metadata.expires_on"),
        ({"normative": True, "expires_on": date(2028, 4, 1)}, "metadata.effective_on"),
        (
            {"title": "暂行办法", "effective_on": date(2024, 2, 29), "expires_on": date(2026, 3, 2)},
            "metadata.expires_on",
        ),
    ],
)
def test_what_is_missing_or_inconsistent(changes, check):
    assert named(**changes) == [check]


def test_news_needs_no_number():
    assert named("news", document_number="") == []


def test_two_years_of_trial_are_allowed():
    given = {"title": "暂行办法", "effective_on": date(2026, 3, 1), "expires_on": date(2028, 3, 1)}
    assert named(**given) == []

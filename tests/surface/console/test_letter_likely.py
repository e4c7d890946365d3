"""Likely the same incident, on the screen: the reader's scope, the button, what it does and when not."""

import pytest
from django.template.loader import render_to_string

from gongkai.desk.engagement.models import LetterGroup
from gongkai.desk.engagement.services import grouping
from gongkai.surface.console.letter_likely import likely
from tests.desk.engagement import corresponding
from tests.desk.engagement.conftest import built as built
from tests.desk.engagement.conftest import people as people
from tests.desk.engagement.corresponding import entries, fresh

from .clients import at as address
from .clients import entered, text


@pytest.fixture(autouse=True)
def today(at):
    at(corresponding.RECEIVED)


def part(letter, by) -> str:
    return render_to_string("console/letter_likely.html", {"letter": letter, "likely": likely(letter, by)})


def test_another_letter_makes_an_incident_with_it(people, at, django_assert_max_num_queries):
    first, second = (corresponding.referred(people, at, name=name) for name in ("李四", "王五"))
    with django_assert_max_num_queries(4):
        shown = part(second, people["answerer"])
    assert "很像" in shown and first.number in shown and address("join_incident", second.pk) in shown
    writer = entered("answerer")
    sent = {"other": first.pk, "version": first.version, "title": "路灯 13900139000"}
    refused = writer.post(address("join_incident", second.pk), sent)
    assert refused.status_code == 422
    assert "个人信息" in text(refused) and sent["title"] in text(refused)
    done = writer.post(address("join_incident", second.pk), sent | {"title": "滨江路路灯\0"})
    assert done.url == f"/console/letters/{second.pk}/"
    row = LetterGroup.objects.get()
    assert (row.title, row.lead, fresh(second).group) == ("滨江路路灯", first, row)
    assert entries(second)[-1] == "letter.grouped"
    assert not part(fresh(second), people["answerer"]).strip()


def test_a_case_is_joined_in_the_version_that_was_seen(people, at):
    lead, new = (corresponding.referred(people, at, name=name) for name in ("李四", "王五"))
    row = grouping.group(lead.pk, "滨江路路灯", version=lead.version, by=people["answerer"])
    assert "《滨江路路灯》" in part(new, people["answerer"])
    writer, sent = entered("answerer"), {"incident": row.pk, "version": 7}
    assert "刚刚" in text(writer.post(address("join_incident", new.pk), sent))
    writer.post(address("join_incident", new.pk), sent | {"version": row.version})
    assert fresh(new).group == row


def test_what_others_hold_is_not_shown_nor_joined(people, at):
    theirs = corresponding.referred(people, at, to=corresponding.BUILDING)
    ours = corresponding.referred(people, at)
    assert not part(ours, people["answerer"]).strip()
    seen = part(ours, people["referrer"])
    assert theirs.number in seen and "<button" not in seen
    writer, sent = entered("answerer"), {"other": theirs.pk, "version": theirs.version, "title": "路灯"}
    assert writer.post(address("join_incident", ours.pk), sent).status_code == 404
    assert writer.post(address("join_incident", theirs.pk), sent).status_code == 404
    assert writer.post(address("join_incident", ours.pk), {}).status_code == 404
    sent = {"other": ours.pk, "version": ours.version, "title": "路灯"}
    assert entered("first").post(address("join_incident", ours.pk), sent).status_code == 403

"""The program suggests in pieces, a person decides, and both are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.consultations import tasks
from gongkai.desk.consultations.models import Comment, Consultation, Group, GroupingRun
from gongkai.desk.consultations.queries import groups
from gongkai.desk.consultations.rules.grouping_progress import Progress
from gongkai.desk.consultations.rules.likeness import Alike
from gongkai.desk.consultations.rules.phases import Phase, RuleBroken
from gongkai.desk.consultations.services import grouping, suggesting

from . import holding


@pytest.fixture
def row(people):
    row = holding.opened(people)
    for who, words in zip(
        "abcde", ("免费停车", "免费停车！", "价格太高", "价格太高。", "增加车位"), strict=True
    ):
        holding.said(row, words, who=who)
    return row


def test_suggestions_wait_for_a_person_and_stay_beside_what_was_decided(row, people):
    by = people["drafter"]
    assert holding.suggested(row, people) == 2
    first, second = Group.objects.order_by("pk")
    assert (first.confirmed, first.size, first.confidence, second.size) == (False, 2, 1.0, 2)
    grouping.confirm(row.pk, first.pk, title="停车应当免费", by=by)
    assert holding.suggested(row, people) == 1  # the unconfirmed one is made anew
    moved = Comment.objects.filter(group=first).first()
    grouping.move(row.pk, [moved.pk], None, by=by)
    moved.refresh_from_db()
    assert (moved.group, moved.suggested) == (None, first.pk)
    assert "consultation.groups_suggested" in holding.kinds(f"consultation/{row.pk}")
    assert holding.kinds(f"consultation/{row.pk}/group/{first.pk}") == ["consultation.group_confirmed"]


def test_a_large_group_is_written_in_parts_and_is_one_group(row, people, monkeypatch):
    monkeypatch.setattr(suggesting, "PIECE", 3)
    for number in range(7):
        holding.said(row, "免费停车" + "。" * number, who=f"more {number}")
    assert holding.suggested(row, people) == 2
    assert list(Group.objects.order_by("-size").values_list("size", flat=True)) == [9, 2]
    assert Comment.objects.filter(group=None).count() == 1
    run = groups.run(row.pk)
    assert (run.progress, run.done, run.total, run.groups) == (Progress.FINISHED, 11, 11, 2)


def test_pieces_hold_few_comments_and_never_mix_two_parts_of_one_group(monkeypatch):
    monkeypatch.setattr(suggesting, "PIECE", 500)
    found = list(suggesting.pieces([Alike(tuple(range(700)), 1.0), Alike((700, 701), 0.8)]))
    assert [[(place, len(part.places)) for place, part in piece] for piece in found] == [
        [(0, 500)],
        [(0, 200), (1, 2)],
    ]
    assert list(suggesting.pieces([])) == []


def test_nobody_asks_twice_while_it_moves_and_anybody_after_it_stood_still(row, people):
    by = people["drafter"]
    suggesting.ask(row.pk, by=by)
    with pytest.raises(RuleBroken, match="正在归组"):
        suggesting.ask(row.pk, by=by)
    GroupingRun.objects.update(moved_at=timezone.now() - timedelta(minutes=11))
    suggesting.ask(row.pk, by=by)
    assert tasks.suggest.func(row.pk) == 2
    assert suggesting.run(row.pk) == 0, "it has ended"
    kinds = holding.kinds(f"consultation/{row.pk}")
    assert kinds.count("consultation.groups_asked") == 2 and "consultation.groups_suggested" in kinds


def test_what_came_or_was_put_elsewhere_after_it_was_asked_stays_out(row, people):
    by = people["drafter"]
    suggesting.ask(row.pk, by=by)
    late = holding.said(row, "免费停车啊", who="late")
    Comment.objects.filter(pk=late.pk).update(at=late.at + timedelta(seconds=1))
    assert suggesting.run(row.pk) == 2
    late.refresh_from_db()
    assert late.group is None and late.suggested is None


def test_a_run_ends_with_its_reason_when_nobody_may_group_any_more(row, people):
    suggesting.ask(row.pk, by=people["drafter"])
    Consultation.objects.filter(pk=row.pk).update(phase=Phase.ANSWERED)
    assert suggesting.run(row.pk) == 0
    run = groups.run(row.pk)
    assert run.progress == Progress.STOPPED and "已经公布" in run.trouble

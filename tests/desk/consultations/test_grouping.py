"""A person puts comments together, splits and moves them, until the result is with the reviewers."""

import pytest

from gongkai.desk.consultations.models import Comment, Group
from gongkai.desk.consultations.rules.outcomes import Outcome
from gongkai.desk.consultations.rules.phases import RuleBroken
from gongkai.desk.consultations.services import concluding, grouping, suggesting
from gongkai.ground.orgs.rules import NotAllowed

from . import holding


@pytest.fixture
def row(people):
    row = holding.opened(people)
    for who, words in zip(
        "abcde", ("免费停车", "免费停车！", "价格太高", "价格太高。", "增加车位"), strict=True
    ):
        holding.said(row, words, who=who)
    return row


def inside(group):
    return sorted(Comment.objects.filter(group=group).values_list("words", flat=True))


def test_groups_are_merged_split_and_emptied(row, people):
    by = people["drafter"]
    holding.suggested(row, people)
    first, second = Group.objects.order_by("pk")
    merged = grouping.merge(row.pk, [first.pk, second.pk], first.pk, by=by)
    assert (merged.size, merged.confirmed, Group.objects.count()) == (4, True, 1)
    some = list(Comment.objects.filter(words__startswith="价格").values_list("pk", flat=True))
    split = grouping.gather(row.pk, some, title="降低价格", by=by)
    merged.refresh_from_db()
    assert (split.size, merged.size) == (2, 2)
    assert grouping.move(row.pk, some, merged.pk, by=by) == 2
    assert list(Group.objects.values_list("pk", "size")) == [(merged.pk, 4)]


def test_a_comment_moved_into_an_answered_group_is_answered_by_it(row, people, at):
    by = people["drafter"]
    keys = list(row.comments.values_list("pk", flat=True))
    group = grouping.gather(row.pk, keys[:4], title="收费", by=by)
    at(holding.AFTER)
    concluding.decide(row.pk, group.pk, Outcome.PARTLY, "前三十分钟免费", by=by)
    grouping.move(row.pk, keys[4:], group.pk, by=by)
    group.refresh_from_db()
    assert (group.size, group.outcome) == (5, Outcome.PARTLY)


def test_what_cannot_be_done_says_why(row, people):
    by = people["drafter"]
    key = row.comments.first().pk
    group = grouping.gather(row.pk, [key], title="一", by=by)
    with pytest.raises(RuleBroken, match="至少两组"):
        grouping.merge(row.pk, [group.pk], group.pk, by=by)
    with pytest.raises(RuleBroken, match="不在了"):
        grouping.confirm(row.pk, group.pk + 9, title="二", by=by)
    with pytest.raises(RuleBroken, match="有的意见"):
        grouping.move(row.pk, [key, 10_000], None, by=by)
    with pytest.raises(RuleBroken, match="1 至 500"):
        grouping.gather(row.pk, [], title="空", by=by)
    with pytest.raises(RuleBroken, match="要点"):
        grouping.gather(row.pk, [key], title=" ", by=by)
    with pytest.raises(NotAllowed):
        suggesting.ask(row.pk, by=people["street drafter"])


def test_nothing_is_regrouped_once_the_result_is_with_the_reviewers(row, people, at):
    at(holding.AFTER)
    row = holding.published_result(holding.closed(row, people), people)
    with pytest.raises(RuleBroken, match="已经公布"):
        suggesting.ask(row.pk, by=people["drafter"])
    with pytest.raises(RuleBroken, match="还没有开始"):
        suggesting.ask(holding.begun(people).pk, by=people["drafter"])

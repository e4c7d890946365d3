"""What is in groups, and what stands in the way of a result."""

from gongkai.desk.consultations.models import Group
from gongkai.desk.consultations.queries import groups
from gongkai.desk.consultations.services import grouping

from . import holding


def test_what_is_left_open_is_counted(people):
    row = holding.opened(people)
    for who, words in zip("abcd", ("免费", "免费。", "降价", "增加"), strict=True):
        holding.said(row, words, who=who)
    holding.suggested(row, people)
    keys = list(row.comments.filter(words="降价").values_list("pk", flat=True))
    made = grouping.gather(row.pk, keys, title="降价", by=people["drafter"])
    left = groups.left_open(row.pk)
    assert (left.ungrouped, left.suggested, left.undecided, left.undecided_count) == (1, 1, ("降价",), 1)
    assert left.any
    assert [group.size for group in groups.all_of(row.pk)] == [2, 1]
    Group.objects.filter(pk=made.pk).update(outcome="adopted")
    assert [group.size for group in groups.page(row.pk, undecided=True)] == [2]
    assert groups.page(row.pk, 1) == [made]
    assert groups.one(row.pk, made.pk) == made and groups.one(row.pk + 1, made.pk) is None

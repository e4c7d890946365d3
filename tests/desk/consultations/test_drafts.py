"""The text of a version, its clauses, and threads that go through versions."""

import pytest

from gongkai.desk.consultations.models import Clause, Thread
from gongkai.desk.consultations.rules.phases import RuleBroken
from gongkai.desk.consultations.services import drafts

from . import holding


def anchors(row, number):
    rows = Clause.objects.filter(version__consultation=row, version__number=number).order_by("position")
    return list(rows.values_list("label", "thread__anchor"))


def test_before_it_is_public_anchors_begin_anew_at_every_save(people):
    row = holding.begun(people)
    drafts.write(row, "<p>第一条 甲。</p><p>第二条 乙。</p>", "")
    assert anchors(row, 1) == [("第一条", 1), ("第二条", 2)]
    assert Thread.objects.count() == 2 and row.versions.count() == 1


def test_a_new_version_takes_the_threads_along_and_leaves_the_public_one_alone(people):
    row = holding.opened(people)
    version = drafts.take_up(row)
    assert anchors(row, 2) == anchors(row, 1)
    drafts.write(row, holding.RENUMBERED, "改了收费")
    assert anchors(row, 2) == [("第一条", 1), ("第二条", 5), ("第三条", 2), ("第四条", 3)]
    assert len(anchors(row, 1)) == 4 and drafts.working(row).pk == version.pk


def test_a_thrown_away_version_leaves_nothing_and_its_anchors_are_not_given_again(people):
    row = holding.opened(people)
    drafts.write(row, holding.RENUMBERED, "改了收费")
    drafts.drop(row)
    assert drafts.working(row) is None and Thread.objects.count() == 4
    drafts.write(row, holding.RENUMBERED, "又改了收费")
    assert ("第二条", 6) in anchors(row, 2)


def test_there_is_nothing_to_take_up_before_it_is_public(people):
    with pytest.raises(RuleBroken, match="还没有公布"):
        drafts.take_up(holding.begun(people))

"""The papers as they stand: what is worked on, and the numbers by level."""

from gongkai.desk.consultations.queries import pages
from gongkai.desk.consultations.services import opening

from . import holding


def test_the_paper_is_the_version_that_is_worked_on(people):
    row = holding.opened(people)
    assert pages.version(row).number == 1
    opening.revise(row.pk, revision=row.revision, by=people["drafter"])
    assert pages.version(row).number == 2
    content, clauses = pages.content_of(row)
    assert (content.title, clauses) == (holding.CONTENT.title, 4)
    assert pages.address(row) in pages.draft_html(row)


def test_the_result_shows_numbers_before_anybody_spoke(people):
    row = holding.opened(people)
    assert pages.tally(row)[-1] == ("合计", [0, 0, 0, 0, 0])
    assert "没有收到意见" in pages.result_html(row)

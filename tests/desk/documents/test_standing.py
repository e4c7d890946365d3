"""What an organisation keeps public is drafted from its rows, reviewed, and published at one address."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.desk.documents.queries.manuscripts import content_of, open_of
from gongkai.desk.documents.rules.manuscripts import RuleBroken, Status
from gongkai.desk.documents.services import manuscripts, publishing, submitting
from gongkai.desk.documents.services.standing import draw_up
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.rules import RuleBroken as NotNow
from gongkai.record.catalogue.rules.standing import SERIES, SINGLE
from gongkai.record.catalogue.rules.withholding import Ground, NewMatter
from gongkai.record.catalogue.services import withholding
from gongkai.record.editorial.queries import findings, reviews
from gongkai.record.editorial.rules.profiles import Profile

from .writing import FINANCE, STREET, city, making, pass_all

MATTER = NewMatter("考核评分过程稿", Ground.PROCESS, "《条例》第十六条", date(2026, 3, 2))
OTHER = NewMatter("内部值班安排", Ground.INTERNAL, "《条例》第十六条", date(2026, 3, 2))


@pytest.fixture
def people(db):
    return city()


def withhold(matter=MATTER):
    return withholding.withhold(FINANCE, matter, by=making.OPERATOR)


def public(manuscript, people):
    """Sent, passed by every stage and published."""
    submitting.submit(manuscript.pk, revision=manuscript.revision, by=people["drafter"])
    pass_all(manuscript, people)
    return publishing.publish(manuscript.pk, by=people["final"]).publication


def test_the_list_goes_through_review_and_keeps_its_address(people):
    withhold()
    first = draw_up(FINANCE, Kind.NEGATIVE_LIST, by=people["drafter"])
    assert [entry.kind for entry in ledger.of(f"manuscript/{first.pk}")] == ["manuscript.begun"]
    assert not findings.blocking("manuscript", [str(first.pk)])  # the list may name its own matters
    submitting.submit(first.pk, revision=1, by=people["drafter"])
    assert reviews.opened("manuscript", str(first.pk)).profile == Profile.MAJOR
    with pytest.raises(RuleBroken, match="审核通过以后才能发布"):
        publishing.publish(first.pk, by=people["final"])
    pass_all(first, people)
    row = publishing.publish(first.pk, by=people["final"]).publication
    assert row.title == "江城市财政局政府信息不予公开负面清单"
    with pytest.raises(RuleBroken, match="已经是最新"):
        draw_up(FINANCE, Kind.NEGATIVE_LIST, by=people["drafter"])
    withhold(OTHER)
    second = draw_up(FINANCE, Kind.NEGATIVE_LIST, by=people["drafter"])
    assert second.changes_id == row.pk and content_of(second).change_note == "按现行负面清单更新"
    again = public(second, people)
    assert (again.identifier, again.version) == (row.identifier, 2)
    version = catalogue.current(again)
    assert "内部值班安排" in version.html
    assert catalogue.metadata(version)["change_note"] == "按现行负面清单更新"


def test_the_open_manuscript_is_brought_up_to_date_until_it_is_with_the_reviewers(people):
    withhold()
    first = draw_up(FINANCE, Kind.NEGATIVE_LIST, by=people["drafter"])
    withhold(OTHER)
    again = draw_up(FINANCE, Kind.NEGATIVE_LIST, by=people["drafter"])
    assert (again.pk, again.revision) == (first.pk, 2)
    assert "内部值班安排" in content_of(again).html
    submitting.submit(again.pk, revision=2, by=people["drafter"])
    with pytest.raises(RuleBroken, match="审核中；要按现行内容更新，请先撤回"):
        draw_up(FINANCE, Kind.NEGATIVE_LIST, by=people["drafter"])
    submitting.recall(again.pk, by=people["drafter"])
    manuscripts.abandon(again.pk, by=people["drafter"])
    assert draw_up(FINANCE, Kind.NEGATIVE_LIST, by=people["drafter"]).pk != first.pk


@pytest.mark.parametrize("kind", [*SINGLE, *SERIES])
def test_every_place_of_the_column_is_drafted_reviewed_and_published(people, kind):
    if kind == Kind.CATALOGUE:
        with pytest.raises(NotNow, match="还没有采用"):
            draw_up(FINANCE, kind, by=people["drafter"])
        return
    withhold()
    manuscript = draw_up(FINANCE, kind, by=people["drafter"])
    assert manuscript.status == Status.DRAFTING and open_of(FINANCE, [kind]) == [manuscript]
    content = content_of(manuscript)
    assert content.issuing_bodies == ("江城市财政局",) and content.made_on
    if not content.title:  # rules and meetings are a person's words from the first
        told = making_title(content, kind)
        manuscript = manuscripts.save(manuscript.pk, told, revision=1, by=people["drafter"])
    row = public(manuscript, people)
    assert row.kind == kind


def test_of_a_guide_there_is_one_and_what_people_wrote_in_it_stays(people):
    first = draw_up(FINANCE, Kind.GUIDE, by=people["drafter"])
    written = replace(content_of(first), html="<p>本机关的公开指南。</p>")
    first = manuscripts.save(first.pk, written, revision=1, by=people["drafter"])
    assert draw_up(FINANCE, Kind.GUIDE, by=people["drafter"]).pk == first.pk
    row = public(first, people)
    second = draw_up(FINANCE, Kind.GUIDE, by=people["drafter"])
    assert second.changes_id == row.pk and content_of(second).html == "<p>本机关的公开指南。</p>"
    assert public(second, people).identifier == row.identifier


def making_title(content, kind):
    return replace(content, title=f"江城市财政局{kind.label}", html="<p>会议研究了预算执行。</p>")


def test_what_belongs_in_a_key_area_begins_there(people):
    manuscript = draw_up(FINANCE, Kind.NOTICE, channel="livelihood", by=people["drafter"])
    assert content_of(manuscript).channels == ("livelihood",)


def test_the_duty_is_asked_at_the_organisation(people):
    withhold()
    for name in ("final", "street drafter"):
        with pytest.raises(NotAllowed):
            draw_up(FINANCE, Kind.NEGATIVE_LIST, by=people[name])
    assert draw_up(STREET, Kind.GUIDE, by=people["drafter"]).organisation.code == STREET  # from above
    with pytest.raises(RuleBroken, match="不存在或已撤销"):
        draw_up("000000000", Kind.GUIDE, by=people["drafter"])

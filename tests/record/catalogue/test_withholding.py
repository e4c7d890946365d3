"""The negative list: grounds, yearly re-assessment, what the ledger holds, and the list as a publication."""

from datetime import date, timedelta

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Duty, NotAllowed, Scope
from gongkai.record.catalogue.models import WithheldMatter
from gongkai.record.catalogue.queries import withholding as queries
from gongkai.record.catalogue.queries.verification import verify
from gongkai.record.catalogue.rules import RuleBroken
from gongkai.record.catalogue.rules.withholding import (
    ARTICLES,
    BadMatter,
    Ground,
    MatterState,
    NewMatter,
    article,
    check,
    next_assessment,
)
from gongkai.record.catalogue.services import withholding as services

from .making import BY, city, clerk, code

DAY = date(2026, 3, 2)
MATTER = NewMatter("考核评分过程稿", Ground.PROCESS, "《条例》第十六条", DAY, "未定稿的评分表")


def test_every_ground_has_its_article_and_assessment_comes_every_year():
    assert set(ARTICLES) == set(Ground)
    assert article("ND-16-2") == "《政府信息公开条例》第十六条第二款"
    assert next_assessment(DAY) == date(2027, 3, 2)
    assert next_assessment(date(2028, 2, 29)) == date(2029, 3, 1)
    assert check(MATTER).reassess_on == date(2027, 3, 2)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": " "}, "填写不予公开的事项"),
        ({"ground": "ND-99"}, "选择不予公开的理由"),
        ({"basis": ""}, "依据"),
        ({"reassess_on": DAY}, "重新评估日期"),
        ({"reassess_on": DAY + timedelta(days=3_000)}, "5 年之内"),
        ({"title": "字" * 201}, "最多 200 字"),
    ],
)
def test_a_matter_that_cannot_stand_is_refused_in_words(change, says):
    values = {"title": "甲", "ground": "ND-15", "basis": "法", "decided_on": DAY}
    with pytest.raises(BadMatter, match=says):
        check(NewMatter(**(values | change)))


@pytest.mark.django_db
def test_a_matter_is_withheld_kept_and_disclosed_with_an_entry_each():
    city()
    row = services.withhold(code(1), MATTER, by=clerk(1))
    with pytest.raises(RuleBroken, match="已在清单上"):
        services.withhold(code(1), MATTER, by=clerk(1))
    services.keep(code(1), row.number, on=date(2027, 3, 1), reason="情形未变", by=clerk(1))
    row.refresh_from_db()
    assert row.reassess_on == date(2028, 3, 1)
    services.disclose(code(1), row.number, reason="工作已结束", by=clerk(1))
    with pytest.raises(RuleBroken, match="已转为公开"):
        services.disclose(code(1), row.number, reason="再来", by=clerk(1))
    entries = ledger.of(f"matter/{code(1)}/1")
    assert [entry.kind for entry in entries] == ["matter.withheld", "matter.kept", "matter.disclosed"]
    assert not any("过程稿" in entry.facts or "工作已结束" in entry.facts for entry in entries)
    assert not queries.withheld(code(1)) and len(queries.matters(code(1))) == 1


@pytest.mark.django_db
def test_duty_scope_and_reason_are_asked():
    city()
    with pytest.raises(NotAllowed):
        services.withhold(code(2), MATTER, by=clerk(1))
    with pytest.raises(NotAllowed):
        services.withhold(code(1), MATTER, by=clerk(1, code(1), Duty.READ))
    services.withhold(code(1), MATTER, by=clerk(1))
    with pytest.raises(NotAllowed):
        services.disclose(code(1), 1, reason="越权", by=clerk(2, code(2)))
    with pytest.raises(RuleBroken, match="写明评估结论"):
        services.disclose(code(1), 1, reason=" ", by=clerk(1))
    assert WithheldMatter.objects.get().state == MatterState.WITHHELD
    assert queries.matter(Scope((orgs.by_code(code(2)).lineage,)), code(1), 1) is None


@pytest.mark.django_db
def test_what_comes_due_is_recorded_once_and_again_only_after_it_was_kept():
    city()
    services.withhold(code(1), MATTER, by=clerk(1))
    due = date(2027, 3, 2)
    assert services.remind(due - timedelta(days=1), by=BY) == 0
    assert [services.remind(due, by=BY), services.remind(due, by=BY)] == [1, 0]
    assert [row.title for row in queries.due(EVERYWHERE, due)] == [MATTER.title]
    services.keep(code(1), 1, on=due, reason="情形未变", by=clerk(1))
    assert not queries.due(EVERYWHERE, due)
    assert services.remind(due, by=BY) == 0
    assert services.remind(date(2028, 3, 2), by=BY) == 1


@pytest.mark.django_db
def test_verification_finds_an_altered_matter():
    city()
    services.withhold(code(1), MATTER, by=clerk(1))
    services.keep(code(1), 1, on=date(2027, 3, 1), reason="情形未变", by=clerk(1))
    sequence_all()
    assert verify() is None
    for change in ({"title": "改"}, {"ground": "ND-15"}, {"reassess_on": DAY}, {"state": "disclosed"}):
        before = WithheldMatter.objects.values(*change).get()
        WithheldMatter.objects.update(**change)
        assert "与存证不符" in verify().what
        WithheldMatter.objects.update(**before)
    WithheldMatter.objects.all().delete()
    assert "不见了" in verify().what

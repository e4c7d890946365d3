"""What an import keeps back beside personal data, and what it doubts."""

from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps

from gongkai.desk.documents.queries import quarantine as queries
from gongkai.desk.documents.rules import gate
from gongkai.desk.documents.rules.gate import kept_back
from gongkai.desk.documents.services import quarantine
from gongkai.ground.orgs.rules import EVERYWHERE
from gongkai.record.catalogue.queries import rechecks as read_again
from gongkai.record.catalogue.rules import Kind, RuleBroken
from gongkai.record.catalogue.rules.withholding import Ground, NewMatter
from gongkai.record.catalogue.services import rechecks, withholding
from gongkai.record.editorial.queries import findings
from gongkai.record.editorial.rules.checks.subject import Withheld

from . import making
from .importing import run

Publication = apps.get_model("catalogue", "Publication")
MATTER = (Withheld("考核评分过程稿"),)


def draft(**changes):
    return replace(making.draft_of(making.state_council()), **changes)


def test_a_matter_of_the_negative_list_is_named_with_its_part():
    (hit,) = kept_back(draft(text="附：考核评分过程稿，电话13812345678。"), MATTER)
    assert (hit.kind, hit.part, hit.masked) == ("withheld", "正文", "考核评分过程稿")
    assert "考核评分过程稿" in hit.excerpt and "13812345678" not in hit.excerpt
    assert [one.part for one in kept_back(draft(title="考核评分过程稿"), MATTER)] == ["标题"]
    assert kept_back(draft(kind=Kind.NEGATIVE_LIST, text="考核评分过程稿"), MATTER) == ()
    assert kept_back(draft(text="评分表"), (Withheld("评分表"),)) == ()  # too short to name anything


def test_dates_that_contradict_each_other_are_flagged_and_nothing_else_is_asked():
    assert gate.doubts(draft()) == ()
    late = date(2030, 1, 1)
    (flag,) = gate.doubts(draft(made_on=late, effective_on=None, expires_on=None))
    assert flag.startswith("成文日期“2030-01-01”请核对")
    (flag,) = gate.doubts(draft(effective_on=date(2021, 1, 1), expires_on=date(2020, 6, 1)))
    assert flag.startswith("有效期至“2020-06-01”请核对")


@pytest.mark.django_db
def test_a_record_on_the_negative_list_waits_and_is_not_released_by_masking(tmp_path):
    city = making.city()
    matter = NewMatter(MATTER[0].words, Ground.PROCESS, "法", date(2026, 3, 2))
    withholding.withhold(city, matter, by=making.BY)
    record = making.search_result(text="各单位：　　附考核评分过程稿，请执行。")
    summary, lines = run(making.lines(tmp_path / "in", record), tmp_path)
    assert (summary.quarantined, Publication.objects.count()) == (1, 0)
    assert lines[0]["reason"] == "涉及负面清单事项 1 处，等待处理"
    (case,) = queries.waiting(EVERYWHERE).items
    assert queries.told(case) == "负面清单事项 1"
    with pytest.raises(RuleBroken, match="不能靠遮盖公开"):
        quarantine.mask_and_release(str(case.pk), reason="遮盖", by=making.BY)
    quarantine.release(str(case.pk), reason="工作已结束，可以公开", by=making.BY)
    assert Publication.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_an_import_brings_or_changes_is_read_in_the_background(tmp_path):
    making.city()
    rechecks.begin(by=making.BY)
    rechecks.work(by=making.BY, seconds=60)
    record = making.search_result(text="各单位：　　请按排防汛工作。")
    run(making.lines(tmp_path / "in", record), tmp_path)
    row = Publication.objects.get()
    assert read_again.grown()
    rechecks.extend(by=making.BY)
    rechecks.work(by=making.BY, seconds=60)
    assert [one.check_name for one in findings.of("publication", [row.identifier])] == ["wording.typo"]
    run(making.lines(tmp_path / "in", record | {"text": "各单位：　　请安排防汛工作。"}), tmp_path)
    assert read_again.grown()
    rechecks.extend(by=making.BY)
    rechecks.work(by=making.BY, seconds=60)
    assert findings.of("publication", [row.identifier]) == []

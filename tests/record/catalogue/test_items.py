"""An organisation's catalogue in versions: proposed, adopted by another, each version readable, proven."""

from dataclasses import replace

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.models import DisclosureItem, ItemCatalogue
from gongkai.record.catalogue.queries import items as queries
from gongkai.record.catalogue.queries.verification import verify
from gongkai.record.catalogue.rules import Kind, RuleBroken, item_lists, touched
from gongkai.record.catalogue.rules.item_lists import BadList, NewItem
from gongkai.record.catalogue.rules.items import article, binding, default, known, own
from gongkai.record.catalogue.services import items as services

from .making import BUDGET, BY, GUIDE, REPORT, adopted, city, clerk, code

pytestmark = pytest.mark.django_db


def test_codes_belong_to_articles():
    assert [article(one) for one in ("20.7", "20.7.3", "")] == ["20.7", "20.7", ""]
    assert [own(one) for one in ("20.7", "20.7.3")] == [False, True]
    assert [known(one) for one in ("20.7", "20.7.3", "20.16", "20.7.0", "21.2.9", "x")] == [
        True, True, False, False, True, False,
    ]  # fmt: skip
    assert all(default(kind) for kind in Kind)
    assert {item.code for item in binding("town")} ^ {item.code for item in binding("department")} == {
        "21.1",
        "21.2",
    }


def test_the_proposer_does_not_adopt_and_another_does():
    city()
    version = services.propose(code(1), [BUDGET, GUIDE], note="首版", by=clerk(1))
    with pytest.raises(RuleBroken, match="另一人"):
        services.adopt(code(1), version.number, by=clerk(1))
    services.adopt(code(1), version.number, by=clerk(2))
    assert [row.code for row in queries.present(code(1))] == ["20.7.1", "20.2.1"]
    entries = ledger.of(f"items/{code(1)}/1")
    assert [entry.kind for entry in entries] == ["items.proposed", "items.adopted"]
    facts = ledger.facts(entries[-1])
    assert (facts["items"], facts["added"]) == (2, 2)
    assert "部门预算" not in str(facts)
    assert touched("items.adopted", facts) == {f"organisation:{code(1)}", f"items:{code(1)}"}
    with pytest.raises(RuleBroken, match="不在等待确认"):
        services.adopt(code(1), version.number, by=clerk(2))


def test_only_one_proposal_waits_and_a_refused_one_is_kept():
    city()
    services.propose(code(1), [BUDGET], by=clerk(1))
    with pytest.raises(RuleBroken, match="等待确认"):
        services.propose(code(1), [GUIDE], by=clerk(3))
    services.refuse(code(1), 1, reason="缺少依据", by=clerk(2))
    assert services.propose(code(1), [GUIDE], by=clerk(1)).number == 2
    assert [item.title for item in queries.listed(queries.version(code(1), 1))] == ["部门预算"]
    assert "缺少依据" not in str(ledger.facts(ledger.of(f"items/{code(1)}/1")[-1]))


def test_duty_and_scope_are_asked():
    city()
    with pytest.raises(NotAllowed):
        services.propose(code(1), [BUDGET], by=clerk(1, code(1), Duty.READ))
    with pytest.raises(NotAllowed):
        services.propose(code(2), [BUDGET], by=clerk(1))
    version = services.propose(code(1), [BUDGET], by=clerk(1))
    with pytest.raises(NotAllowed):
        services.adopt(code(1), version.number, by=clerk(2, code(2)))


def test_every_earlier_version_can_be_read_and_codes_are_never_given_twice():
    city()
    adopted(BUDGET, REPORT, GUIDE)
    changed = replace(BUDGET, code="20.7.1", content="收支总表")
    adopted(changed, GUIDE)
    adopted(replace(GUIDE), replace(REPORT, title="另一份决算"), changed)
    titles = [[item.title for item in queries.listed(queries.version(code(1), n))] for n in (1, 2, 3)]
    assert titles == [
        ["部门预算", "部门决算", "机构职能"],
        ["部门预算", "机构职能"],
        ["机构职能", "另一份决算", "部门预算"],
    ]
    assert [row.code for row in queries.present(code(1))] == ["20.2.1", "20.7.3", "20.7.1"]
    second = queries.version(code(1), 2)
    difference = item_lists.difference(queries.before(second), queries.listed(second))
    assert (difference.added, difference.removed, difference.changed) == (
        (), ("20.7.2",), {"20.7.1": ("content",)},
    )  # fmt: skip
    assert queries.title(code(1), "20.7.2") == "部门决算"  # gone, and still resolvable


def test_an_upload_keeps_the_codes_of_what_stands_already():
    city()
    adopted(BUDGET, REPORT)
    new = item_lists.coded(
        [replace(REPORT, basis="新"), NewItem("20.7", "三公经费")],
        [queries.new_item(row) for row in queries.present(code(1))],
        queries.highest(code(1)),
    )
    assert [item.code for item in new] == ["20.7.2", "20.7.3"]


@pytest.mark.parametrize(
    ("items", "says"),
    [
        ([NewItem("20.99", "没有")], "不对应条例"),
        ([NewItem("20.7.9", "没发过")], "没有发给过本单位"),
        ([NewItem("20.7", " ")], "缺少事项名称"),
        ([NewItem("20.7", "甲", limit_rule="明天")], "时限代码"),
        ([NewItem("20.7", "甲", content="字" * 2_001)], "公开内容超过"),
        ([NewItem("20.7", f"事项{n}") for n in range(2_001)], "最多 2000 项"),
    ],
)
def test_a_wrong_list_is_refused_in_words(items, says):
    with pytest.raises(BadList, match=says):
        item_lists.coded(items, [], {})


def test_a_first_catalogue_starts_from_the_articles():
    city()
    version = services.start(code(1), by=clerk(1))
    items = queries.listed(version)
    assert [item.code for item in items] == [*(f"20.{n}.1" for n in range(1, 16)), "21.1.1"]
    assert {item.limit_rule for item in items} == {"publication", "budget"}
    services.adopt(code(1), 1, by=clerk(2))
    with pytest.raises(RuleBroken, match="已有公开目录"):
        services.start(code(1), by=clerk(1))


def test_the_program_itself_may_propose_and_adopt():
    city()
    services.adopt(code(1), services.start(code(1), by=BY).number, by=BY)
    assert len(queries.present(code(1))) == 16


def test_verification_finds_an_altered_item_and_an_inserted_one():
    city()
    adopted(BUDGET, REPORT)
    adopted(replace(BUDGET, code="20.7.1"))
    sequence_all()
    assert verify() is None
    DisclosureItem.objects.filter(code="20.7.2").update(title="改过")
    assert "第 1 版公开目录的事项与存证不符" in verify().what
    DisclosureItem.objects.filter(code="20.7.2").update(title="部门决算")
    body = orgs.by_code(code(2))
    DisclosureItem.objects.create(
        organisation_id=body.pk, code="20.1.1", title="假", position=1, from_number=1
    )
    assert "插入" in verify().what
    DisclosureItem.objects.filter(title="假").delete()
    ItemCatalogue.objects.filter(number=2).delete()
    assert "不见了" in verify().what


def test_a_file_of_one_field_leaves_the_others_alone():
    current = [replace(BUDGET, code="20.7.1"), replace(GUIDE, code="20.2.1")]
    new = [replace(BUDGET, basis="预算法"), REPORT]
    both = item_lists.merged(current, new)
    assert [(item.code, item.basis) for item in both] == [("20.7.1", "预算法"), ("20.2.1", ""), ("20.7", "")]
    assert item_lists.merged(both, new)[0] == both[0]


def test_the_proposer_may_mend_what_waits():
    city()
    services.propose(code(1), [BUDGET], by=clerk(1))
    again = services.propose(code(1), [BUDGET, GUIDE], by=clerk(1))
    assert (again.number, ItemCatalogue.objects.count()) == (1, 1)
    assert [item.title for item in queries.listed(again)] == ["部门预算", "机构职能"]
    assert [entry.kind for entry in ledger.of(f"items/{code(1)}/1")] == ["items.proposed"] * 2

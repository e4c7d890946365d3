"""Requests for the same information stand together under one of them, in one organisation."""

import pytest

from gongkai.desk.disclosure.queries import cases
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import filing, grouping
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import EVERYWHERE

from . import asking
from .asking import STREET, fresh


def put(people, case, first):
    return grouping.group(case.pk, first, version=fresh(case).version, by=people["case officer"])


def test_the_others_name_the_first_and_leave_it_again(people, at):
    first, second, third = (asking.received(people, at) for _ in range(3))
    assert put(people, second, first.number).same_as == first
    assert put(people, third, f" {second.number} ").same_as == first  # the head of a group, not a member
    assert cases.one(EVERYWHERE, first.pk).grouped == 2
    with pytest.raises(RuleBroken, match="已有申请归并到这一件"):
        put(people, first, asking.received(people, at).number)
    assert put(people, second, "").same_as is None
    assert Entry.objects.filter(kind="disclosure.ungrouped", subject=second.number).count() == 1


def test_not_with_itself_and_not_with_another_organisations(people, at):
    case = asking.received(people, at)
    other, _ = filing.submit(STREET, asking.APPLICATION, "another token")
    for number, words in ((case.number, "不能与自己"), (other.number, "没有编号"), ("x", "没有编号")):
        with pytest.raises(RuleBroken, match=words):
            put(people, case, number)

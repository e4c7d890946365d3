"""Cases that an organisation brings along are filed once, run by the clock, and counted as carried over."""

from datetime import date

import pytest

from gongkai.desk.disclosure.models import DisclosureRequest
from gongkai.desk.disclosure.queries.statistics import table_three_of
from gongkai.desk.disclosure.rules.carried import carried
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import RuleBroken, Stage
from gongkai.desk.disclosure.rules.tables import CARRIED_IN, NEW, TOTAL, Cell
from gongkai.desk.disclosure.services import joining, reading, showing
from gongkai.ground.deadlines.rules.events import Illegal
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed

from .asking import APPLICATION, FINANCE
from .carrying import ENDED, OPEN, line


def test_they_stand_where_they_stood_and_the_same_file_again_adds_nothing(people, at):
    at(date(2026, 1, 15))
    officer = people["case officer"]
    cases = [carried(line()), carried(line("旧〔2025〕32号", ENDED, outcome="granted"))]
    assert joining.load(FINANCE, cases, by=officer) == {"loaded": 2, "known": 0}
    assert joining.load(FINANCE, cases, by=officer) == {"loaded": 0, "known": 2}
    first, second = DisclosureRequest.objects.order_by("pk")
    assert (first.number, first.stage) == (f"{FINANCE}-2025-00001", Stage.RUNNING)
    assert (first.received_on, str(first.due_on)) == (date(2025, 12, 22), "2026-01-20")
    assert (second.stage, second.outcome) == (Stage.ENDED, Outcome.GRANTED)
    table = table_three_of([first.organisation_id], 2026)
    assert (table[Cell(3, CARRIED_IN, TOTAL)], table[Cell(3, NEW, TOTAL)]) == (2, 0)
    _, application = reading.look(first.pk, by=officer)
    assert application == APPLICATION and "旧〔2025〕31号" in reading.words_of(first, first.events.get())
    assert showing.letter(second) == []  # the reply was served before: no letter of ours
    assert Entry.objects.filter(kind="disclosure.carried_in").count() == 2
    assert "旧〔2025〕" not in "".join(Entry.objects.values_list("facts", flat=True))


def test_all_or_none_and_only_what_the_law_allows(people, at):
    at(date(2026, 1, 15))
    officer = people["case officer"]
    late = [*OPEN, {"step": "extended", "on": "2026-03-30", "days": 5, "consent": True}]
    for history, refused, says in (
        (late, Illegal, "第三十三条"),
        ([{"step": "received", "on": "2025-12-01"}], RuleBroken, "早于提交日"),
        ([*OPEN, {"step": "withdrawn", "on": "2026-01-16"}], RuleBroken, "在将来"),
    ):
        outcome = {"outcome": "otherwise"} if history[-1]["step"] == "withdrawn" else {}
        with pytest.raises(refused, match=says):
            joining.load(FINANCE, [carried(line()), carried(line("b", history, **outcome))], by=officer)
    with pytest.raises(RuleBroken, match="姓名"):
        joining.load(FINANCE, [carried(line(subject="周晓梅的申请"))], by=officer)
    with pytest.raises(NotAllowed):
        joining.load(FINANCE, [carried(line())], by=people["head"])
    assert not DisclosureRequest.objects.exists()

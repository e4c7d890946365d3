"""Orders of the national entry run on their three days, once each, and their answers go back."""

from datetime import date

import pytest

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.kinds import Channel, Kind, RuleBroken
from gongkai.desk.engagement.services import error_reports, handling
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed

from . import corresponding
from .corresponding import ANSWER, RECEIVED, fresh, root
from .hotline_play import CLOCK, refer
from .test_rules_error_reports import ROW


def load(*rows, by=CLOCK):
    return error_reports.load([(f"第 {n} 行", row) for n, row in enumerate(rows, 1)], root(), by=by)


def test_an_order_comes_in_once_with_three_working_days(people, at):
    at(RECEIVED)
    report = load(ROW, ROW, ROW | {"提交时间": "2027-01-01", "工单编号": "ZC-2"}, {"x": 1}, None)
    assert (report.read, report.imported, report.unchanged, report.rejected) == (5, 1, 1, 3)
    assert report.lines[0] == "第 3 行：收到时间在将来"
    letter = Letter.objects.get()
    assert (letter.kind, letter.channel, letter.outside) == (
        Kind.ERROR_REPORT,
        Channel.NATIONAL,
        "ZC-2026-1",
    )
    assert (letter.until, letter.category) == (date(2026, 3, 5), "错别字")
    assert load(ROW | {"问题描述": "改了"}).unchanged == 1
    with pytest.raises(RuleBroken):
        error_reports.load([], "000000000", by=CLOCK)
    with pytest.raises(NotAllowed):
        load(ROW, by=people["answerer"])


def test_answers_go_back_and_opening_them_is_recorded(people, at):
    at(RECEIVED)
    load(ROW, ROW | {"工单编号": "ZC-2026-2"})
    first = Letter.objects.get(outside="ZC-2026-1")
    refer(people, first)
    handling.accept(first.pk, version=fresh(first).version, by=people["answerer"])
    corresponding.reply(people, first)
    rows = error_reports.answers(RECEIVED, RECEIVED, by=CLOCK)
    assert [row[0] for row in rows] == ["ZC-2026-1", "ZC-2026-2"]
    assert (rows[0][-1], rows[0][4], rows[1][-1]) == (ANSWER, "已答复", "")
    assert Entry.objects.filter(kind="letter.exported").count() == 1
    assert error_reports.answers(date(2026, 3, 3), by=CLOCK) == []
    with pytest.raises(NotAllowed):
        error_reports.answers(by=people["answerer"])

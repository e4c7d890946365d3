"""What an organisation's cases were charged, from their notices and payments."""

from datetime import date
from decimal import Decimal

from gongkai.desk.disclosure.queries import charges
from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.services import handling, reports
from gongkai.ground.orgs import queries as orgs
from tests.record.editorial import making

from . import asking
from .asking import fresh


def charged(people, at, *, paid: bool):
    case, officer = asking.received(people, at), people["case officer"]
    handling.charge(case.pk, items=31, version=fresh(case).version, by=officer)
    if paid:
        at(date(2026, 3, 9))
        handling.paid(case.pk, version=fresh(case).version, by=officer)
    return case


def test_what_was_paid_is_the_reports_fee_and_its_governments(people, at, django_assert_num_queries):
    first, second = charged(people, at, paid=True), charged(people, at, paid=False)
    own = orgs.by_code(asking.FINANCE)
    with django_assert_num_queries(1):
        found = charges.of([own.pk], 2026)
    assert {one.case: bool(one.paid_on) for one in found} == {first.number: True, second.number: False}
    at(date(2027, 1, 5))
    report = reports.draft(asking.FINANCE, 2026, by=people["drafter"])
    assert report.fee == Decimal(2200) and queries.filled(report)["six"] == "本年度收取信息处理费 2200 元。"
    root = reports.roll_up(orgs.root().code, 2026, by=making.OPERATOR)
    assert root.fee == Decimal(2200)
    assert reports.draft(asking.STREET, 2026, by=making.OPERATOR).fee == 0

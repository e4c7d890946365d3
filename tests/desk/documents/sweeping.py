"""A department's documents and a sweep over them, for the tests of sweeps."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from gongkai.desk.documents.services import sweep_results, sweeps
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.record.editorial import making

from .writing import FINANCE, WHO

SHANGHAI = ZoneInfo("Asia/Shanghai")
BASIS = "《行政规范性文件管理办法》和年度清理安排"


def document(number: int, publisher: str = FINANCE, **fields):
    given = {
        "kind": Kind.DOCUMENT,
        "title": f"第{number}号管理办法",
        "html": "<p>为规范管理，制定本办法。</p>",
        "text": "为规范管理，制定本办法。",
        "published_at": datetime(2024, 1, number, 9, tzinfo=SHANGHAI),
        "document_number": f"江财〔2024〕{number}号",
        "made_on": date(2024, 1, number),
    }
    return publications.publish(Draft(publisher=publisher, **(given | fields)), by=making.OPERATOR)


def opened(people, count=4):
    """A sweep over ``count`` documents, nothing proposed yet; the sweep and the documents."""
    rows = [document(number) for number in range(1, count + 1)]
    sweep = sweeps.open(FINANCE, "2026年文件清理", BASIS, by=people["drafter"])
    sweeps.add_in_force(sweep.pk, by=people["drafter"])
    return sweep, rows


def proposed(people, *proposals):
    """A sweep with these proposals for its documents, in order."""
    sweep, rows = opened(people, len(proposals))
    said = {
        item.pk: (proposal, "" if proposal == "keep" else "上位法已修改")
        for item, proposal in zip(sweep.items.order_by("pk"), proposals, strict=True)
    }
    sweeps.propose(sweep.pk, said, by=people["drafter"])
    return sweep, rows


def approved(people, *proposals):
    sweep, rows = proposed(people, *proposals)
    sweep_results.submit(sweep.pk, by=people["drafter"])
    return pass_all(sweep, people), rows


def pass_all(sweep, people):
    review = reviews.opened("sweep", str(sweep.pk))
    for stage in STAGES[review.profile]:
        by = people[WHO.get(stage, "final")]
        sweep = sweep_results.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=by)
    return sweep

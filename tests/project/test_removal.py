"""What the law removes leaves no word behind: in no table, in no file of the state directory."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from openpyxl import Workbook

from gongkai.desk.documents.models import ImportedRecord, Manuscript, QuarantinedRecord
from gongkai.desk.documents.rules.batches import Action, Item, Subject
from gongkai.desk.documents.services import (
    attaching,
    batch_opening,
    checking,
    folders,
    handovers,
    manuscripts,
    publishing,
    submitting,
    sweeps,
    unheld,
)
from gongkai.ground.attachments import queries as attachments
from gongkai.ground.attachments import services as intake
from gongkai.ground.attachments.models import FileContents
from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify
from gongkai.project import jobs
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import takedowns
from gongkai.record.editorial.queries import findings as found
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.findings import Finding, Severity
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.services import findings
from gongkai.record.search import generations
from gongkai.record.search import services as search
from gongkai.surface.console.models import WorkingCopy
from tests.desk.documents import sweeping, writing
from tests.desk.documents.test_handovers import packed
from tests.record.editorial import making

MARK = "QZXJWK"


@pytest.fixture
def people(transactional_db):
    made = writing.city()
    yield made
    search.release()


def tables() -> list[str]:
    """Table and column of every value that still says the mark."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found += [
                    f"{table}.{name}"
                    for name, value in zip(names, row, strict=True)
                    if MARK.casefold()
                    in str(bytes(value) if isinstance(value, memoryview) else value).casefold()
                ]
    return sorted(set(found))


def files() -> list[str]:
    """Every file of the state directory whose name or bytes say it."""
    mark = MARK.casefold()
    forms = [mark.encode(), mark.encode("utf-16-le"), mark.encode("utf-16-be")]
    return [
        str(path.relative_to(settings.HOME))
        for path in sorted(Path(settings.HOME).rglob("*"))
        if mark in path.name.casefold()
        or path.is_file()
        and any(form in path.read_bytes().lower() for form in forms)
    ]


def workbook() -> bytes:
    """Its visible sheet says the mark, and so does a hidden one."""
    book, out = Workbook(), BytesIO()
    book.active.append([MARK, 12])
    hidden = book.create_sheet("名单")
    hidden.append([f"{MARK}的名单"])
    hidden.sheet_state = "hidden"
    book.save(out)
    return out.getvalue()


def handed_over(people) -> Manuscript:
    """A manuscript from the watched folder, every word of which says the mark."""
    handovers.admit("oa", "办公系统", writing.FINANCE, by=making.OPERATOR)
    folder = Path(settings.HOME) / "handover" / "oa" / "1"
    folder.mkdir(parents=True)
    (folder / f"{MARK}.html").write_text(f"<p>{MARK}，联系电话13812345678。</p>")
    (folder / f"{MARK}.csv").write_text(f"项目,金额\n{MARK},10\n")
    names = {"body": f"{MARK}.html", "attachments": [f"{MARK}.csv"]}
    said = {
        "title": f"关于{MARK}的通知",
        "summary": MARK,
        "keywords": [MARK],
        "document_number": "",
        "key": "1",
    }
    (folder / "metadata.json").write_bytes(packed(**names, **said, normative=False))
    assert folders.take_packages(Path(settings.HOME) / "handover") == (1, 0)
    return Manuscript.objects.get()


def published(people) -> Any:
    """That manuscript through everything that may write its words down, to its publication."""
    manuscript = handed_over(people)
    hiding = attaching.add(manuscript.pk, f"{MARK}.xlsx", workbook(), by=people["drafter"])
    attaching.clean(manuscript.pk, hiding.pk, by=people["drafter"])
    for one in found.blocking("manuscript", checking.subjects(manuscript)):
        submitting.answer(manuscript.pk, one.subject, one.fingerprint, reason=MARK, by=people["drafter"])
    submitting.submit(manuscript.pk, revision=manuscript.revision, by=people["drafter"])
    review = reviews.opened("manuscript", str(manuscript.pk))
    submitting.decide(review.pk, Outcome.COMMENTED, MARK, stage=Stage.FIRST, by=people["first"])
    writing.pass_all(manuscript, people)
    return publishing.publish(manuscript.pk, by=people["final"]).publication


def written_down(public: Any, people) -> None:
    """What imports, batches, sweeps, checks, people and a take-down note about it."""
    at = timezone.now()
    told = {"publication": public, "at": at}
    ImportedRecord.objects.create(source_key="a:1", fingerprint="0", outcome="published", core=MARK, **told)
    held = {"publisher": public.publisher, "title": MARK, "findings": f'["{MARK}"]', "reason": MARK}
    QuarantinedRecord.objects.create(source_key="a:2", draft="", decision="released", **held, **told)
    item = Item(Subject.PUBLICATION, public.identifier, MARK, f'{{"reason": "{MARK}"}}')
    batch_opening.open(
        Action.WITHDRAW, [item], organisation=writing.FINANCE, title="撤回", by=people["final"]
    )
    sweep = sweeps.open(writing.FINANCE, "2026年文件清理", sweeping.BASIS, by=people["drafter"])
    sweeps.add_in_force(sweep.pk, by=people["drafter"])
    sweeps.propose(sweep.pk, {row.pk: ("repeal", MARK) for row in sweep.items.all()}, by=people["drafter"])
    change = manuscripts.change(public.identifier, by=people["drafter"])
    drafter = get_user_model().objects.get(username="drafter")
    WorkingCopy.objects.create(user=drafter, manuscript=change.pk, form=MARK, at=at)
    notify([drafter.pk], Words("请修改", MARK, f"/console/manuscripts/{change.pk}/"), by=making.OPERATOR)
    one = Finding("wording", Severity.WARNING, "正文", MARK, "请改正")
    findings.store("publication", public.identifier, [one], by=making.OPERATOR)
    sequence_all()
    search.follow()


def test_nothing_is_left_of_what_the_law_removed(people):
    public = published(people)
    written_down(public, people)
    assert {"catalogue_version.html", "documents_revision.html", "console_workingcopy.form"} <= set(tables())
    assert any("files/" in name for name in files()) and any("search" in name for name in files())
    taken = takedowns.suspend(public.identifier, reason=MARK, by=people["officer"])
    end = {"ending": Ending.REMOVED, "reason": "行政处罚已撤销", "words": "同意"}
    takedowns.confirm(taken.pk, **end, by=people["final"])
    jobs.purge_manuscripts(timezone.localtime())
    jobs.purge(timezone.localtime())
    sequence_all()
    search.follow()
    if generations.purge_due():
        search.rebuild()
    assert tables() == []
    assert not FileContents.objects.filter(file__discarded_at__isnull=False).exists()  # packed words
    assert files() == []


def test_a_file_that_nothing_holds_goes_after_a_day(people):
    stored = intake.take_in("a.csv", f"项目\n{MARK}\n".encode(), by=people["drafter"])
    assert unheld.sweep(timezone.now(), by=making.OPERATOR) == 0
    assert unheld.sweep(timezone.now() + timedelta(days=2), by=making.OPERATOR) == 1
    assert attachments.stored(stored.sha256) is None
    assert not [name for name in files() if name.startswith("files/")]

"""All three tables of a body that does not work on the platform, from its workbook.

The file is a stranger's: it is read in a confined child, before the transaction.
"""

import hashlib

import orjson
from django.db import transaction

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Refused as NotRead
from gongkai.ground.orgs.rules import GOVERNMENTS, Actor

from ..models import AnnualReport
from ..queries import reports as queries
from ..rules.grids import Unreadable, must_fit, understood
from ..rules.identities import broken
from ..rules.report_reading import Found, found_in
from ..rules.reports import FEE, Refused, RuleBroken, Source
from ..rules.stored import pack
from ..rules.tables import CELLS
from .reports import evidence_words, kept, locked, must_be_written, rests, same

PROBLEMS = 8  # unreadable places that one message names


def import_tables(
    key: int, name: str, content: bytes, evidence: str, *, revision: int, by: Actor
) -> AnnualReport:
    """Take the tables, instead of what stands there. Call outside a transaction.

    Raises RuleBroken naming what could not be read, Refused naming the cells that do not add up.
    """
    with transaction.atomic():
        _importable(key, revision, by)  # before anything is read for somebody who may not
    return _taken(key, name, _read(content), hashlib.sha256(content).hexdigest(), evidence, revision, by)


def _read(content: bytes) -> Found:
    try:
        must_fit(content)
        found = found_in(understood(sandbox.run("sheets", content)))
    except (Unreadable, NotRead) as wrong:
        raise RuleBroken(str(wrong)) from wrong
    if found.problems:
        more = f"；还有 {len(found.problems) - PROBLEMS} 处" if len(found.problems) > PROBLEMS else ""
        raise RuleBroken("；".join(problem.words for problem in found.problems[:PROBLEMS]) + more)
    if against := broken(found.tables):
        raise Refused(against)
    return found


def _importable(key: int, revision: int, by: Actor) -> AnnualReport:
    report = locked(key, by)
    must_be_written(report)
    same(report, revision)
    if report.organisation.kind in GOVERNMENTS:
        raise RuleBroken("一级政府的报告由各单位的报告汇总，请在各单位名下导入")
    if queries.has_cases(report):
        raise RuleBroken("这个机构的申请在平台上办理，表三、表四由案件统计，不能导入；其他数字请逐项填报")
    return report


@transaction.atomic
def _taken(
    key: int, name: str, found: Found, digest: str, evidence: str, revision: int, by: Actor
) -> AnnualReport:
    report, words = _importable(key, revision, by), evidence_words(evidence)
    said = {FEE: Source.ENTERED} if queries.sources(report).get(FEE) == Source.ENTERED else {}
    keys = [*(cell.key for cell in CELLS if cell.table == 2), "3", "4"]
    sources = dict.fromkeys(keys, Source.IMPORTED) | said
    report.sources = orjson.dumps(sources, option=orjson.OPT_SORT_KEYS).decode()
    report.own = pack(found.tables)
    rests(report, Source.IMPORTED, words, by, file_name=name[:200], sha256=digest)
    return kept(report, "report.imported", found.tables, by, file=digest)

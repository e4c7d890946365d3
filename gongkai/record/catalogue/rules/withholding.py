"""不予公开: the grounds of arts. 14 to 16 of the Regulation, and re-assessment (art. 18).

That it comes round every year is practice: the Regulation says 定期 and names no period.
Pure: no Django, no clock, no I/O.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

import orjson

from gongkai.ground.language.rules.labels import Labelled

LAST_YEAR = 9_000  # a mistyped year; beyond it dates end
REASSESS_YEARS = 1  # practice, not law
MAX_YEARS = 5  # practice: what is looked at less often is not re-assessed
MAX_TITLE, MAX_SCOPE, MAX_BASIS = 200, 500, 300


class Ground(Labelled):
    """Why something is not disclosed."""

    SECRET = "ND-14-1", "依法确定为国家秘密"
    FORBIDDEN = "ND-14-2", "法律、行政法规禁止公开"
    SAFETY = "ND-14-3", "公开后可能危及国家安全、公共安全、经济安全、社会稳定"
    THIRD_PARTY = "ND-15", "涉及商业秘密、个人隐私等，公开会损害第三方合法权益"
    INTERNAL = "ND-16-1", "人事管理、后勤管理、内部工作流程等内部事务信息"
    PROCESS = "ND-16-2", "讨论记录、过程稿、磋商信函、请示报告等过程性信息"
    ENFORCEMENT = "ND-16-3", "行政执法案卷信息"


ARTICLES = {
    Ground.SECRET: "第十四条",
    Ground.FORBIDDEN: "第十四条",
    Ground.SAFETY: "第十四条",
    Ground.THIRD_PARTY: "第十五条",
    Ground.INTERNAL: "第十六条第一款",
    Ground.PROCESS: "第十六条第二款",
    Ground.ENFORCEMENT: "第十六条第二款",
}
MANDATORY = frozenset({Ground.SECRET, Ground.FORBIDDEN, Ground.SAFETY, Ground.THIRD_PARTY})


class MatterState(Labelled):
    WITHHELD = "withheld", "不予公开"
    DISCLOSED = "disclosed", "已转为公开"


class BadMatter(ValueError):
    """The matter cannot stand on the list like this; the message says what to change."""


@dataclass(frozen=True, slots=True)
class NewMatter:
    """What is withheld and why. ``reassess_on`` None is a year after ``decided_on``."""

    title: str
    ground: str
    basis: str
    decided_on: date
    scope: str = ""
    reassess_on: date | None = None


def digest(title: str, scope: str, basis: str) -> str:
    """Stands for a matter's words in the ledger, which holds none; hex."""
    return hashlib.sha256(orjson.dumps([title, scope, basis])).hexdigest()


def article(ground: str) -> str:
    """The Regulation's article of a ground, as cited."""
    return f"《政府信息公开条例》{ARTICLES[Ground(ground)]}"


def next_assessment(decided_on: date) -> date:
    """The same day in REASSESS_YEARS."""
    return years_after(decided_on, REASSESS_YEARS)


def years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


def check(matter: NewMatter) -> NewMatter:
    """The matter with its day of re-assessment. Raises BadMatter."""
    if not matter.title.strip():
        raise BadMatter("请填写不予公开的事项")
    if matter.ground not in [*Ground]:
        raise BadMatter("请选择不予公开的理由（条例第十四条至第十六条）")
    if not matter.basis.strip():
        raise BadMatter("请写明依据的法律、法规和条款")
    for label, text, most in (
        ("事项", matter.title, MAX_TITLE),
        ("范围说明", matter.scope, MAX_SCOPE),
        ("依据", matter.basis, MAX_BASIS),
    ):
        if len(text) > most or "\0" in text:
            raise BadMatter(f"{label}最多 {most} 字，且不含空字符")
    if matter.decided_on.year > LAST_YEAR:
        raise BadMatter("确定日期的年份不对，请改正")
    day = matter.reassess_on or next_assessment(matter.decided_on)
    if not matter.decided_on < day <= years_after(matter.decided_on, MAX_YEARS):
        raise BadMatter(f"重新评估日期应在确定日期之后、{MAX_YEARS} 年之内（条例第十八条）")
    return NewMatter(matter.title, matter.ground, matter.basis, matter.decided_on, matter.scope, day)

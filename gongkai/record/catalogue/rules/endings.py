"""The ways in which something public ends (撤回、合并、删除), and what stands at its address afterwards.

Pure: no Django, no clock, no I/O.
"""

from gongkai.ground.language.rules.labels import Labelled

from . import RuleBroken, Status

REVIEW_HOURS = 24  # within which a second person looks at a take-down: practice


class Ending(Labelled):
    """How a publication ended; stored, and said in the public facts of the ledger."""

    IN_ERROR = "in_error", "发布有误"
    WITHDRAWN = "withdrawn", "撤回"
    CONSOLIDATED = "consolidated", "合并"
    REMOVED = "removed", "依法删除"


class Ground(Labelled):
    """Why the law demands that a content goes; each with the article that a clerk would cite."""

    CREDIT_REPAIR = "credit_repair", "信用修复"
    REVOKED = "revoked", "原决定被变更、撤销、确认违法或者无效"
    PERSONAL_DATA = "personal_data", "个人信息"
    OTHER = "other", "其他法定情形"


BASES = {
    Ground.CREDIT_REPAIR: "《失信行为纠正后的信用信息修复管理办法（试行）》",
    Ground.REVOKED: "《行政处罚法》第四十八条第二款",
    Ground.PERSONAL_DATA: "《个人信息保护法》第四十七条",
    Ground.OTHER: "",
}


class Verdict(Labelled):
    """What the second person decided about a take-down."""

    WAITING = "waiting", "待复核"
    RESTORED = "restored", "恢复公开"
    ENDED = "ended", "不再公开"


def readable(status: str, ending: str) -> bool:
    """Whether the public may read the text: while public, and when withdrawn with its explanation on top."""
    return status == Status.PUBLISHED or (status == Status.WITHDRAWN and ending == Ending.WITHDRAWN)


def named(status: str) -> bool:
    """Whether others may go on calling it by its title: not once removed, nor while it is taken down."""
    return status in (Status.PUBLISHED, Status.WITHDRAWN)


def check(ending: Ending, *, successor: bool) -> None:
    """Refuse a withdrawal that leads nowhere it must lead, or somewhere it must not."""
    if ending == Ending.REMOVED:
        raise RuleBroken("依法删除请使用“依法删除”，不能作为撤回办理")
    if ending == Ending.CONSOLIDATED and not successor:
        raise RuleBroken("合并须指明并入的公开信息，请填写它的索引号或文号")
    if ending == Ending.WITHDRAWN and successor:
        raise RuleBroken("撤回的信息仍可阅读，不转向别处；需要转向请选“发布有误”或“合并”")

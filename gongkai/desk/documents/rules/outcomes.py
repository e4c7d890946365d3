"""How an import record can end, and what a person decides about a quarantined one."""

from enum import StrEnum


class Outcome(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return list(zip(cls, ("已导入", "已更新", "无变化", "已隔离", "已拒绝"), strict=True))


class Decision(StrEnum):
    WAITING = "waiting"
    RELEASED = "released"
    MASKED = "masked"
    REFUSED = "refused"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return list(zip(cls, ("待处理", "放行", "遮盖后放行", "不予公开"), strict=True))

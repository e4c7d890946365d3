"""The way of a review: which steps a person may take, and what comes of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.ground.language.rules.labels import Labelled

from .profiles import SEPARATE, STAGES, Profile, Stage

MAX_WORDS = 1_000  # characters of one opinion


class Status(Labelled):
    OPEN = "open", "审核中"
    APPROVED = "approved", "已通过"
    RETURNED = "returned", "已退回"
    CANCELLED = "cancelled", "已撤回送审"


class Outcome(Labelled):
    APPROVED = "approved", "通过"
    RETURNED = "returned", "退回"
    COMMENTED = "commented", "意见"


class RuleBroken(ValueError):
    """The review does not allow this step; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a stage: ``person`` is the account's number."""

    stage: Stage
    person: int


def following(profile: Profile, stage: Stage) -> Stage | None:
    """The stage after this one; None when it is the last."""
    stages = STAGES[profile]
    place = stages.index(stage) + 1
    return stages[place] if place < len(stages) else None


def must_be_another(stage: Stage, person: int, *, drafter: int | None, approvals: Iterable[Approval]) -> None:
    """Refuse the drafter at every stage, and at the separate stages whoever approved one of them before."""
    if drafter is not None and person == drafter:
        raise RuleBroken("起草人不能审核自己的稿件，请由其他人员审核")
    if stage in SEPARATE:
        for approval in approvals:
            if approval.person == person and approval.stage in SEPARATE:
                raise RuleBroken(
                    f"您已完成{approval.stage.label}，{stage.label}须由另一人办理，请交其他审核人员"
                )

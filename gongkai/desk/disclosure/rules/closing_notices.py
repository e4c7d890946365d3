"""The notice of a request that ended without a reply: given up by not correcting or paying, or withdrawn.

条例 arts. 30, 42; 政府信息公开信息处理费管理办法 (国办函〔2020〕109号). No 答复书 is served there: the
remedies count from this notice. Pure.
"""

from dataclasses import dataclass
from datetime import date

from gongkai.ground.language.rules.dates import written

from .letters import REGULATION, BadLetter, Facts, Paragraph, finished, received, remedies
from .outcomes import ENDINGS, Outcome
from .remedies import remedy

PAPER = "告知书"
FEE_RULES = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"
TITLES = {
    Outcome.UNCORRECTED: "不再处理政府信息公开申请告知书",
    Outcome.UNPAID: "不再处理政府信息公开申请告知书",
    Outcome.OTHERWISE: "终止办理政府信息公开申请告知书",
}


@dataclass(frozen=True, slots=True)
class Waited:
    """What was asked of the applicant, on which day and until when; ``fee`` in yuan."""

    asked_on: date | None = None
    until: date | None = None
    fee: int = 0


def notice(outcome: Outcome, facts: Facts, waited: Waited) -> list[Paragraph]:
    """The whole notice, in order. Raises BadLetter for an outcome that a reply tells."""
    if outcome not in TITLES:
        raise BadLetter(f"“{outcome.label}”用答复书告知申请人")
    lines = [
        Paragraph("title", f"{facts.organisation}{TITLES[outcome]}"),
        Paragraph("address", f"{facts.applicant}："),
        Paragraph("text", received(facts)),
        *(Paragraph("text", text) for text in _told(outcome, facts, waited)),
    ]
    return finished(lines, remedies(remedy(outcome), facts, paper=PAPER, act="处理"), facts)


def _told(outcome: Outcome, facts: Facts, waited: Waited) -> list[str]:
    asked = f"本机关于 {written(waited.asked_on)}" if waited.asked_on else "本机关已"
    until = f"，期限至 {written(waited.until)}" if waited.until else ""
    under, again = f"根据{REGULATION}{ENDINGS[outcome].articles}", "您仍需要该信息的，可以重新提出申请。"
    if outcome is Outcome.UNCORRECTED:
        return [
            f"{asked}告知您补正申请内容{until}。期限届满，本机关没有收到您的补正材料，也没有收到您对逾期的说明。",
            f"{under}的规定，您无正当理由逾期不补正，视为放弃申请，本机关不再处理该申请。{again}",
        ]
    if outcome is Outcome.UNPAID:
        return [
            f"{asked}向您发出收费通知，应缴信息处理费 {waited.fee:,} 元{until}。期限届满，您没有缴纳。",
            f"{under}和{FEE_RULES}的规定，您逾期未缴纳信息处理费，视为放弃申请，本机关不再处理该申请。{again}",
        ]
    return [f"您于 {written(facts.on)}撤回申请，本机关终止办理该申请。{again}"]

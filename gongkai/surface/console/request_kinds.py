"""The steps of a case as the desk offers them: each with its form, its duty, and when it makes sense.

What is offered is a convenience; whether a step is lawful the services decide, and say so with the article.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import ALIVE, OPEN, ReplyState, Stage
from gongkai.desk.disclosure.rules.tables import DISPUTES
from gongkai.desk.disclosure.services.releasing import GIVEN
from gongkai.ground.deadlines.rules.clock import Clock
from gongkai.ground.orgs.rules import Duty

from . import request_forms as asking

RUNNING = (Stage.RUNNING, Stage.CONSULTING)
AFTER = (Stage.ENDED, Stage.ARCHIVED)
KNOWN = (*OPEN, *AFTER)


@dataclass(frozen=True, slots=True)
class Kind:
    """``lead`` explains, with the numbers in force; ``lasting`` says what cannot be undone, "" if it can."""

    label: str
    form: type[forms.Form]
    stages: Iterable[str]
    done: str
    lead: str = ""
    lasting: str = ""
    duty: Duty = Duty.DISCLOSE
    files: bool = False
    group: str = "办理"
    when: Callable[[Any, Clock | None, date], bool] = lambda case, clock, today: True


def awaited(case: Any, clock: Clock | None, today: date) -> bool:
    return bool(clock and any(one.answered_on is None for one in clock.consultations))


def undelivered(case: Any, clock: Clock | None, today: date) -> bool:
    return bool(clock and any(not one.answered_on and not one.delivered_on for one in clock.consultations))


def uncorrected(case: Any, clock: Clock | None, today: date) -> bool:
    return bool(clock and clock.correction_on is None)


def in_time(case: Any, clock: Clock | None, today: date) -> bool:
    return bool(clock and clock.due and today <= clock.due.on)


def extension_waits(case: Any, clock: Clock | None, today: date) -> bool:
    return case.extension_asked > 0


def lapsed(case: Any, clock: Clock | None, today: date) -> bool:
    return bool(case.waits_until and case.waits_until < today)


def reply_is(*states: str) -> Callable[[Any, Clock | None, date], bool]:
    return lambda case, clock, today: getattr(getattr(case, "reply", None), "state", "") in states


def movable(case: Any, clock: Clock | None, today: date) -> bool:
    return case.outcome == Outcome.NOT_HELD and not case.transfers.all()


def given(case: Any, clock: Clock | None, today: date) -> bool:
    return case.outcome in GIVEN and not hasattr(case, "release")


def disputed(state: str) -> Callable[[Any, Clock | None, date], bool]:
    return lambda case, clock, today: bool(disputes(case, state))


def disputes(case: Any, state: str) -> list[tuple[str, str]]:
    """Disputes that wait for their result, or for a new reply, as choices."""
    rows = case.disputes.all()
    if state == "pending":
        found = [row for row in rows if row.result == "pending"]
    else:
        found = [row for row in rows if row.result == "corrected" and not row.redone_on]
    return [(str(row.pk), f"{DISPUTES[row.row]}（{row.filed_on} 受理）") for row in found]


NOTICE = "登记后申请人能在查询页看到，不能撤销。"
CLOCK = "登记后期限随之重新计算，不能撤销。"
KINDS = {
    "confirm": Kind(
        "确认收到", asking.ConfirmForm, [Stage.SUBMITTED], "已确认收到，答复期限开始计算",
        "与申请人确认后登记。登记事由由本机关概括，列表里人人可见，不写申请人的任何信息。", CLOCK,
    ),
    "submit": Kind(
        "答复书送审", asking.NothingForm, OPEN, "答复书已送审",
        "由起草人以外的两人审核，审核人会读到答复书全文。", when=reply_is(ReplyState.DRAFTING), group="答复",
    ),
    "recall": Kind(
        "撤回答复书", asking.NothingForm, OPEN, "答复书已撤回，可以继续修改",
        "撤回后需要重新送审。", when=reply_is(ReplyState.REVIEWING, ReplyState.APPROVED), group="答复",
    ),
    "deliver": Kind(
        "送达答复书", asking.DeliverForm, OPEN, "答复书已送达，申请办结；PDF 和 Word 文本已存入本件",
        "当面送达以签收日、邮寄以交邮日为准（国办公开办函〔2016〕235号）。",
        "送达后申请办结，答复书不能再改。", when=reply_is(ReplyState.APPROVED), group="答复",
    ),
    "correction": Kind(
        "告知补正", asking.AskCorrectionForm, RUNNING, "已告知补正，等待申请人",
        "收到申请后 {correction_notice} 个工作日内一次性告知，写明事项和合理期限（条例第三十条）。", NOTICE,
        when=uncorrected,
    ),
    "corrected": Kind(
        "登记补正", asking.CorrectedForm, [Stage.CORRECTING], "已登记补正，答复期限重新计算",
        "申请人在窗口、邮寄或者传真补正的，在这里登记；网上补正的自动登记。", CLOCK, files=True,
    ),
    "consult": Kind(
        "征求意见", asking.ConsultForm, RUNNING, "已登记征求意见函",
        "征求第三方（条例第三十二条）或者共同制作机关（第三十四条）的意见，所需时间不计入答复期限。", CLOCK,
    ),
    "delivered": Kind(
        "征求意见函送达", asking.DeliveredForm, OPEN, "已登记送达日",
        "从送达日起算：第三方 {third_party} 个工作日，共同制作机关 {joint_organ} 个工作日。", CLOCK,
        when=undelivered,
    ),
    "answered": Kind(
        "收到意见", asking.AnsweredForm, OPEN, "已登记意见", "", CLOCK, files=True, when=awaited,
    ),
    "ask_extension": Kind(
        "请求延长", asking.DaysForm, RUNNING, "已请负责人决定",
        "请负责人同意延长，最多 {extension} 个工作日（条例第三十三条）。"
        "理由会出现在负责人的通知里，不写个人信息。", when=in_time,
    ),
    "extend": Kind(
        "同意延长", asking.DaysForm, RUNNING, "已延长，申请人可以在查询页看到",
        "须在答复期限届满前决定，合计不超过 {extension} 个工作日，并告知申请人（条例第三十三条）。"
        "经办人写的理由已填好，可以改写：申请人会看到。", NOTICE, duty=Duty.CONSENT, when=in_time,
    ),
    "refuse_extension": Kind(
        "不同意延长", asking.RefuseExtensionForm, RUNNING, "已告知经办人不同意延长",
        "答复期限不变，经办人会收到通知。", duty=Duty.CONSENT, when=extension_waits,
    ),
    "delay": Kind(
        "确定延迟答复", asking.DaysForm, RUNNING, "已确定延迟答复的期限",
        "申请数量、频次明显超过合理范围但理由合理，不能按期答复的（条例第三十五条）。", NOTICE,
        duty=Duty.CONSENT,
    ),
    "charge": Kind(
        "收费通知", asking.ChargeForm, RUNNING, "已发出收费通知，等待缴费",
        "只在数量、频次明显超过合理范围时收取（条例第四十二条）。先算出金额，核对后再发出。", NOTICE,
    ),
    "paid": Kind(
        "登记缴费", asking.DayForm, [Stage.PAYING], "已登记缴费，答复期限从次日起重新计算", "", CLOCK,
    ),
    "abandon": Kind(
        "视为放弃", asking.NothingForm, [Stage.CORRECTING, Stage.PAYING], "已办结，申请人可以看到告知书",
        "申请人无正当理由逾期不补正、不缴费的，不再处理（条例第三十条、第四十二条）。",
        "登记后申请办结，不能恢复。", when=lapsed,
    ),
    "withdraw": Kind(
        "申请人撤回", asking.WithdrawForm, ALIVE, "已按申请人撤回办结",
        "申请人在窗口、电话或者书面撤回的，在这里登记。", "登记后申请办结，不能恢复。",
    ),
    "rename": Kind(
        "改登记事由", asking.SubjectForm, KNOWN, "登记事由已修改", group="其他",
    ),
    "group": Kind(
        "归并", asking.GroupForm, KNOWN, "归并已更新",
        "不同申请人就同一信息提出的申请可以归并；各件仍分别计算期限、分别答复。", group="其他",
    ),
    "reissue": Kind(
        "重发查询码", asking.ReissueForm, (Stage.SUBMITTED, *KNOWN), "",
        "申请人丢失查询码、在窗口出示身份证明后办理。", "原查询码立即失效。", group="其他",
    ),
    "transfer": Kind(
        "转送有权机关", asking.TransferForm, AFTER, "已转送，对方机关会收到一件新申请",
        "答复已告知有权机关的名称和联系方式，申请人同意由本机关转送的（条例第三十六条第五项）。查询码不变。",
        "对方机关将看到申请的全部内容。", group="办结以后", when=movable,
    ),
    "release": Kind(
        "转为主动公开", asking.NothingForm, AFTER, "已建立公开稿件，请补充内容、核对个人信息后送审",
        "多人申请同一信息，或者申请人建议的，可以转为主动公开（条例第四十四条）。提供给申请人的文件会作为稿件"
        "附件，{publication} 个工作日内公开（第二十六条）。", group="办结以后", when=given,
    ),
    "dispute": Kind(
        "登记复议诉讼", asking.DisputeForm, (*OPEN, *AFTER), "已登记，并通知了经办人和负责人",
        "行政复议适用简易程序的，收到后 {reconsideration_answer} 个工作日内提交书面答复。", group="办结以后",
    ),
    "conclude": Kind(
        "登记审结", asking.ConcludeForm, (*OPEN, *AFTER), "结果已登记", "",
        "结果计入年度报告表四，登记后不能修改。", group="办结以后", when=disputed("pending"),
    ),
    "redo": Kind(
        "登记重新答复", asking.RedoForm, AFTER, "已登记重新答复", group="办结以后",
        when=disputed("corrected"),
    ),
    "archive": Kind(
        "归档", asking.NothingForm, [Stage.ENDED], "已归档", group="办结以后",
    ),
    "destroy": Kind(
        "鉴定销毁", asking.DestroyForm, [Stage.ARCHIVED], "已销毁：申请人的信息和全部材料不能再读",
        "救济期限已过、没有未审结的复议诉讼，经鉴定可以销毁的。编号、日期、结果和存证保留，统计不变。",
        "密钥一经销毁，任何人、任何备份都不能恢复。", duty=Duty.CONSENT, group="办结以后",
    ),
}  # fmt: skip


def offered(
    case: Any, clock: Clock | None, duties: Collection[str], today: date
) -> list[tuple[str, list[tuple[str, Kind]]]]:
    """What a post with these duties for the case may do now, by headings."""
    groups: dict[str, list[tuple[str, Kind]]] = {}
    for name, kind in KINDS.items():
        if case.stage in kind.stages and kind.duty in duties and kind.when(case, clock, today):
            groups.setdefault(kind.group, []).append((name, kind))
    return list(groups.items())

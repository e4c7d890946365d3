"""The steps of a letter as the desk offers them: each with its form, its duties, and when it makes sense.

What is offered is a convenience; whether a step is allowed the services decide, and say why not.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.desk.engagement.rules.kinds import ENDED, OPEN, TO_REFER, Part, ReplyState, Stage
from gongkai.ground.orgs.rules import Duty

from . import letter_forms as asking
from .request_forms import NothingForm

ANSWER, REFER = frozenset({Duty.ANSWER}), frozenset({Duty.REFER})
EITHER = ANSWER | REFER
JOINT = frozenset({"joint"})  # whoever speaks for a joint organisation whose opinion is waited for
KNOWN = (*OPEN, *ENDED)
When = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """``lead`` explains, with the numbers in force; ``lasting`` says what cannot be undone, "" if it can;
    ``when`` is asked of the letter and its present reply."""

    label: str
    form: type[forms.Form]
    stages: Iterable[str]
    done: str
    lead: str = ""
    lasting: str = ""
    duties: frozenset[str] = ANSWER
    files: bool = False
    group: str = "办理"
    main: bool = False
    when: When = lambda letter, reply: True


def reply_is(*states: str) -> When:
    return lambda letter, reply: reply is not None and reply.state in states


def movable(letter: Any, reply: Any) -> bool:
    return not letter.final


def extendable(letter: Any, reply: Any) -> bool:
    return not letter.extended and not letter.reopened


def joined(letter: Any, reply: Any) -> bool:
    return bool(waiting_parts(letter))


def waiting_parts(letter: Any) -> list[tuple[str, str]]:
    """Joint organisations whose opinions are waited for, as choices."""
    parts = [one for one in letter.handlings.all() if not one.lead and one.ended_on is None]
    return [(one.organisation.code, one.organisation.name) for one in parts if one.part == Part.WAITING]


KINDS = {
    "refer": Kind(
        "分办", asking.ReferForm, (*TO_REFER, Stage.REFERRED), "已分办",
        "期限从收到来信起算，分办、退回、转办都不重新计算。退回、转办两次的，由政务公开工作机构指定。",
        duties=REFER, main=True,
    ),
    "accept": Kind(
        "受理", NothingForm, [Stage.REFERRED], "已受理，由您经办",
        "受理后由您经办，可以起草答复。", main=True,
    ),
    "refuse": Kind(
        "退回", asking.ReasonForm, [Stage.REFERRED], "已退回分办的单位",
        "不是本单位的事，写明理由退回。", "退回计入次数，不能撤销。", when=movable,
    ),
    "transfer": Kind(
        "转办", asking.TransferForm, [Stage.REFERRED, Stage.HANDLING], "已转办",
        "应由其他单位办理的，写明理由转去。第二次退回或者转办，改由政务公开工作机构指定承办单位。",
        "转办计入次数，不能撤销；写信人的期限不变。", when=movable,
    ),
    "submit": Kind(
        "答复送审", asking.SubmitForm, [Stage.HANDLING], "答复已送审",
        "由起草人以外的两人审核，审核人会读到来信和答复的全文。", when=reply_is(ReplyState.DRAFTING),
        group="答复", main=True,
    ),
    "recall": Kind(
        "撤回答复", NothingForm, [Stage.HANDLING], "答复已撤回，可以继续修改", "撤回后需要重新送审。",
        when=reply_is(ReplyState.REVIEWING, ReplyState.APPROVED), group="答复",
    ),
    "send": Kind(
        "发出答复", asking.SendForm, [Stage.HANDLING], "答复已发出，来信办结",
        "写信人凭编号和查询码能看到答复；留了联系方式的会收到通知。", "发出后来信办结，答复不能再改。",
        when=reply_is(ReplyState.APPROVED), group="答复", main=True,
    ),
    "attach": Kind(
        "加附件", NothingForm, [Stage.HANDLING], "附件已加，随答复提供", "附件和答复一起给写信人看。",
        files=True, group="答复",
    ),
    "contribute": Kind(
        "提协办意见", asking.OpinionForm, OPEN, "协办意见已交给主办单位",
        "意见加密保存，只有主办单位和审核人能看到。", "提出后不能再改。", duties=JOINT,
        group="协办", main=True,
    ),
    "excuse": Kind(
        "不再等协办意见", asking.ExcuseForm, [Stage.HANDLING], "已注明，不再等待",
        "协办单位没有意见的，注明以后可以送审。", when=joined, group="协办",
    ),
    "extend": Kind(
        "延长期限", asking.ReasonForm, [Stage.REFERRED, Stage.HANDLING], "已延长，写信人可以看到理由",
        "情况复杂的，在期限届满前延长一次，最长 {complex} 个工作日，并告知理由（国办发〔2017〕47号）。",
        "登记后写信人能看到，不能撤销。", when=extendable,
    ),
    "take_over": Kind(
        "改由我经办", NothingForm, [Stage.REFERRED, Stage.HANDLING], "已改由您经办", group="其他",
    ),
    "redirect": Kind(
        "告知其他渠道", asking.RedirectForm, OPEN, "已告知写信人，来信办结",
        "信访、纪检监察举报、复议诉讼有专门的渠道，不按来信答复。",
        "登记后来信办结，写信人会看到告知，不能撤销。", duties=EITHER,
    ),
    "supervise": Kind(
        "督办", asking.SuperviseForm, OPEN, "已督办，承办单位收到提醒",
        "原期限照常计算，两个日期中较早的一个作为最后期限。", "督办计入经过，不能撤销。",
        duties=frozenset({Duty.SUPERVISE}),
    ),
    "rename": Kind(
        "改遮盖后的文字", asking.MaskedForm, KNOWN, "遮盖后的文字已修改",
        "列表、分办和检索用这里的文字。漏遮的在这里盖住，多盖的在这里改回；原文不变。",
        duties=EITHER, group="其他",
    ),
    "group": Kind(
        "建立同一事件", asking.GroupForm, OPEN, "事件已建立，答复这一件以后可以一并答复其他来信",
        "同一件事的多封来信归到一起，这一件牵头：办理和答复一次，再发给全部写信人。",
        duties=EITHER, group="其他", when=lambda letter, reply: letter.group_id is None,
    ),
    "add": Kind(
        "归入已有事件", asking.AddForm, OPEN, "已归入事件", "牵头的来信答复以后一并答复。",
        duties=EITHER, group="其他", when=lambda letter, reply: letter.group_id is None,
    ),
    "remove": Kind(
        "移出事件", NothingForm, OPEN, "已移出事件，单独办理", "说的是另一件事时移出。",
        duties=EITHER, group="其他",
        when=lambda letter, reply: letter.group_id is not None and letter.group.lead_id != letter.pk,
    ),
    "reissue": Kind(
        "重发查询码", asking.CodeForm, KNOWN, "", "写信人丢失查询码、在窗口出示身份证明后办理。",
        "原查询码立即失效。", duties=EITHER, group="其他",
    ),
    "keep_private": Kind(
        "写信人不再同意公开", NothingForm, (*KNOWN, Stage.ARCHIVED), "已登记，不再公开",
        "写信人撤回同意的，随时登记（个人信息保护法第十五条）。", "已公开的立即撤回。",
        when=lambda letter, reply: letter.public_wish, group="其他",
    ),
    "archive": Kind(
        "归档", NothingForm, ENDED, "已归档", duties=REFER, group="办结以后",
    ),
    "destroy": Kind(
        "鉴定销毁", asking.DestroyForm, [Stage.ARCHIVED], "已销毁：写信人和来信的内容不能再读",
        "保管期满，经鉴定可以销毁的；归档的人不能自己鉴定。编号、日期、满意度和存证保留，统计不变。",
        "密钥一经销毁，任何人、任何备份都不能恢复。", duties=REFER, group="办结以后",
    ),
}  # fmt: skip


def offered(
    letter: Any, duties: Collection[str], joint: str, reply: Any
) -> list[tuple[str, list[tuple[str, Kind]]]]:
    """What a post with these duties for the letter may do now, by headings."""
    groups: dict[str, list[tuple[str, Kind]]] = {}
    held = {*duties, *(JOINT if joint else ())}
    for name, kind in KINDS.items():
        if letter.stage in kind.stages and kind.duties & held and kind.when(letter, reply):
            groups.setdefault(kind.group, []).append((name, kind))
    return list(groups.items())

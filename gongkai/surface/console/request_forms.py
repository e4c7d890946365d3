"""What each step of a case asks for. What the law thinks of it says the service, not the form."""

from typing import Any

from django import forms

from gongkai.desk.disclosure.rules.forms import MAX_LINE
from gongkai.desk.disclosure.rules.stages import Delivery
from gongkai.desk.disclosure.rules.tables import DISPUTES, RESULTS
from gongkai.desk.disclosure.services.discretion import MAX_SUBJECT
from gongkai.desk.disclosure.services.handling import MAX_REFERENCE, MAX_WORDS
from gongkai.ground.deadlines.rules.events import Party

from .request_words import PARTIES


def day(label: str, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": f"请填写{label}", "invalid": "日期请写成 2026-03-05 的样子"},
    )


def words(label: str, *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写{label}"},
    )


def number(label: str) -> forms.IntegerField:
    wrong = {"required": f"请填写{label}", "invalid": "请填写整数", "min_value": "请填写大于 0 的整数"}
    return forms.IntegerField(label=label, min_value=1, max_value=10_000_000, error_messages=wrong)


def line(label: str, limit: int = MAX_LINE, *, required: bool = True) -> forms.CharField:
    wrong = {"required": f"请填写{label}", "max_length": f"{label}最多 {limit} 字"}
    box = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=limit, required=required, widget=box, error_messages=wrong)


def choice(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, error_messages={"required": f"请选择{label}"})


class NothingForm(forms.Form):
    """A step that asks only whether."""


class SubjectForm(forms.Form):
    subject = line("登记事由", MAX_SUBJECT)


class ConfirmForm(SubjectForm):
    on = day("确认日（不填为今天）")


class AskCorrectionForm(forms.Form):
    words = words("需要补正的事项")
    days = number("补正期限（工作日）")


class CorrectedForm(forms.Form):
    words = words("补正的内容")
    on = day("收到日（不填为今天）")
    excused = forms.BooleanField(label="逾期但有正当理由", required=False)


class ConsultForm(forms.Form):
    party = choice("征求谁的意见", [(one.value, PARTIES[one]) for one in Party])
    reference = line("函号", MAX_REFERENCE)
    words = words("征求意见的内容")
    on = day("发出日（不填为今天）")


class DeliveredForm(forms.Form):
    reference = choice("哪一份函", [])
    on = day("送达日", required=True)


class AnsweredForm(forms.Form):
    reference = choice("哪一份函", [])
    agrees = choice(
        "对方是否同意公开", [("", "请选择"), ("yes", "同意公开"), ("no", "不同意，或者只同意一部分")]
    )
    words = words("对方的意见")
    on = day("收到日（不填为今天）")


class DaysForm(forms.Form):
    days = number("工作日数")
    words = words("理由")


class RefuseExtensionForm(forms.Form):
    words = words("不同意的理由")


class ChargeForm(forms.Form):
    by = choice("怎样收费", [("items", "按件（本自然月内的件数）"), ("pages", "按量（页数）")])
    count = number("件数或者页数")


class DayForm(forms.Form):
    on = day("日期（不填为今天）")


class WithdrawForm(forms.Form):
    words = words("申请人怎样提出撤回", required=False, rows=2)


class GroupForm(forms.Form):
    first = line("主件的编号（不填则移出归并）", 40, required=False)


class DeliverForm(forms.Form):
    way = choice("送达方式", Delivery.choices())
    on = day("送达日（当面为签收日，邮寄为交邮日；不填为今天）")


class TransferForm(forms.Form):
    organisation = choice("转给哪个机关", [])
    consent = forms.BooleanField(
        label="申请人已经同意转送", error_messages={"required": "转送须经申请人同意，请先征得同意。"}
    )


class DisputeForm(forms.Form):
    row = choice("类别", list(DISPUTES.items()))
    filed_on = day("受理日", required=True)


class ConcludeForm(forms.Form):
    dispute = choice("哪一件", [])
    result = choice("结果", [pair for pair in RESULTS.items() if pair[0] != "pending"])
    on = day("审结日", required=True)
    redo_by = day("重新答复的期限（结果纠正时填）")


class RedoForm(forms.Form):
    dispute = choice("哪一件", [])
    on = day("重新答复日", required=True)


class DestroyForm(forms.Form):
    reason = words("鉴定意见", rows=3)


class ReissueForm(forms.Form):
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    shown = forms.BooleanField(
        label="申请人已在窗口出示身份证明，与申请一致",
        error_messages={"required": "请先核对申请人的身份证明。"},
    )

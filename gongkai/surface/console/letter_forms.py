"""What each step of a letter asks for. Whether it is allowed the service says, not the form."""

from django import forms

from gongkai.desk.engagement.rules.kinds import Elsewhere, Kind
from gongkai.desk.engagement.rules.suggestions import MAX_CATEGORY
from gongkai.desk.engagement.rules.writing import MAX_TITLE
from gongkai.desk.engagement.services.grouping import MAX_TITLE as MAX_INCIDENT

from .request_forms import ReissueForm, choice, day, line, words

CATEGORIES = "letter-categories"  # the list of known ones that a browser offers


class ReferForm(forms.Form):
    category = forms.CharField(
        label="分类",
        max_length=MAX_CATEGORY,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": CATEGORIES}),
        error_messages={"required": "请填写分类", "max_length": f"分类最多 {MAX_CATEGORY} 字"},
    )
    organisation = choice("主办单位", [])
    joint = forms.MultipleChoiceField(
        label="协办单位（可以多选，不需要的不选）",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    kind = choice("来信类别（决定答复期限）", Kind.choices())
    simple = forms.BooleanField(label="属于简单咨询，按简单咨询的期限答复", required=False)
    words = words("交办意见（承办单位看到，可不填）", required=False, rows=3)


class ReasonForm(forms.Form):
    reason = words("理由")


class TransferForm(forms.Form):
    organisation = choice("转给哪个机构", [])
    reason = words("理由")


class OpinionForm(forms.Form):
    words = words("协办意见", rows=8)


class ExcuseForm(forms.Form):
    part = choice("不再等待哪个单位", [])


class RedirectForm(forms.Form):
    channel = choice("属于哪个渠道", Elsewhere.choices())
    words = words("补充的话（写信人会看到，可不填）", required=False, rows=3)


class MaskedForm(forms.Form):
    title = line("标题（遮盖后）", MAX_TITLE)
    words = words("内容（遮盖后）", rows=10)


class SubmitForm(forms.Form):
    words = words("给审核人的说明（检查没有发现问题的可不填）", required=False, rows=3)


class SendForm(forms.Form):
    on = day("答复日（当面或者电话答复的填那一天；不填为今天）")


class SuperviseForm(forms.Form):
    answer_by = day("请在哪一天前答复", required=True)
    words = words("督办要求", rows=3)


class GroupForm(forms.Form):
    title = line("事件名称（不写个人信息）", MAX_INCIDENT)
    others = forms.MultipleChoiceField(
        label="程序认为可能说同一件事的来信（可以多选，由您判断）",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )
    numbers = words("同一事件的其他来信编号，一行一个（可以以后再加）", required=False, rows=3)


class AddForm(forms.Form):
    incident = choice("归入哪个事件", [])


class DestroyForm(forms.Form):
    reason = words("鉴定意见", rows=3)


class CodeForm(ReissueForm):
    shown = forms.BooleanField(
        label="写信人已在窗口出示身份证明，与来信一致",
        error_messages={"required": "请先核对写信人的身份证明。"},
    )

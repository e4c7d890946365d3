"""What a reviewer sends, of whatever is reviewed: an outcome at a stage, and words."""

from django import forms

from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import MAX_WORDS, Outcome


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=Outcome.choices(),
        error_messages={
            "required": "请选择通过、退回或只提意见。",
            "invalid_choice": "请选择通过、退回或只提意见。",
        },
    )
    stage = forms.ChoiceField(choices=Stage.choices())
    words = forms.CharField(
        required=False,
        max_length=MAX_WORDS,
        error_messages={"max_length": f"意见最多 {MAX_WORDS} 字，请精简。"},
    )

"""What a reviewer sends, of whatever is reviewed: an outcome at a stage, and words."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest

from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import MAX_WORDS, Outcome

from .gate import actor


def asked(request: HttpRequest, key: int, kind: str) -> Any:
    """The review of that number, when it is of this kind and lies in the acting post's scope; else 404."""
    review = reviews.one(actor(request).scope, key)
    if review is None or review.kind != kind:
        raise Http404("没有找到这项审核")
    return review


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

    @property
    def refused(self) -> str:
        """What is wrong with it, in one line."""
        return "；".join(error for errors in self.errors.values() for error in errors)

    @property
    def decided(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])

    @property
    def at(self) -> Stage:
        """The stage that the person saw."""
        return Stage(self.cleaned_data["stage"])

    @property
    def said(self) -> str:
        return str(self.cleaned_data["words"])

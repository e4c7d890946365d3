"""登记申请: what came on paper, by fax or by word of mouth is entered, and the applicant gets a receipt.

The receipt with the query code is shown once, in the answer to the form: the code is in no address.
"""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.desk.disclosure.queries.codes import new_token
from gongkai.desk.disclosure.rules.forms import LONG, MAX_LINE, MAX_WORDS, Application, problems
from gongkai.desk.disclosure.services import filing, papers
from gongkai.ground.deadlines.rules.events import Channel
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import NotAllowed

from .endings import sent_by
from .gate import actor, staff
from .request_words import CHANNELS, CHOICES, FIELDS

GROUPS = (
    ("申请人", ("applicant", "name", "identity", "identity_number", "contact_person")),
    ("联系方式（至少一项）", ("telephone", "email", "address", "postcode")),
    ("要的政府信息（至少一项）", ("title", "document_number", "features")),
    ("怎样提供", ("form", "way")),
    ("可以不填", ("purpose", "assistance")),
)
BY_STAFF = [one for one in CHANNELS if one is not Channel.INTERNET]


class EntryForm(forms.Form):
    """What art. 29 asks is checked by the room's rules, so that desk and portal ask the same."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    organisation = forms.ChoiceField(label="受理机关")
    channel = forms.ChoiceField(label="提交方式", choices=[(one.value, CHANNELS[one]) for one in BY_STAFF])
    submitted_on = forms.DateField(
        label="提交日（邮寄为签收日）",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写提交日", "invalid": "日期请写成 2026-03-05 的样子"},
    )

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]
        for name, label in FIELDS.items():
            self.fields[name] = self._field(name, label)

    def _field(self, name: str, label: str) -> forms.Field:
        if name in CHOICES:
            choices = [("", "请选择"), *CHOICES[name].choices()]
            return forms.ChoiceField(label=label, choices=choices, required=False)
        if name in LONG:
            box = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(label=label, max_length=MAX_WORDS, required=False, widget=box)
        return forms.CharField(
            label=label, max_length=MAX_LINE, required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        for name, wrong in problems(self.application(), oral=True).items():
            if name not in self.errors:
                self.add_error(name, wrong)
        return sent

    def application(self) -> Application:
        return Application(**{name: self.cleaned_data.get(name) or "" for name in FIELDS})

    def groups(self) -> list[tuple[str, list[Any]]]:
        return [(heading, [self[name] for name in names]) for heading, names in GROUPS]


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def enter(request: HttpRequest) -> HttpResponse:
    """The form; when it is right, the receipt to print."""
    by = actor(request)
    askable = [(one.code, one.name) for one in orgs.organisations(by.scope) if one.kind in filing.ASKED]
    begun = {"token": new_token(), "organisation": by.organisation, "submitted_on": timezone.localdate()}
    form = EntryForm(sent_by(request), organisations=askable, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            return entered(request, form)
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
    context = {"form": form, "receipt": [form[name] for name in ("organisation", "channel", "submitted_on")]}
    return render(request, "console/request_entry.html", context, status=422 if form.errors else 200)


def entered(request: HttpRequest, form: EntryForm) -> HttpResponse:
    sent, now = form.cleaned_data, timezone.localtime()
    if sent["submitted_on"] == now.date():
        moment = now
    else:
        moment = timezone.make_aware(datetime.combine(sent["submitted_on"], time(12)))
    kept = papers.recognised(
        [(file.name, file.read()) for file in request.FILES.getlist("files") if file.name]
    )
    case, code = filing.enter(
        sent["organisation"],
        form.application(),
        sent["token"],
        channel=Channel(sent["channel"]),
        submitted_at=moment,
        papers=kept,
        by=actor(request),
    )
    return receipt(request, case, code)


def receipt(request: HttpRequest, case: Any, code: str) -> HttpResponse:
    """The number and the query code, once, to be printed and handed over."""
    if not code:
        raise BadRequest("没有查询码")
    return render(request, "console/request_receipt.html", {"case": case, "code": code})

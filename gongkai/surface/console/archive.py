"""移交: the package of an organisation's days for archive and library (条例 art. 25), as a download."""

import tempfile
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.queries.packages import delivered
from gongkai.record.catalogue.rules import RuleBroken
from gongkai.record.catalogue.rules.packages import Recipient, Wanted
from gongkai.record.catalogue.services import packages

from .gate import actor, staff

MOST = 500  # publications that are packed while a person waits; more is the operator's command
IN_MEMORY = 8 * 1024 * 1024  # bytes; a longer package lies in a file while it is sent


class PackageForm(forms.Form):
    organisation = forms.ChoiceField(label="机构", error_messages={"invalid_choice": "请从列表中选择机构。"})
    first = forms.DateField(label="发布日期从", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    last = forms.DateField(label="到（含）", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    recipient = forms.ChoiceField(label="接收", choices=Recipient.choices())

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = bodies  # type: ignore[attr-defined]


def quarter_before(day: date) -> tuple[date, date]:
    """The quarter that has ended last: what is usually delivered."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    last = first - timedelta(days=1)
    return last.replace(month=last.month - 2, day=1), last


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def package(request: HttpRequest) -> HttpResponseBase:
    """The form, the package as an answer to it, and what was delivered before."""
    by = actor(request)
    bodies = [(row.code, row.name) for row in orgs.below(by.scope)]
    first, last = quarter_before(timezone.localdate())
    initial = {"organisation": by.organisation, "first": first, "last": last, "recipient": Recipient.ARCHIVE}
    form = PackageForm(request.POST or None, bodies=bodies, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wanted = Wanted(given["organisation"], given["first"], given["last"], Recipient(given["recipient"]))
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
        try:
            packages.deliver(wanted, file, by=by, most=MOST)
        except (NotAllowed, RuleBroken) as broken:
            file.close()
            form.add_error(None, str(broken))
        else:
            file.seek(0)
            return FileResponse(file, as_attachment=True, filename=f"{wanted.name}.zip")
    return screen(request, form)


def screen(request: HttpRequest, form: PackageForm) -> HttpResponse:
    context = {"form": form, "most": MOST, "delivered": delivered(actor(request).organisation)}
    recipients = dict(Recipient.choices())
    for one in context["delivered"]:
        one["recipient_label"] = recipients.get(one["recipient"], one["recipient"])
    return render(request, "console/archive.html", context, status=422 if form.errors else 200)

"""信息更正: requests to correct one's own record (条例 art. 41), from the list to the answer.

What the person wrote opens only by its own button, and that look is recorded.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.disclosure.queries import record_corrections as queries
from gongkai.desk.disclosure.queries.codes import new_token
from gongkai.desk.disclosure.rules.forms import Identity
from gongkai.desk.disclosure.rules.record_corrections import ENDS, LABELS, LONG, Claim, State
from gongkai.desk.disclosure.services import filing, papers
from gongkai.desk.disclosure.services import record_corrections as services
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Duty, NotAllowed

from .endings import sent_by
from .gate import actor, staff
from .pages import ROWS, cursor, following, number, word
from .request_case import duties_for
from .request_forms import choice, line, words

TAKE_UP, DESTROY = "take_up", "destroy"


class ClaimForm(forms.Form):
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    organisation = choice("受理机关", [])

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]
        for name, label in LABELS.items():
            self.fields[name] = words(label, rows=3) if name in LONG else line(label)
        self.fields["identity"] = choice("证件种类", [("", "请选择"), *Identity.choices()])


class EndForm(forms.Form):
    state = choice("结果", [("", "请选择"), *((one.value, one.label) for one in ENDS)])
    to = forms.ChoiceField(label="转送给哪个机关（转送时选）", required=False)
    words = words("答复的内容：更正了什么，或者理由")

    def __init__(self, *args: Any, own: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [one for one in orgs.organisations(EVERYWHERE) if one.kind in filing.ASKED and one.pk != own]
        organs = [(one.code, one.name) for one in rows]
        self.fields["to"].choices = [("", "—"), *organs]  # type: ignore[attr-defined]


def within(request: HttpRequest, key: int) -> Any:
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这件更正申请")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    state, before = word(request, "state"), cursor(request) or ""
    state = state if state in dict(State.choices()) else ""
    after = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    rows = queries.listed(actor(request).scope, state, after, ROWS + 1)
    context = {
        "rows": rows[:ROWS],
        "following": following(request, str(rows[ROWS - 1].pk) if len(rows) > ROWS else ""),
        "sifted": {"state": state},
        "states": State.choices(),
        "may_enter": Duty.DISCLOSE in actor(request).duties,
    }
    return render(request, "console/record_corrections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def enter(request: HttpRequest) -> HttpResponse:
    """A request at the counter; the answer is the receipt with the query code, once."""
    by = actor(request)
    askable = [(one.code, one.name) for one in orgs.organisations(by.scope) if one.kind in filing.ASKED]
    begun = {"token": new_token(), "organisation": by.organisation}
    form = ClaimForm(sent_by(request), organisations=askable, initial=begun)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        claim = Claim(**{name: sent[name] for name in LABELS})
        try:
            uploads = [(one.name or "", one.read()) for one in request.FILES.getlist("files")]
            kept = papers.recognised(uploads)
            row, code = services.receive(sent["organisation"], claim, sent["token"], kept, by=by)
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            context = {"row": row, "code": code}
            return render(request, "console/record_correction_receipt.html", context)
    status = 422 if form.errors else 200
    return render(request, "console/record_correction_entry.html", {"form": form}, status=status)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, row: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    duties = duties_for(row.organisation, actor(request))
    context = {
        "row": row,
        "form": EndForm(own=row.organisation_id),
        "open": row.state == State.RECEIVED and Duty.DISCLOSE in duties,
        "may_look": row.state != State.DESTROYED and Duty.DISCLOSE in duties,
        "may_destroy": row.state in ENDS and Duty.CONSENT in duties,
        **extra,
    }
    return render(request, "console/record_correction.html", context, status=status)


@require_POST
@staff
def look(request: HttpRequest, key: int) -> HttpResponse:
    """Open the seal and show what was written and answered; recorded."""
    row = within(request, key)
    try:
        _, claim, answer, files = services.look(key, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, row, status=422, refused=str(broken))
    told = [(label, getattr(claim, name)) for name, label in LABELS.items()]
    told = [(label, Identity(text).label if label == LABELS["identity"] else text) for label, text in told]
    return shown(request, row, fields=told, answer=answer, files=files)


@require_POST
@staff
def download(request: HttpRequest, key: int, evidence: int) -> HttpResponse:
    row = within(request, key)
    try:
        _, name, data = services.fetch(key, evidence, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, row, status=422, refused=str(broken))
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


@require_POST
@staff
def step(request: HttpRequest, key: int) -> HttpResponse:
    """Take it up under a line of the office's own, end it with an answer, or destroy it after appraisal."""
    row, by, name = within(request, key), actor(request), request.POST.get("step", "")
    version = number(request, "version")
    form = EndForm(request.POST, own=row.organisation_id)
    try:
        if name == TAKE_UP:
            subject = request.POST.get("subject", "")
            services.take_up(key, subject=subject, version=version, by=by)
        elif name == DESTROY:
            if "sure" not in request.POST:
                raise ValueError("请勾选确认：密钥一经销毁，任何人都不能恢复")
            services.destroy(key, version=version, by=by)
        elif form.is_valid() and "sure" not in request.POST:
            raise ValueError("请勾选“我已核对”：登记后不能撤销")
        elif form.is_valid():
            sent = form.cleaned_data
            state = State(sent["state"])
            services.end(key, state, words=sent["words"], to=sent["to"], version=version, by=by)
        else:
            return shown(request, row, status=422, form=form, refused="还有地方没有填好，请看下面")
    except (NotAllowed, ValueError) as broken:
        kept = {"form": form} if name not in (TAKE_UP, DESTROY) else {}
        return shown(request, within(request, key), status=422, refused=str(broken), **kept)
    messages.success(request, f"{row.number} 已登记")
    return redirect("console:record_correction", key)

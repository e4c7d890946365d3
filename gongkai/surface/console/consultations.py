"""意见征集: the list, the draft's form, and one consultation with what can be done with it now."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.desk.consultations.queries import consultations as queries
from gongkai.desk.consultations.queries import groups, meetings, pages
from gongkai.desk.consultations.rules.decisions import MAX_DAYS, MAX_REASON, Decision
from gongkai.desk.consultations.rules.papers import COLUMNS
from gongkai.desk.consultations.rules.phases import Phase, Stage, phase_at
from gongkai.desk.consultations.rules.pieces import MAX_CONTACT, MAX_TITLE, MAX_WAYS, Content, lacking
from gongkai.desk.consultations.services import consultations
from gongkai.desk.consultations.services.checking import kind_of
from gongkai.ground.language.rules import markup
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.editorial.queries import findings, reviews
from gongkai.record.editorial.rules.profiles import Profile

from .gate import actor, staff
from .manuscripts import stages
from .pages import cursor, following

SHOWN = 50


class DraftForm(forms.Form):
    """Everything that is published with a draft; the text may be HTML from the editor or plain lines."""

    decision = forms.ChoiceField(label="决策种类", choices=Decision.choices())
    title = forms.CharField(label="标题", max_length=MAX_TITLE)
    explanation = forms.CharField(label="起草说明", widget=forms.Textarea(attrs={"rows": 5}), required=False)
    text = forms.CharField(label="草案正文", widget=forms.Textarea(attrs={"rows": 14}), required=False)
    days = forms.IntegerField(label="征集期限（日）", min_value=1, max_value=MAX_DAYS, initial=30)
    shorten_reason = forms.CharField(label="缩短期限的理由（公布）", max_length=MAX_REASON, required=False)
    ways = forms.CharField(label="提出意见的其他方式", max_length=MAX_WAYS, required=False)
    contact = forms.CharField(label="承办处室和联系方式", max_length=MAX_CONTACT, required=False)
    note = forms.CharField(label="这一版改了什么（公布）", max_length=500, required=False)

    def content(self) -> Content:
        """What was typed; text without any tag is taken line by line."""
        typed = dict(self.cleaned_data)
        text = typed.pop("text")
        html = text if "</" in text else markup.from_text(text)
        return Content(**typed | {"decision": Decision(typed["decision"]), "html": html})


def within(request: HttpRequest, key: int) -> Any:
    """The consultation, when it lies in the acting post's scope; else 404."""
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这次意见征集")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Consultations of the scope, newest first."""
    at = cursor(request) or "0"
    begun = int(at) if at.isascii() and at.isdigit() and len(at) < 7 else 0
    rows = list(queries.within(actor(request).scope)[begun : begun + SHOWN + 1])
    now, today = timezone.now(), timezone.localdate()
    context = {
        "rows": [(row, phase_at(row.phase, row.closes_at, now), late(row, today)) for row in rows[:SHOWN]],
        "following": following(request, str(begun + SHOWN) if len(rows) > SHOWN else None),
        "may_begin": Duty.DRAFT in actor(request).duties,
    }
    return render(request, "console/consultations.html", context)


def late(row: Any, today: Any) -> bool:
    waiting = row.phase in (Phase.OPEN, Phase.CLOSED)
    return bool(waiting and row.result_due_on and row.result_due_on < today)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft of the acting post's own organisation."""
    form, by = DraftForm(request.POST or None), actor(request)
    if request.method == "POST" and form.is_valid():
        try:
            row = consultations.begin(by.organisation, form.content(), by=by)
        except (NotAllowed, ValueError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "已保存草案，核对条款以后送审")
            return redirect("console:consultation", row.pk)
    return render(
        request, "console/consultation_edit.html", {"form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """The draft as it is being written."""
    row = within(request, key)
    content, _clauses = pages.content_of(row)
    names = ("decision", "title", "explanation", "days", "shorten_reason", "ways", "contact", "note")
    first = {name: getattr(content, name) for name in names} | {"text": content.html}
    form = DraftForm(request.POST or None, initial=first)
    seen = request.POST.get("revision", "")
    if request.method == "POST" and form.is_valid():
        try:
            revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
            consultations.save(key, form.content(), revision=revision, by=actor(request))
        except (NotAllowed, ValueError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "已保存")
            return redirect("console:consultation", key)
    context = {"form": form, "row": row, "revision": seen or row.revision}
    return render(request, "console/consultation_edit.html", context, status=422 if form.errors else 200)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, row: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    """One consultation: where it is, what is missing, what may be done now."""
    by, now = actor(request), timezone.now()
    phase, kind = phase_at(row.phase, row.closes_at, now), kind_of(row)
    content, clauses = pages.content_of(row)
    review = reviews.opened(kind, str(row.pk)) if row.stage == Stage.REVIEWING else None
    writing = row.stage == Stage.WRITING and Duty.DRAFT in by.duties
    left = groups.left_open(row.pk) if phase is Phase.CLOSED else None
    number = row.public_version or 1
    context = {
        "row": row,
        "phase": phase,
        "content": content,
        "clauses": queries.clauses(row, number),
        "lacking": lacking(content, clauses) if phase is Phase.PREPARING and writing else [],
        "findings": findings.of(kind, [str(row.pk)]),
        "left": left,
        "columns": COLUMNS,
        "tally": pages.tally(row) if row.public_version else [],
        "meetings": meetings.of(row.pk),
        "review": review,
        "stages": stages(Profile.MAJOR, review),
        "asked": bool(review and reviews.may_decide(by, review) and by.person != row.sender_id),
        "writing": writing,
        "may_edit": writing and phase in (Phase.PREPARING, Phase.OPEN),
        "may_revise": phase is Phase.OPEN and row.stage == Stage.PUBLIC and Duty.DRAFT in by.duties,
        "may_recall": row.stage in (Stage.REVIEWING, Stage.APPROVED) and Duty.DRAFT in by.duties,
        "may_publish": row.stage == Stage.APPROVED and Duty.PUBLISH in by.duties,
        "may_finish": phase is Phase.ANSWERED and Duty.PUBLISH in by.duties,
        "may_summarise": writing and phase is Phase.CLOSED,
        "history": reviews.history(kind, str(row.pk)),
        **extra,
    }
    return render(request, "console/consultation.html", context, status=status)

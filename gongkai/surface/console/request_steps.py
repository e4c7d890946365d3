"""A step of a case: its form with what it means; POST does it. What cannot be undone is asked for twice."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.desk.disclosure.queries import derivations
from gongkai.desk.disclosure.queries.codes import new_token
from gongkai.desk.disclosure.rules.fees import by_items, by_pages
from gongkai.desk.disclosure.rules.stages import Delivery
from gongkai.desk.disclosure.services import (
    archiving,
    closing,
    disputing,
    extending,
    filing,
    grouping,
    handling,
    papers,
    reading,
    replying,
    serving,
    transferring,
)
from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.events import Party
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, NotAllowed

from .endings import sent_by
from .gate import actor, staff
from .pages import number
from .request_entry import receipt
from .request_kinds import KINDS, Kind, disputes
from .request_release import release
from .requests import within

Data = dict[str, Any]
Act = Callable[[int, Data, int, Actor], Any]


def charge(key: int, sent: Data, version: int, by: Actor) -> Any:
    return handling.charge(key, **{sent["by"]: sent["count"]}, version=version, by=by)


def consult(key: int, sent: Data, version: int, by: Actor) -> Any:
    return handling.consult(key, **{**sent, "party": Party(sent["party"])}, version=version, by=by)


def answered(key: int, sent: Data, version: int, by: Actor) -> Any:
    return handling.answered(key, **{**sent, "agrees": sent["agrees"] == "yes"}, version=version, by=by)


def deliver(key: int, sent: Data, version: int, by: Actor) -> Any:
    return serving.serve(key, way=Delivery(sent["way"]), on=sent["on"], version=version, by=by)


def conclude(key: int, sent: Data, version: int, by: Actor) -> Any:
    rest = {name: sent[name] for name in ("result", "on", "redo_by")}
    return disputing.conclude(int(sent["dispute"]), **rest, by=by)


ACTS: dict[str, Act] = {
    "confirm": lambda key, sent, version, by: handling.confirm(key, **sent, version=version, by=by),
    "submit": lambda key, sent, version, by: replying.submit(key, version=version, by=by),
    "recall": lambda key, sent, version, by: replying.recall(key, by=by),
    "deliver": deliver,
    "correction": lambda key, sent, version, by: handling.ask_correction(key, **sent, version=version, by=by),
    "corrected": lambda key, sent, version, by: handling.correct(key, **sent, by=by),
    "consult": consult,
    "delivered": lambda key, sent, version, by: handling.delivered(key, **sent, version=version, by=by),
    "answered": answered,
    "ask_extension": lambda key, sent, version, by: extending.ask_extension(key, **sent, by=by),
    "extend": lambda key, sent, version, by: extending.extend(key, **sent, version=version, by=by),
    "refuse_extension": lambda key, sent, version, by: extending.refuse_extension(
        key, **sent, version=version, by=by
    ),
    "delay": lambda key, sent, version, by: extending.delay(key, **sent, version=version, by=by),
    "charge": charge,
    "paid": lambda key, sent, version, by: handling.paid(key, **sent, version=version, by=by),
    "abandon": lambda key, sent, version, by: closing.close(key, version=version, by=by),
    "withdraw": lambda key, sent, version, by: handling.withdraw(key, **sent, by=by),
    "rename": lambda key, sent, version, by: handling.rename(key, **sent, version=version, by=by),
    "group": lambda key, sent, version, by: grouping.group(key, **sent, version=version, by=by),
    "reissue": lambda key, sent, version, by: reading.reissue(key, sent["token"], by=by),
    "transfer": lambda key, sent, version, by: transferring.transfer(key, **sent, version=version, by=by),
    "release": release,
    "dispute": lambda key, sent, version, by: disputing.file(key, **sent, by=by),
    "conclude": conclude,
    "redo": lambda key, sent, version, by: disputing.redo(int(sent["dispute"]), on=sent["on"], by=by),
    "archive": lambda key, sent, version, by: archiving.archive(key, version=version, by=by),
    "destroy": lambda key, sent, version, by: archiving.destroy(key, **sent, version=version, by=by),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def step(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """One step. Refused, it says why, with the article; nothing that was typed is lost but files."""
    case, kind = within(request, key), KINDS.get(name)
    if kind is None:
        raise Http404("没有这一步")
    form = prepared(kind.form(sent_by(request), initial={"token": new_token(), **begun(name, case)}), case)
    context: dict[str, Any] = {"case": case, "name": name, "kind": kind, "form": form}
    context["lead"] = kind.lead.format(**numbers(case))
    context["sure"] = bool(kind.lasting) and name != "charge"
    context["version"] = request.POST.get("version", case.version)
    if request.method == "POST" and form.is_valid():
        told = amount(name, form)
        if told and request.POST.get("told") != told:
            return render(request, "console/request_step.html", context | {"amount": told, "sure": True})
        if kind.lasting and "sure" not in request.POST:
            form.add_error(None, "请勾选确认：" + kind.lasting)
            context |= {"amount": told, "sure": True}
        elif answer := done(request, case, name, kind, form):
            return answer
    return render(request, "console/request_step.html", context, status=422 if form.errors else 200)


def done(request: HttpRequest, case: Any, name: str, kind: Kind, form: forms.Form) -> HttpResponse | None:
    """Do it and go on; None when it was refused, with the reason in the form."""
    sent = dict(form.cleaned_data)
    try:
        if kind.files:
            uploads = [(file.name or "", file.read()) for file in request.FILES.getlist("files")]
            sent["papers"] = papers.recognised(uploads)
        found = ACTS[name](case.pk, sent, number(request, "version"), actor(request))
    except (NotAllowed, ValueError) as broken:
        form.add_error(None, str(broken))
        return None
    if name == "reissue":
        return receipt(request, case, found)
    messages.success(request, f"{case.number}：{kind.done}")
    if name == "release":
        draft, troubles = found
        for trouble in troubles:
            messages.warning(request, trouble)
        return redirect("console:edit_manuscript", draft)
    return redirect("console:request", case.pk)


def numbers(case: Any) -> dict[str, int]:
    """The statutory numbers that the explanations name: those in force at the receipt, or today."""
    on = case.received_on or timezone.localdate()
    others = ("publication", "reconsideration_answer")
    known = {name: deadlines.statute(name, timezone.localdate()).value for name in others}
    return asdict(deadlines.request_limits(on)) | known


def amount(name: str, form: forms.Form) -> str:
    """The fee in words, before its notice; "" for every other step."""
    if name != "charge":
        return ""
    sent = form.cleaned_data
    fee = by_items(sent["count"]) if sent["by"] == "items" else by_pages(sent["count"])
    unit = "件" if sent["by"] == "items" else "页"
    return f"{sent['count']} {unit}，应收 {fee:,} 元"


def begun(name: str, case: Any) -> Data:
    """What a form shows before anything is typed."""
    match name:
        case "rename" | "confirm":
            return {"subject": case.subject}
        case "extend":
            return {"days": case.extension_asked or None, "words": case.extension_why}
        case "group":
            return {"first": case.same_as.number if case.same_as else ""}
    return {}


def prepared(form: forms.Form, case: Any) -> forms.Form:
    """The form with the choices that this case gives it."""
    choices: dict[str, Callable[[], list[tuple[str, str]]]] = {
        "reference": lambda: letters(case),
        "dispute": lambda: disputes(case, "pending" if "result" in form.fields else "corrected"),
        "organisation": lambda: [
            ("", "请选择"),
            *(
                (one.code, one.name)
                for one in orgs.organisations(EVERYWHERE)
                if one.kind in filing.ASKED and one.pk != case.organisation_id
            ),
        ],
    }
    for name in choices.keys() & form.fields.keys():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices[name]()
    return form


def letters(case: Any) -> list[tuple[str, str]]:
    """Letters that wait for their delivery or their answer."""
    clock = derivations.clock_of(case)
    waiting = [one for one in clock.consultations if not one.answered_on] if clock else []
    return [(one.reference, f"{one.reference}（{one.issued_on} 发出）") for one in waiting]

"""A step of a letter: its form with what it means; POST does it. What cannot be undone is asked for twice."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.desk.engagement.queries import derivations, groups, incidents, suggesting
from gongkai.desk.engagement.queries import letters as queries
from gongkai.desk.engagement.queries.guessing import categories
from gongkai.desk.engagement.rules.kinds import OPEN, TO_REFER, Elsewhere, RuleBroken
from gongkai.desk.engagement.rules.kinds import Kind as Wanted
from gongkai.desk.engagement.services import (
    archiving,
    grouping,
    handling,
    publishing,
    reading,
    referring,
    replying,
    supervising,
)
from gongkai.ground.attachments.services.papers import recognised
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, NotAllowed, Scope
from gongkai.ground.sealing.codes import new_token

from .endings import sent_by
from .gate import actor, staff
from .letter_case import standing
from .letter_entry import receipt
from .letter_kinds import KINDS, Kind, waiting_parts
from .letters import within
from .pages import number

Data = dict[str, Any]
Act = Callable[[Any, Data, int, Actor], Any]


@transaction.atomic
def refer(letter: Any, sent: Data, version: int, by: Actor) -> Any:
    """The decision, and beside it what the program had suggested."""
    if letter.stage in TO_REFER and not letter.suggested_model:
        said = suggesting.suggest(letter.title, letter.words)
        if said.model:
            referring.suggest(letter.pk, said, by=by)
            version += 1
    rest = {name: sent[name] for name in ("category", "joint", "simple", "words")}
    kind = Wanted(sent["kind"])
    return referring.refer(letter.pk, sent["organisation"], **rest, kind=kind, version=version, by=by)


def contribute(letter: Any, sent: Data, version: int, by: Actor) -> Any:
    return handling.contribute(letter.pk, standing(letter, by).joint, **sent, version=version, by=by)


def excuse(letter: Any, sent: Data, version: int, by: Actor) -> Any:
    return handling.excuse(letter.pk, sent["part"], version=version, by=by)


def redirected(letter: Any, sent: Data, version: int, by: Actor) -> Any:
    channel = Elsewhere(sent["channel"])
    return referring.redirect(letter.pk, channel, words=sent["words"], version=version, by=by)


def group(letter: Any, sent: Data, version: int, by: Actor) -> Any:
    numbers = sent["numbers"].split()
    known = queries.by_numbers(by.scope, numbers)
    if missing := [one for one in numbers if one not in known]:
        raise RuleBroken(f"没有找到 {'、'.join(missing[:5])}，请核对编号")
    others = [*known.values(), *map(int, sent.get("others", ()))]
    return grouping.group(letter.pk, sent["title"], others, version=version, by=by)


def add(letter: Any, sent: Data, version: int, by: Actor) -> Any:
    row = groups.one(by.scope, int(sent["incident"]))
    if row is None or letter.version != version:
        raise RuleBroken("这件来信或者这个事件刚刚有变动，请刷新页面核对后再操作")
    return grouping.add(row.pk, [letter.pk], version=row.version, by=by)


ACTS: dict[str, Act] = {
    "refer": refer,
    "accept": lambda letter, sent, version, by: handling.accept(letter.pk, version=version, by=by),
    "refuse": lambda letter, sent, version, by: handling.refuse(letter.pk, **sent, version=version, by=by),
    "transfer": lambda letter, sent, version, by: handling.transfer(
        letter.pk, **sent, version=version, by=by
    ),
    "submit": lambda letter, sent, version, by: replying.submit(letter.pk, **sent, version=version, by=by),
    "recall": lambda letter, sent, version, by: replying.recall(letter.pk, by=by),
    "send": lambda letter, sent, version, by: replying.send(letter.pk, **sent, version=version, by=by),
    "attach": lambda letter, sent, version, by: replying.attach(letter.pk, **sent, version=version, by=by),
    "contribute": contribute,
    "excuse": excuse,
    "extend": lambda letter, sent, version, by: handling.extend(letter.pk, **sent, version=version, by=by),
    "take_over": lambda letter, sent, version, by: handling.take_over(letter.pk, version=version, by=by),
    "redirect": redirected,
    "supervise": lambda letter, sent, version, by: supervising.supervise(
        letter.pk, **sent, version=version, by=by
    ),
    "rename": lambda letter, sent, version, by: referring.rename(letter.pk, **sent, version=version, by=by),
    "group": group,
    "add": add,
    "remove": lambda letter, sent, version, by: grouping.remove(letter.pk, version=version, by=by),
    "reissue": lambda letter, sent, version, by: reading.reissue(letter.pk, sent["token"], by=by),
    "keep_private": lambda letter, sent, version, by: publishing.keep_private(letter.pk, by=by),
    "archive": lambda letter, sent, version, by: archiving.archive(letter.pk, version=version, by=by),
    "destroy": lambda letter, sent, version, by: archiving.destroy(letter.pk, **sent, version=version, by=by),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def step(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """One step. Refused, it says why; nothing that was typed is lost but files."""
    letter, kind, by = within(request, key), KINDS.get(name), actor(request)
    if kind is None:
        raise Http404("没有这一步")
    begun = {"token": new_token(), **initial(name, letter)}
    form = prepared(kind.form(sent_by(request), initial=begun), letter, by)
    context: Data = {"letter": letter, "name": name, "kind": kind, "form": form}
    context |= {"lead": kind.lead.format(**asdict(derivations.limits(letter.received_on)))}
    context |= {"sure": bool(kind.lasting), "version": request.POST.get("version", letter.version)}
    if request.method == "POST" and form.is_valid():
        if kind.lasting and "sure" not in request.POST:
            form.add_error(None, "请勾选确认：" + kind.lasting)
        elif answer := done(request, letter, name, kind, form):
            return answer
    if name == "refer":
        context["categories"] = categories()
    if name == "submit":
        context["findings"] = found(letter, by)
    return render(request, "console/letter_step.html", context, status=422 if form.errors else 200)


def done(request: HttpRequest, letter: Any, name: str, kind: Kind, form: forms.Form) -> HttpResponse | None:
    """Do it and go on; None when it was refused, with the reason in the form."""
    sent = dict(form.cleaned_data)
    try:
        if kind.files:
            uploads = [(file.name or "", file.read()) for file in request.FILES.getlist("files")]
            if not uploads:
                raise ValueError("请先选择文件")
            sent["papers"] = recognised(uploads)
        made = ACTS[name](letter, sent, number(request, "version"), actor(request))
    except (NotAllowed, ValueError) as broken:
        form.add_error(None, str(broken))
        return None
    if name == "reissue":
        return receipt(request, letter, made)
    messages.success(request, f"{letter.number}：{kind.done}")
    left = queries.one(actor(request).scope, letter.pk) is None  # it went to others, who see it now
    return redirect("console:letters") if left else redirect("console:letter", letter.pk)


def found(letter: Any, by: Actor) -> Any:
    """What the checks say of the saved reply, for whoever sends it to review."""
    try:
        return replying.findings(letter.pk, by)
    except NotAllowed:
        return []


def initial(name: str, letter: Any) -> Data:
    """What a form shows before anything is typed."""
    match name:
        case "refer":
            said = suggesting.suggest(letter.title, letter.words)
            last = [one for one in letter.events.all() if one.step in ("received", "referred")][-1]
            return {
                "category": letter.category or ("" if said.abstained else said.category),
                "organisation": said.organisation,
                "kind": letter.kind,
                "simple": last.simple,
            }
        case "rename":
            return {"title": letter.title, "words": letter.words}
        case "add":
            return {"incident": str(letter.suggested_group_id or "")}
        case "redirect":
            return {"channel": letter.likely_elsewhere}
    return {}


def prepared(form: forms.Form, letter: Any, by: Actor) -> forms.Form:
    """The form with the choices that this letter gives it."""
    scope = by.scope if "joint" in form.fields else EVERYWHERE
    choices: dict[str, Callable[[], list[tuple[str, str]]]] = {
        "organisation": lambda: [("", "请选择"), *bodies(scope)],
        "joint": lambda: bodies(scope),
        "part": lambda: waiting_parts(letter),
        "others": lambda: alike(letter, by),
        "incident": lambda: [
            (str(one.pk), f"{one.title}（{one.size} 件）")
            for one in groups.within(by.scope).filter(informed_on=None, organisation=letter.organisation_id)[
                : queries.LISTED
            ]
        ],
    }
    for name in choices.keys() & form.fields.keys():
        form.fields[name].choices = choices[name]()  # type: ignore[attr-defined]
    if "others" in form.fields and not form.fields["others"].choices:  # type: ignore[attr-defined]
        del form.fields["others"]
    return form


def alike(letter: Any, by: Actor) -> list[tuple[str, str]]:
    """Open letters of the same organisation that are likely about the same, and in no incident yet."""
    found = [one for one in incidents.likely(letter) if one.group is None]
    mine = queries.by_numbers(by.scope, [one.letter.number for one in found])
    return [
        (str(one.letter.pk), f"{one.letter.title}（{one.letter.number}，{one.word}）")
        for one in found
        if one.letter.number in mine
        and one.letter.organisation_id == letter.organisation_id
        and one.letter.stage in OPEN
    ]


def bodies(scope: Scope) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in orgs.organisations(scope) if not one.closed_on]

"""Steps of an annual report: begin, enter, import, describe, send to review, decide, publish, correct."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongkai.desk.disclosure.fonts import NoFont
from gongkai.desk.disclosure.rules import narrative
from gongkai.desk.disclosure.rules.grids import MAX_FILE
from gongkai.desk.disclosure.rules.reports import RuleBroken
from gongkai.desk.disclosure.rules.tables import TABLE_TWO
from gongkai.desk.disclosure.services import (
    report_importing,
    report_publishing,
    report_review,
    report_words,
    reports,
)
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import NotAllowed

from .decisions import DecisionForm, asked
from .gate import actor, staff
from .reports import shown, within

NEVER = -1  # a revision that no report has


def revision(request: HttpRequest) -> int:
    """Which revision the screen showed."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else NEVER


def taken(request: HttpRequest, key: int, step: Callable[[], Any], done: str) -> HttpResponse:
    """Do a step; what it refuses stands on the report's page."""
    within(request, key)
    try:
        step()
    except (NotAllowed, ValueError, NoFont) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))
    messages.success(request, done)
    return redirect("console:report", key)


@require_POST
@staff
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the report of an organisation in the scope about a year."""
    code, text = request.POST.get("organisation", ""), request.POST.get("year", "")
    body = orgs.by_code(code)
    if body is None or not actor(request).scope.covers(body.lineage):
        raise Http404("没有找到这个机构")
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise BadRequest("年度请写成四位数字，例如 2025")
    try:
        made = reports.draft(code, int(text), by=actor(request))
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
        return redirect("console:reports")
    messages.success(request, "已按案件和公开目录统计，请核对数字、填写文字")
    return redirect("console:report", made.pk)


@require_POST
@staff
def enter(request: HttpRequest, key: int) -> HttpResponse:
    """Numbers of table two that changed on the screen, with what they rest on."""
    sent = request.POST
    values = {
        cell: sent[cell.key]
        for cell in TABLE_TWO
        if cell.key in sent and sent[cell.key] != sent.get(f"was-{cell.key}")
    }
    if not values:
        return taken(request, key, nothing, "")
    return taken(
        request,
        key,
        lambda: reports.enter(
            key, values, sent.get("evidence", ""), revision=revision(request), by=actor(request)
        ),
        f"已填报 {len(values)} 个数字",
    )


def nothing() -> None:
    raise RuleBroken("没有改动任何数字；留空表示改回平台统计")


@require_POST
@staff
def take_in(request: HttpRequest, key: int) -> HttpResponse:
    """All three tables from a workbook."""
    file = request.FILES.get("file")
    within(request, key)

    def step() -> None:
        if file is None:
            raise RuleBroken("请选择一个 XLSX 文件")
        if file.size > MAX_FILE:
            raise RuleBroken(f"文件超过 {MAX_FILE // 1_000_000} MB，不像年度报告的表格，请核对文件")
        report_importing.import_tables(
            key,
            file.name,
            file.read(),
            request.POST.get("evidence", ""),
            revision=revision(request),
            by=actor(request),
        )

    return taken(request, key, step, "已导入三张表，勾稽关系成立")


class BadMoney(ValueError):
    """An amount that is none."""


def money(text: str) -> Decimal | None:
    """Yuan as typed, None for nothing. Raises BadMoney, in words."""
    try:
        fee = Decimal(text) if text else None
    except InvalidOperation:
        fee = Decimal("NaN")
    if fee is not None and not fee.is_finite():
        raise BadMoney("信息处理费请写成数字，单位元，例如 0 或 2200")
    return fee


@require_POST
@staff
def describe(request: HttpRequest, key: int) -> HttpResponse:
    """The words of the three written sections and the fee; what was refused keeps its words on the screen."""
    sent = request.POST
    words = {name: sent.get(name, "") for name in narrative.SECTIONS}
    text = sent.get("fee", "").strip()

    def step() -> None:
        fee = money(text)
        report_words.describe(
            key, words, fee, sent.get("fee_evidence", ""), revision=revision(request), by=actor(request)
        )

    within(request, key)
    try:
        step()
    except (NotAllowed, ValueError) as broken:
        return shown(
            request,
            within(request, key),
            status=422,
            refused=str(broken),
            unsaved=words,
            unsaved_fee=text,
            fee_wrong=isinstance(broken, BadMoney),
            unsaved_evidence=sent.get("fee_evidence", ""),
        )
    messages.success(request, "文字已保存")
    return redirect("console:report", key)


@require_POST
@staff
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """One finding about the words is taken on, with a reason."""
    sent = request.POST
    return taken(
        request,
        key,
        lambda: report_words.answer(
            key, sent.get("fingerprint", ""), reason=sent.get("reason", ""), by=actor(request)
        ),
        "已记下说明，审核人员会看到",
    )


@require_POST
@staff
def step(request: HttpRequest, key: int) -> HttpResponse:
    """Count anew, send to review, take back, publish, correct."""
    by, sent = actor(request), request.POST
    steps: dict[str, tuple[Callable[[], Any], str]] = {
        "recount": (lambda: reports.recount(key, by=by), "已重新统计"),
        "submit": (lambda: report_review.submit(key, revision=revision(request), by=by), "已送审"),
        "recall": (lambda: report_review.recall(key, by=by), "已撤回，可以继续修改"),
        "publish": (lambda: report_publishing.publish(key, by=by), "年度报告已公布"),
        "correct": (lambda: report_review.correct(key, sent.get("why", ""), by=by), "可以更正了"),
    }
    if sent.get("step") not in steps:
        raise BadRequest("没有这一步，请返回重试")
    service, done = steps[sent["step"]]
    return taken(request, key, service, done)


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One reviewer's decision on a report, by the review's number."""
    number, form = int(asked(request, key, report_review.KIND).subject), DecisionForm(request.POST)
    if not form.is_valid():
        return shown(request, within(request, number), status=422, refused=form.refused, decision=form)
    return taken(
        request,
        number,
        lambda: report_review.decide(key, form.decided, form.said, stage=form.at, by=actor(request)),
        f"{form.at.label}：{form.decided.label}",
    )

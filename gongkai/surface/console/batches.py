"""Batches: their progress and results, and the tables of approved data that begin one."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.documents.queries import batches as queries
from gongkai.desk.documents.rules.batches import Progress, State
from gongkai.desk.documents.rules.feeds import FEEDS, SAMPLE_RATE
from gongkai.desk.documents.services import batches as services
from gongkai.desk.documents.services import feeding
from gongkai.desk.documents.tasks import run_batch
from gongkai.ground.orgs.rules import NotAllowed

from .endings import sent_by
from .gate import actor, staff
from .pages import key_of, word

LARGEST = 20 * 1024 * 1024  # bytes of a table: some 100,000 rows
ENDINGS = (".csv", ".xlsx", ".xls")
SHOWN = 20  # refused rows that are named


class TableForm(forms.Form):
    feed = forms.ChoiceField(
        choices=[(name, feed.label) for name, feed in FEEDS.items()],
        error_messages={"required": "请选择数据种类。", "invalid_choice": "请选择数据种类。"},
    )
    table = forms.FileField(max_length=255, error_messages={"required": "请选择表格文件。"})

    def clean_table(self) -> Any:
        file = self.cleaned_data["table"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"表格超过 {LARGEST // 1024 // 1024} MB，请拆成几张。")
        if Path(file.name).suffix.lower() not in ENDINGS:
            raise forms.ValidationError("请上传 CSV 或 Excel 表格（.csv、.xlsx、.xls）。")
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """The latest batches; POST reads a table and begins one."""
    form = TableForm(sent_by(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch, table = submitted(form.cleaned_data, request)
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            run_batch.enqueue(batch.pk)
            told(request, batch, table)
            return redirect("console:batch", batch.pk)
    context = {
        "batches": queries.latest(actor(request).scope),
        "form": form,
        "feeds": [(name, feed.label, "、".join(feed.needed)) for name, feed in FEEDS.items()],
        "rate": SAMPLE_RATE,
    }
    return render(request, "console/batches.html", context, status=422 if form.errors else 200)


def submitted(sent: dict[str, Any], request: HttpRequest) -> tuple[Any, feeding.Table]:
    """The table lies in a folder of its own while it is read, under a name that is ours."""
    by, file = actor(request), sent["table"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{Path(file.name).suffix.lower()}"
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        return feeding.submit(sent["feed"], path, publisher=by.organisation, by=by)


def told(request: HttpRequest, batch: Any, table: feeding.Table) -> None:
    messages.success(request, f"已受理 {batch.total} 条，正在后台发布")
    if table.refused:
        first = "；".join(f"第 {line} 行：{why}" for line, why in table.refused[:SHOWN])
        more = f"；等 {len(table.refused)} 行" if len(table.refused) > SHOWN else ""
        messages.warning(request, f"没有受理 {len(table.refused)} 行：{first}{more}")


def found(request: HttpRequest, number: int) -> Any:
    batch = queries.batch(actor(request).scope, number)
    if batch is None:
        raise Http404("没有找到这一批")
    return batch


@require_safe
@staff
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is, each result, and what was drawn to be looked at. Reloads itself while it runs."""
    batch = found(request, number)
    state = word(request, "state")
    after = key_of(word(request, "before")) or 0
    items = queries.items(batch, state if state in list(State) else "", after)
    context = {
        "batch": batch,
        "items": items,
        "state": state,
        "states": State.choices(),
        "running": batch.progress == Progress.RUNNING,
        "ended": batch.done + batch.failed,
        "last": items[-1].position if len(items) == queries.LISTED else 0,
        "sampled": queries.sampled(batch) if batch.progress == Progress.FINISHED else [],
        "again": batch.failed or batch.progress == Progress.STOPPED,
    }
    return render(request, "console/batch.html", context)


@require_POST
@staff
def steer(request: HttpRequest, number: int) -> HttpResponse:
    """``answer`` stop or again: no further piece, or what failed once more."""
    batch = found(request, number)
    try:
        if request.POST.get("answer") == "stop":
            services.stop(batch.pk, by=actor(request))
            messages.success(request, "已停止，办完的不受影响")
        else:
            services.retry(batch.pk, by=actor(request))
            run_batch.enqueue(batch.pk)
            messages.success(request, "已继续办理")
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
    return redirect("console:batch", batch.pk)

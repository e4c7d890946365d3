"""The provincial catalogue comes in from a file, and each difference is decided by a person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.rules.comparing import Difference, differences
from gongkai.desk.guides.rules.shape import RuleBroken
from gongkai.desk.guides.rules.states import State
from gongkai.desk.guides.services import guides as services
from gongkai.desk.guides.services import importing, reading
from gongkai.ground.language.rules import markup
from gongkai.ground.language.rules.difference import compare as between
from gongkai.ground.orgs.rules import NotAllowed

from .gate import actor, staff
from .guide_edit import writable
from .pages import number

SHOWN = 200  # rejected rows on the screen


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def take_in(request: HttpRequest) -> HttpResponse:
    """A file of items: what became of it, with rows and reasons."""
    context: dict[str, Any] = {"most": reading.MAX_FILE // 1_000_000}
    status = 200
    if request.method == "POST":
        file, by = request.FILES.get("file"), actor(request)
        try:
            if file is None:
                raise RuleBroken("请选择一个 XLSX、CSV、JSON 或 JSON Lines 文件")
            if file.size > reading.MAX_FILE:
                raise RuleBroken(f"文件超过 {reading.MAX_FILE // 1_000_000} MB，请拆成几个文件再导入")
            report = importing.import_items(file.name, file.read(), organisation=by.organisation, by=by)
            context |= {"report": report, "rejected": report.rejected[:SHOWN], "name": file.name}
        except (NotAllowed, ValueError) as broken:
            context["refused"], status = str(broken), 422
    return render(request, "console/import_guides.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def compare(request: HttpRequest, key: int) -> HttpResponse:
    """What the catalogue says otherwise; POST takes over what was ticked and keeps the rest."""
    guide = writable(request, key)
    item, refused = queries.item(guide), ""
    if item is None:
        raise Http404("这份指南没有导入过目录事项")
    if request.method == "POST":
        keys = request.POST.getlist("accept")
        try:
            services.accept(key, keys, revision=number(request, "revision"), by=actor(request))
        except (NotAllowed, ValueError) as broken:
            refused = str(broken)
            guide = writable(request, key)
        else:
            messages.success(request, f"已核对：采用目录 {len(keys)} 处，其余保留这里的内容")
            return redirect("console:guide", key)
    context = {
        "guide": guide,
        "rows": [marked(one) for one in differences(queries.shape(guide), item)],
        "writing": guide.state == State.DRAFTING,
        "to_compare": queries.to_compare(guide),
        "refused": refused,
    }
    return render(request, "console/compare_guide.html", context, status=422 if refused else 200)


def marked(one: Difference) -> tuple[Difference, str, str]:
    """A difference with both sides as clean HTML, in which the words that differ are marked."""
    rows = between(markup.from_text(one.here), markup.from_text(one.there)).rows
    return one, "".join(row.left_html for row in rows), "".join(row.right_html for row in rows)

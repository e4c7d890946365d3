"""What the checks found in everything public (检查结果), and how far the pass over it has come."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries import rechecks as queries
from gongkai.record.catalogue.services import rechecks as services
from gongkai.record.editorial.rules.findings import Severity

from .gate import actor, staff
from .pages import ROWS, cursor, following, word

CHECKS = (
    ("personal_data", "个人信息"),
    ("wording", "用语"),
    ("citation", "引用的文号"),
    ("interpretation", "解读"),
    ("negative_list", "负面清单"),
    ("attachment", "未能检查的附件"),
)


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Findings about what is public in the scope, newest first."""
    check, severity = word(request, "check"), word(request, "severity")
    sifted = {
        "check": check if check in dict(CHECKS) else "",
        "severity": severity if severity in dict(Severity.choices()) else "",
    }
    try:
        rows, more = queries.listing(actor(request).scope, **sifted, before=cursor(request), limit=ROWS)
    except ValueError as wrong:
        raise BadRequest(str(wrong)) from wrong
    context = {
        "rows": rows,
        "following": following(request, more),
        "sifted": sifted,
        "filtered": any(sifted.values()),
        "checks": CHECKS,
        "severities": Severity.choices(),
        "run": queries.latest(),
        "due": queries.due(),
        "may_begin": Duty.ITEMS in actor(request).duties,
    }
    return render(request, "console/checked.html", context)


@require_POST
@staff
def begin(request: HttpRequest) -> HttpResponse:
    """Read everything public again with the list and the rules of now."""
    try:
        services.begin(by=actor(request))
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, "复查已登记，一分钟内在后台开始；刷新本页可看进度")
    return redirect("console:checked")

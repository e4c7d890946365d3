"""Taking words out of a file before it is given: made by a task, looked at page by page, attached with one
click.

What is in a copy opens by a button only, because the look is recorded.
"""

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.desk.disclosure import tasks
from gongkai.desk.disclosure.rules.stages import Purpose
from gongkai.desk.disclosure.services import redacting
from gongkai.ground.orgs.rules import NotAllowed

from .gate import actor, staff
from .pages import number
from .requests import within


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def redact(request: HttpRequest, key: int) -> HttpResponse:
    """``action``: make a copy, or start again; open one, give it with the reply, drop it."""
    case, action, by = within(request, key), request.POST.get("action", ""), actor(request)
    context: dict[str, Any] = {"words": request.POST.get("words", "")}
    file, version = number(request, "file"), number(request, "version")
    try:
        if action == "make":
            upload = request.FILES.get("upload")
            if upload is None:
                raise ValueError("请选择要处理的文件")
            row = redacting.ask(
                key, (upload.name or "", upload.read()), context["words"], version=version, by=by
            )
            tasks.redact.enqueue(row.pk)
            return redirect("console:request_redact", key)
        elif action == "again":
            tasks.redact.enqueue(file)
            return redirect("console:request_redact", key)
        elif action == "open":
            context = opened(redacting.look(key, file, first=number(request, "first"), by=by))
        elif action == "give":
            redacting.give(key, file, version=version, by=by)
            messages.success(request, f"{case.number}：遮盖件已附到答复")
            return redirect("console:request", key)
        elif action == "drop":
            redacting.drop(key, file, version=version, by=by)
            messages.success(request, "遮盖件已删除")
            return redirect("console:request_redact", key)
    except (NotAllowed, ValueError) as broken:
        context["refused"] = str(broken)
    if action:
        case = within(request, key)  # as the step has left it
    files = list(case.files.all())
    making = [(one, redacting.failure(one)) for one in files if one.purpose == Purpose.REDACTING]
    context |= {
        "case": case,
        "making": making,
        "running": any(not failed for _, failed in making) and not action,
        "waiting": [one for one in files if one.purpose == Purpose.REDACTED],
    }
    status = 422 if "refused" in context else 200
    return render(request, "console/request_redact.html", context, status=status)


def opened(copy: redacting.Copy) -> dict[str, Any]:
    """A copy as the screen shows it; its pictures stand in the page, since no address may open them."""
    pictures = [
        (page, "data:image/png;base64," + base64.b64encode(data).decode()) for page, data in copy.pictures
    ]
    last = copy.pictures[-1][0] if copy.pictures else 0
    return {"copy": copy, "pictures": pictures, "following": last + 1 if last < copy.pages else 0}

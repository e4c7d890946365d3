"""Writing in a manuscript: the form, what was typed and not yet saved, and a conflict one can read."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.desk.documents.queries import manuscripts as queries
from gongkai.desk.documents.rules.manuscripts import EDITABLE, Conflict, Status, differing
from gongkai.desk.documents.services import manuscripts as services
from gongkai.desk.documents.services.checking import KIND, subjects
from gongkai.ground.language.rules.difference import compare
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.editorial.queries import findings

from .gate import actor, staff
from .manuscript_form import ManuscriptForm, initial
from .manuscripts import within
from .models import WorkingCopy

MAX_COPY = 3_000_000  # characters of one form, larger than the largest body


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """The form. POST saves a revision; a conflict shows both texts and keeps what was typed."""
    manuscript = writable(request, key)
    content = queries.content_of(manuscript)
    given = {"organisation": manuscript.organisation.code, "change": manuscript.changes is not None}
    if request.method != "POST":
        copy = WorkingCopy.objects.filter(user=request.user, manuscript=key).first()
        restored = bool(copy and request.GET.get("copy") == "1")
        if copy and restored:
            form = ManuscriptForm(json.loads(copy.form), **given)
        else:
            form = ManuscriptForm(initial=initial(content, manuscript.revision), **given)
        offered = copy if copy and not restored else None
        return page(request, manuscript, form, copy=offered, restored=restored)
    form = ManuscriptForm(request.POST, **given)
    if not form.is_valid():
        return page(request, manuscript, form, status=422)
    typed = form.content()
    try:
        saved = services.save(key, typed, revision=form.cleaned_data["revision"], by=actor(request))
    except Conflict as conflict:
        theirs = queries.content_of(manuscript)
        return page(
            request,
            manuscript,
            rebased(form, conflict.revision, given),
            status=409,
            conflict=str(conflict),
            differences=differing(theirs, typed),
            rows=compare(theirs.html, typed.html).rows,
        )
    except (NotAllowed, ValueError) as broken:
        form.add_error(None, str(broken))
        return page(request, manuscript, form, status=422)
    WorkingCopy.objects.filter(user=request.user, manuscript=key).delete()
    if "then_detail" in request.POST:
        return redirect("console:manuscript", key)
    found = [row for row in findings.of(KIND, subjects(saved)) if not row.answer]
    words = f"已保存为第 {saved.revision} 版" + (
        f"，检查出 {len(found)} 项，见右侧" if found else "，检查没有发现问题"
    )
    messages.success(request, words)
    return redirect("console:edit_manuscript", key)


def rebased(form: ManuscriptForm, revision: int, given: dict[str, Any]) -> ManuscriptForm:
    """The same typed values on top of somebody's newer revision: saving again is then a decision."""
    data = form.data.copy()
    data["revision"] = str(revision)
    again = ManuscriptForm(data, **given)
    again.is_valid()
    return again


def writable(request: HttpRequest, key: int) -> Any:
    """A manuscript in the scope of a post that may draft; one whose turn it is not answers with its page."""
    manuscript = within(request, key)
    if Duty.DRAFT not in actor(request).duties:
        raise Http404("没有找到可以修改的稿件")
    return manuscript


def page(
    request: HttpRequest, manuscript: Any, form: ManuscriptForm, *, status: int = 200, **extra: Any
) -> HttpResponse:
    files = queries.files(manuscript)
    context = {
        "manuscript": manuscript,
        "form": form,
        "editable": manuscript.status in EDITABLE,
        "state": Status(manuscript.status).label,
        "findings": findings.of(KIND, subjects(manuscript, files)),
        "files": files,
        **extra,
    }
    return render(request, "console/edit_manuscript.html", context, status=status)


@require_POST
@staff
def autosave(request: HttpRequest, key: int) -> HttpResponse:
    """Keep what stands in the form, for this person only, until it is saved; the record does not change."""
    manuscript = writable(request, key)
    if manuscript.status not in EDITABLE:
        return JsonResponse({"message": f"稿件{Status(manuscript.status).label}，不能再修改"}, status=409)
    typed = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    form = {name: values if name == "channels" else values[-1] for name, values in typed.items()}
    packed = json.dumps(form, ensure_ascii=False)
    if len(packed) > MAX_COPY:
        return JsonResponse({"message": "内容太长，无法暂存，请保存为附件"}, status=413)
    now = timezone.now()
    WorkingCopy.objects.update_or_create(
        user=request.user, manuscript=key, defaults={"form": packed, "at": now}
    )
    return JsonResponse({"saved_at": f"{timezone.localtime(now):%H:%M:%S}"})


@require_POST
@staff
def discard(request: HttpRequest, key: int) -> HttpResponse:
    """Throw away what was kept by itself."""
    writable(request, key)
    WorkingCopy.objects.filter(user=request.user, manuscript=key).delete()
    return redirect("console:edit_manuscript", key)

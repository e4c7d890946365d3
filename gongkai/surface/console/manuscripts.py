"""稿件: list, beginning, and the page of one: what it says, what was found, who has it, what can be done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.documents.queries import manuscripts as queries
from gongkai.desk.documents.rules.batches import Action, Item, Subject
from gongkai.desk.documents.rules.manuscripts import EDITABLE, LABELS, Content, Status, differing, profile_of
from gongkai.desk.documents.services import batch_opening
from gongkai.desk.documents.services import manuscripts as services
from gongkai.desk.documents.services.checking import KIND, subjects
from gongkai.desk.documents.tasks import run_batch
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.rules import Kind
from gongkai.record.editorial.queries import findings, reviews
from gongkai.record.editorial.rules.profiles import STAGES, Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome

from .gate import actor, staff
from .pages import ROWS, cursor, following, key_of, local, word

MOST = ROWS  # ticked on one page of the list
STARTS = (Kind.NOTICE, Kind.NEWS, Kind.DOCUMENT, Kind.INTERPRETATION)  # offered first
SHOWN = [name for name in LABELS if name not in ("kind", "title")]


def within(request: HttpRequest, key: int) -> Any:
    """The manuscript, when it lies in the acting post's scope; else 404."""
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这份稿件")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Every manuscript of the acting post's organisations, newest saved first."""
    status, kind = word(request, "status"), word(request, "kind")
    sifted = {
        "status": status if status in dict(Status.choices()) else "",
        "kind": kind if kind in dict(Kind.choices()) else "",
        "words": word(request, "words"),
    }
    mine = word(request, "mine") == "1"
    drafter = actor(request).person if mine else None
    try:
        page = queries.listed(
            actor(request).scope, **sifted, drafter=drafter, before=cursor(request), limit=ROWS
        )
    except ValueError as wrong:
        raise BadRequest(str(wrong)) from wrong
    context = {
        "manuscripts": page.items,
        "following": following(request, page.next),
        "sifted": sifted,
        "mine": mine,
        "filtered": mine or any(sifted.values()),
        "kinds": Kind.choices(),
        "statuses": Status.choices(),
        "may_draft": Duty.DRAFT in actor(request).duties,
        "may_publish": status == Status.APPROVED and Duty.PUBLISH in actor(request).duties,
    }
    return render(request, "console/manuscripts.html", context)


@require_POST
@staff
def publish_many(request: HttpRequest) -> HttpResponse:
    """Publish the ticked ones in the background, each with its own result; none out of scope."""
    by = actor(request)
    keys = [key for key in map(key_of, request.POST.getlist("manuscript")) if key is not None]
    rows = [within(request, key) for key in keys[:MOST]]
    items = [Item(Subject.MANUSCRIPT, str(row.pk), row.title[:200]) for row in rows]
    title = f"{timezone.localtime():%m-%d %H:%M} 公开 {len(items)} 份稿件"
    try:
        batch = batch_opening.open(Action.PUBLISH, items, organisation=by.organisation, title=title, by=by)
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
        return redirect("console:manuscripts")
    run_batch.enqueue(batch.pk)
    return redirect("console:batch", batch.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def begin(request: HttpRequest) -> HttpResponse:
    """Choose what it is to be; POST begins it and opens its form. ``explains`` is a document's manuscript."""
    document = key_of(request.POST.get("explains", request.GET.get("explains", "")))
    explained = within(request, document) if document is not None else None
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in dict(Kind.choices()):
            raise BadRequest("请选择稿件的种类")
        content = Content(Kind(kind), issuing_bodies=(request.post_held.organisation.name,))  # type: ignore[attr-defined]
        try:
            made = services.begin(
                actor(request).organisation,
                content,
                explains=explained.pk if explained else None,
                by=actor(request),
            )
        except (NotAllowed, ValueError) as broken:
            messages.error(request, str(broken))
            return redirect("console:manuscripts")
        return redirect("console:edit_manuscript", made.pk)
    context = {
        "first": STARTS,
        "others": [kind for kind in Kind if kind not in STARTS],
        "explained": explained,
    }
    return render(request, "console/begin_manuscript.html", context)


@require_POST
@staff
def change(request: HttpRequest, organisation: str, serial: str) -> HttpResponse:
    """Begin a new version of something public."""
    try:
        made = services.change(f"{organisation}/{serial}", by=actor(request))
    except NotAllowed as refused:
        raise Http404("没有找到这条公开信息") from refused
    except ValueError as broken:
        messages.error(request, str(broken))
        return redirect("console:publication", organisation, serial)
    messages.success(request, "已建立修改稿：改好后送审，审核通过才会替换公开的内容")
    return redirect("console:edit_manuscript", made.pk)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    """One manuscript, read from top to bottom."""
    return shown(request, within(request, key))


def shown(request: HttpRequest, manuscript: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The page of a manuscript, also for a step that was refused."""
    content = queries.content_of(manuscript)
    review = reviews.opened(KIND, str(manuscript.pk))
    by = actor(request)
    files = queries.files(manuscript)
    found = findings.of(KIND, subjects(manuscript, files))
    history = reviews.history(KIND, str(manuscript.pk))
    context = {
        "manuscript": manuscript,
        "content": content,
        "facts": told(content, items.title(manuscript.organisation.code, content.mandatory_item)),
        "findings": found,
        "grave": sum(row.severity == "blocking" and not row.answer for row in found),
        "files": files,
        "review": review,
        "stages": stages(
            Profile(review.profile) if review else profile_of(content, established=bool(manuscript.origin)),
            review,
        ),
        "history": history,
        "returned": sent_back(manuscript, history),
        "revisions": queries.revisions(manuscript),
        "interpretations": queries.interpretations(manuscript),
        "editable": manuscript.status in EDITABLE and Duty.DRAFT in by.duties,
        "may_recall": manuscript.status in (Status.REVIEWING, Status.APPROVED) and Duty.DRAFT in by.duties,
        "may_publish": manuscript.status == Status.APPROVED and Duty.PUBLISH in by.duties,
        "may_hurry": manuscript.status in EDITABLE and Duty.OFFICER in by.duties,
        "asked": bool(review and reviews.may_decide(by, review)),
        "outcomes": Outcome,
        **extra,
    }
    return render(request, "console/manuscript.html", context, status=status)


def told(content: Content, item: str) -> list[tuple[str, str]]:
    """Labels and words of what is filled in; ``item`` is the title of the item that it hangs on."""
    blank = Content(content.kind)
    filled = [(label, after) for label, _, after in differing(blank, content) if label != LABELS["title"]]
    named = LABELS["mandatory_item"]
    return [(label, f"{words} {item}" if label == named else words) for label, words in filled]


def sent_back(manuscript: Any, history: list[Any]) -> Any:
    """Why it lies with its drafter again: the decision that returned it, None otherwise."""
    if manuscript.status != Status.RETURNED:
        return None
    return next((one for one in reversed(history) if one.outcome == Outcome.RETURNED), None)


def stages(profile: Profile, review: Any) -> list[dict[str, Any]]:
    """The way through review as a picture: each stage done, now or to come."""
    order = STAGES[profile]
    now = order.index(Stage(review.stage)) if review else -1
    return [
        {"label": stage.label, "state": "done" if place < now else "now" if place == now else "ahead"}
        for place, stage in enumerate(order)
    ]


def back(request: HttpRequest, key: int) -> HttpResponse:
    """Where a step returns to: the work list it came from, else the manuscript."""
    target = local(request.POST.get("back", ""))
    return redirect(target) if target else redirect("console:manuscript", key)

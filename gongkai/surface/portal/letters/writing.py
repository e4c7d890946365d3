"""Writing a letter, in steps: write, look at what is already answered, look over and send, receipt.

What was typed travels in the form itself from page to page; nothing of it is kept before it is sent. The form
has a token, and a token is one letter: sent twice, reloaded, or pressed twice, it is the same letter and
code. The program says where a letter may belong to another channel; the writer may send it all the same.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.engagement.rules.kinds import Kind, RuleBroken
from gongkai.desk.engagement.rules.masking import masked
from gongkai.desk.engagement.rules.misdirected import recognised
from gongkai.desk.engagement.rules.writing import MAX_LINE, Writing
from gongkai.desk.engagement.services import intake
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.citizens import queries as citizens
from gongkai.ground.citizens.rules import LEVEL_LABELS, Level
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import OrganisationKind

from ..intake import likely, limits, robots, who
from ..intake.answering import TOO_MANY, choices, private
from ..intake.sending import WRONG, papers, slower, token
from ..naming import full_name
from ..page import absolute
from .answering import page
from .forms import Typed, groups, hidden, lines, typed
from .holding import rights

ASKED = frozenset(OrganisationKind)


@private("GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """The step that was asked for, by the button that was pressed."""
    if request.method != "POST":
        return write(request, begun(request))
    known = typed(request.POST)
    match request.POST.get("step", ""):
        case "look":
            return look(request, known)
        case "check":
            return check(request, known)
        case "send":
            return send(request, known)
    return write(request, known)


def begun(request: HttpRequest) -> Typed:
    """An empty form: of the kind and for the organisation of the address, about the page that has an error,
    and with the verified telephone of who is signed in."""
    kind, about = request.GET.get("kind", ""), request.GET.get("page", "")
    ours = about.startswith("/") and not about.startswith("//") and about.isprintable()
    place = absolute(about) if ours else ""
    person = who.citizen(request)
    reach = citizens.reach(person) if person else None
    writing = Writing(
        place=place if len(place) <= MAX_LINE else "",
        telephone=reach.telephone if reach else "",
        email=reach.mail if reach else "",
    )
    known = Kind(kind) if kind in {one.value for one in Kind} else None
    return Typed(writing, known, request.GET.get("organisation", "")[:20].replace("\0", ""))


def write(
    request: HttpRequest, known: Typed, errors: dict[str, str] | None = None, wrong: str = ""
) -> HttpResponse:
    """Step 1: the form."""
    parts, places = groups(known, errors or {}), choices(ASKED, known.organisation)
    level = who.level(request)
    context = {
        "kinds": parts[0],
        "groups": parts[1:],
        "wrong": [field for group in parts for field in group.fields if field.error],
        "said": wrong,
        "places": places[0],
        "cut": places[1],
        "chosen": known.organisation,
        "token": token(request),
        "level": _(LEVEL_LABELS[Level(level)]) if level else "",
        "step": 1,
    }
    return shown(request, "write", context, WRONG if errors or wrong else 200)


def look(request: HttpRequest, known: Typed) -> HttpResponse:
    """Step 2: what is already answered, and where it may belong; straight on when there is neither."""
    if errors := known.problems:
        return write(request, known, errors)
    rows = likely.answers(f"{known.writing.title}\n{known.writing.words}")
    elsewhere = recognised(known.writing.title, known.writing.words)
    if not rows and elsewhere is None:
        return check(request, known, none_found=True)
    context = {
        "rows": rows,
        "elsewhere": elsewhere,
        "title": known.writing.title,
        "hidden": hidden(known),
        "token": token(request),
        "step": 2,
    }
    return shown(request, "look", context)


def check(
    request: HttpRequest,
    known: Typed,
    wrong: str = "",
    failed: str = "",
    status: int = 200,
    *,
    none_found: bool = False,
) -> HttpResponse:
    """Step 3: everything once more, files, and what would be public."""
    if errors := known.problems:
        return write(request, known, errors)
    body, name = recipient(known), token(request)
    if body is None:
        return write(request, known, wrong=_("这个机构不存在或者已经撤销，请重新选择"))
    context = {
        "lines": lines(known),
        "hidden": hidden(known),
        "name": full_name(body) if known.organisation else "",
        "preview": masked(known.writing) if known.writing.public else None,
        "elsewhere": recognised(known.writing.title, known.writing.words),
        "none_found": none_found,
        "token": name,
        "gate": robots.gate(name, failed),
        "wrong": wrong,
        "step": 3,
    }
    return shown(request, "check", context, status)


def send(request: HttpRequest, known: Typed) -> HttpResponse:
    """Take the letter in; a receipt, or the page again with what is wrong."""
    name, place, body = token(request), limits.place(request), recipient(known)
    if (errors := known.problems) or body is None or known.kind is None:
        return check(request, known) if body is None else write(request, known, errors)
    if not limits.take(limits.TRIED, place):
        return check(request, known, wrong=slower(), status=TOO_MANY)
    if failed := robots.trouble(request.POST, name):
        return check(request, known, failed=failed, status=WRONG)
    person = who.citizen(request)
    try:
        files = papers(request.FILES.getlist("files"))
        if not (limits.take(limits.SENT_IN_HOUR, place) and limits.take(limits.SENT_IN_DAY, place)):
            return check(request, known, wrong=slower(), status=TOO_MANY)
        taken = intake.submit(
            body.code, known.kind, known.writing, name, files, citizen=person.digest if person else ""
        )
    except (Refused, RuleBroken) as refused:
        return check(request, known, wrong=_(str(refused)), status=WRONG)
    response = HttpResponseRedirect(reverse("portal:letter_receipt"))
    rights.give(response, taken.letter)
    rights.give_receipt(response, "letter", name)
    return response


def recipient(known: Typed) -> Any:
    """Whose mailbox it goes to: the one chosen, else the city's, which refers it on. None for one that is
    not there."""
    if not known.organisation:
        return orgs.root()
    body = orgs.by_code(known.organisation)
    return body if body and not body.closed_on else None


def shown(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    steps = [_("写信"), _("看看已有答复"), _("核对并提交"), _("回执")]
    context |= {"steps": list(enumerate(steps, start=1))}
    return page(request, name, _("我要写信"), context, path=reverse("portal:letter_new"), status=status)

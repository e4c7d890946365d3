"""写信: what to write and to whom, how long an answer takes and by which rule, and what belongs elsewhere."""

import time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.engagement.queries import published
from gongkai.desk.engagement.rules.kinds import Elsewhere, Kind
from gongkai.desk.engagement.rules.misdirected import TOLD
from gongkai.ground.deadlines import queries as deadlines
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.rules import Kind as Public

from ..meta_tags import column
from ..opening import office
from ..page import Layout, answer, public
from .answering import STYLES, crumbs
from .board import letters

PERIODS = ("letter_enquiry", "letter", "letter_complex", "error_report")
LATEST = 6
KEPT = 600  # seconds: the figures of a kept page are no older
FEED = "/feeds/latest.atom?kind=letter"  # one feed of a search, with ids that stay


@public
def front(request: HttpRequest) -> HttpResponse:
    """Where writing begins, and where everything else about letters is."""
    now, today = timezone.now(), timezone.localdate()
    title = _("写信")
    description = _("向市政府和各部门咨询、建议、投诉。不用注册，有编号，看得到由谁办、什么时候答复。")
    layout = Layout(
        title,
        "participation",
        reverse("portal:letters"),
        crumbs=crumbs(title)[:2] + [(title, "")],
        meta=column(title, description, [title, _("来信答复")], _("互动栏目")),
        feed=FEED,
        styles=STYLES,
    )
    context = {
        "description": description,
        "ways": ways(),
        "elsewhere": [(_(one.label), _(TOLD[one])) for one in Elsewhere],
        "periods": [deadlines.statute(name, today) for name in PERIODS],
        "latest": letters(lists.latest(kind=Public.LETTER, limit=LATEST).items),
        "year": today.year,
        "figures": published.figures(today.year),
        "now": now,
        "office": office(),
    }
    until = int(time.time()) + KEPT
    tags = ("kind:letter", "organisations")
    return answer(request, "portal/letters/front.html", layout, context, tags=tags, not_after=until)


def ways() -> list[tuple[str, str, str]]:
    """The kinds of letters as (address, label, what it is for)."""
    new = reverse("portal:letter_new")
    said = {
        Kind.MAILBOX: _("写给市长和部门、区的负责人。"),
        Kind.ENQUIRY: _("问政策、问办事。先帮您找有没有已经答复过的。"),
        Kind.SUGGESTION: _("对城市和政府工作的意见建议。"),
        Kind.COMPLAINT: _("反映没有办好的事、没有履行的职责。"),
        Kind.ERROR_REPORT: _("网站上的错别字、打不开、过时的内容。"),
    }
    return [(f"{new}?kind={kind.value}", _(kind.label), words) for kind, words in said.items()]

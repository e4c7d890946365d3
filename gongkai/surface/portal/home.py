"""The home page: find, what was published today, what is new, where to check."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.rules import Kind, Validity
from gongkai.record.search import public as engine

from .listing import Row, briefs, with_interpretations
from .page import Layout, answer, end_of_today, public
from .pages import PAGES, live

FRESH = 60  # seconds: the page says "as of" a minute and the latest checkpoint
BLOCKS = (("news", "要闻"), ("notices", "通知公告"), ("state-council", "国务院信息"))
SHOWN, DOCUMENTS, BODIES, EXAMPLES, TOPICS = 5, 8, 6, 4, 4
LONGEST_EXAMPLE = 14  # characters
OTHER = "其他"  # the category of what has none: nothing to search for
STANDING = ("news", "notices")  # blocks that stand even while empty


@dataclass(frozen=True, slots=True)
class Block:
    title: str
    address: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit's words, what it counts and as of when, and where the evidence is."""

    value: int
    label: str
    note: str
    address: str


@public
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    newest = lists.home([code for code, _name in BLOCKS], SHOWN)
    documents = lists.latest(kind=Kind.DOCUMENT.value, limit=DOCUMENTS).items
    interpretations = lists.latest(kind=Kind.INTERPRETATION.value, limit=SHOWN).items
    topics = lists.latest(kind=Kind.TOPIC.value, limit=TOPICS).items
    counted = lists.today_by_publisher(now)
    bodies = orgs.by_codes(list(counted)[:BODIES])
    checkpoint = ledger.checkpoint()
    first = [(bodies[code], count) for code, count in counted.items() if code in bodies]
    context = {
        "now": now,
        "examples": examples(documents),
        "figures": figures(sum(counted.values()), checkpoint),
        "blocks": [
            Block(_(name), reverse("portal:channel", args=[code]), briefs(newest.get(code, [])))
            for code, name in BLOCKS
            if newest.get(code) or code in STANDING
        ],
        "documents": with_interpretations(documents),
        "interpretations": briefs(interpretations),
        "topics": [*map(editorial, live("topic")), *briefs(topics)][:TOPICS],
        "today": first,
        "today_total": sum(counted.values()),
        "today_rest": sum(counted.values()) - sum(count for _body, count in first),
        "today_rest_bodies": len(counted) - len(first),
        "checkpoint": checkpoint,
    }
    layout = Layout("", "home", reverse("portal:home"), plain=True, styles=("portal/home.css",))
    until = min(end_of_today(now), int(now.timestamp()) + FRESH)
    tags = ["latest", PAGES, "channels", "organisations"]
    return answer(request, "portal/home.html", layout, context, tags=tags, not_after=until)


def editorial(page: Any) -> dict[str, str]:
    return {"path": page.path_on_site, "title": page.title, "summary": page.summary}


def examples(documents: list[Any]) -> list[str]:
    """Things to search for that do find something: a number of these, frequent subjects, a body."""
    library = engine.search("", filters={"kind": [Kind.DOCUMENT]}, limit=0)
    wanted = [item.document_number for item in documents if item.document_number][:1]
    subjects = [value for value, _count in library.facets.get("subject_category", [])]
    bodies = [item.publisher.short_name for item in documents]
    subjects = [step for step in (value.split("\\")[-1] for value in subjects) if step != OTHER]
    wanted += [text for text in (*subjects[:2], *bodies) if len(text) <= LONGEST_EXAMPLE]
    tried = list(dict.fromkeys(wanted))[: EXAMPLES + 2]
    return [text for text in tried if engine.search(text, limit=0).total][:EXAMPLES]


def figures(today: int, checkpoint: Any) -> list[Figure]:
    """Four counts that are true now, each a link to what it counts; none before anything is published."""
    everything = engine.search("", limit=0)
    if not everything.total:
        return []
    kinds = dict(everything.facets.get("kind", []))
    valid = dict(everything.facets.get("validity", [])).get(Validity.VALID.value, 0)
    search, policies = reverse("portal:search"), reverse("portal:policies")
    verify = reverse("portal:verification")
    return [
        Figure(everything.total, _("条信息已公开"), _("可检索、可导出"), f"{search}?sort=date"),
        Figure(valid, _("份文件现行有效"), _("共收录 %(n)s 份文件") % {"n": f"{kinds.get('document', 0):,}"},
               f"{policies}?validity=valid"),
        Figure(today, _("条信息今天公开"), _("按单位列出"), reverse("portal:today")),
        Figure(checkpoint.size if checkpoint else 0, _("条存证可供核对"), _("任何人可以验证"), verify),
    ]  # fmt: skip

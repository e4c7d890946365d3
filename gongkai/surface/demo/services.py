"""Loads the demonstration city through the same services a real city uses."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.utils import timezone

from gongkai.ground.language.rules.words import words
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import SITE_FACTS, NewOrganisation, system
from gongkai.ground.orgs.services.site import state_site
from gongkai.record.catalogue.rules import Draft
from gongkai.record.catalogue.services import channels, publications
from gongkai.surface.portal import services as editorial

from .accounts import accounts, enrol_all
from .city import DISTRICT, DIVISION, STREET, Body, bodies, street
from .columns import column
from .desk import furnish
from .documents import Generator
from .vocabulary import read

SMALL = 1_200
BATCH = 200
SAMPLE = 2_000  # documents whose words are counted; more would only slow the load
ACTOR = system("demo")


def load(documents: int | None = None, *, progress: Callable[..., None]) -> dict[str, Any]:
    """Open the city's organisations and accounts and publish ``documents`` generated ones (default small).

    Calls ``progress(done, total)``. Returns what was made, the number of distinct words and the share of
    documents whose text, digits aside, stands a second time.
    """
    root = orgs.ensure_root(by=ACTOR)
    channels.ensure_defaults(by=ACTOR)
    everybody = bodies(root.code)
    everywhere = [*everybody, street()]
    open_city(everywhere)
    write_pages()
    now = timezone.now()
    count = SMALL if documents is None else documents
    columns = [draft for body in everywhere for draft in column(body, now)]
    generator = Generator(everybody, count, now)
    variety = Variety()
    done, total = 0, count + len(columns)
    for batch in batches((*columns,), generator.drafts()):
        publications.publish_many(batch, by=ACTOR)
        variety.add(batch)
        done += len(batch)
        progress(done, total)
    desk = furnish(everywhere, now)
    return {
        "organisations": len(everywhere),
        "manuscripts": desk,
        "documents": done,
        "accounts": len(accounts()),
        **variety.figures(),
    }


def open_city(everybody: list[Body]) -> None:
    """The demonstration's mark, departments and districts below the root, the accounts with their posts."""
    root = everybody[0]
    state_site(by=ACTOR, demonstration=SITE_FACTS["demonstration"])
    orgs.change_organisation(root.code, by=ACTOR, **contact(root))
    above = {STREET: everybody[DISTRICT].code}
    described_all = [
        described(body, above.get(place, root.code)) for place, body in enumerate(everybody) if place
    ]
    orgs.open_organisations(described_all, by=ACTOR)
    enrol_all([body.code for body in everybody], by=ACTOR)


def write_pages() -> None:
    """The editorial pages of 走进城市."""
    for page in read("pages")["page"]:
        body = [("paragraph", f"<p>{line}</p>") for line in page["paragraphs"]]
        facts = [{"label": label, "value": value, "source": source} for label, value, source in page["facts"]]
        if facts:
            body.append(("facts", facts))
        editorial.write("city", page["slug"], page["title"], page["summary"], body, by=ACTOR)


def described(body: Body, parent: str) -> NewOrganisation:
    return NewOrganisation(
        code=body.code,
        name=body.field.name,
        kind=body.kind,
        parent=parent,
        short_name=body.field.short,
        division_code=DIVISION,
        position=body.position,
        **contact(body),
    )


def contact(body: Body) -> dict[str, str]:
    """What art. 12 asks of a disclosure guide; made up, with numbers nobody can have."""
    topics = "、".join(body.field.topics[:6])
    return {
        "functions": f"负责{topics}等工作的组织实施和监督管理。",
        "leader": "（演示）",
        "address": f"江城市人民广场 {body.position + 1} 号（演示）",
        "hours": "工作日 8:30 至 12:00、14:00 至 17:30",
        "telephone": f"0000-8{body.position:07d}",
        "email": "",
    }


def batches(*sources: Iterable[Draft]) -> Iterator[list[Draft]]:
    """The sources' drafts in lists of at most BATCH."""
    for source in sources:
        drafts = iter(source)
        while batch := list(islice(drafts, BATCH)):
            yield batch


class Variety:
    """How different the generated texts are from one another."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.texts: Counter[int] = Counter()
        self.read = 0

    def add(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            self.texts[hash("".join(c for c in draft.text if not c.isdigit()))] += 1
        for draft in drafts[: max(0, SAMPLE - self.read)]:
            self.words.update(words(draft.text))
            self.read += 1

    def figures(self) -> dict[str, Any]:
        total = sum(self.texts.values())
        repeated = sum(count - 1 for count in self.texts.values())
        return {
            "distinct_words": len(self.words),
            "words_counted_in": self.read,
            "duplicate_share": round(repeated / total, 4) if total else 0.0,
        }

"""A small city, and drafts for it."""

from datetime import UTC, datetime, timedelta

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import (
    Actor,
    Duty,
    NewOrganisation,
    OrganisationKind,
    Scope,
    check_character,
    system,
)
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.rules import Draft, Found, Kind, RelationKind, RelationState
from gongkai.record.catalogue.rules.item_lists import NewItem
from gongkai.record.catalogue.services import channels
from gongkai.record.catalogue.services import items as services

BY = system("test")
BASE = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)


def code(serial: int) -> str:
    body = f"0114{serial:04d}"
    return body + check_character(body)


def city() -> str:
    """Root, two departments and the default channels; gives the first department's code."""
    root = orgs.ensure_root(by=BY)
    new = [NewOrganisation(code(n), f"市{n}局", OrganisationKind.DEPARTMENT, root.code) for n in (1, 2)]
    orgs.open_organisations(new, by=BY)
    channels.ensure_defaults(by=BY)
    return code(1)


def draft(n: int = 1, **changes) -> Draft:
    """A document; ``n`` tells drafts apart."""
    values = {
        "kind": Kind.DOCUMENT,
        "title": f"关于第{n}项工作的通知",
        "publisher": code(1),
        "html": f"<p>第{n}项工作正文。</p>",
        "text": f"第{n}项工作正文。",
        "published_at": BASE + timedelta(hours=n),
        "document_number": f"江政发〔2024〕{n}号",
        "issuing_bodies": ("江城市人民政府",),
        "source_url": f"https://old.example.gov.cn/art/{n}.html",
    }
    return Draft(**(values | changes))


def kinds(row: Publication) -> list[str]:
    """What the ledger recorded about a publication, in order."""
    return [entry.kind.removeprefix("publication.") for entry in ledger.of(row.identifier)]


def last_facts(row: Publication) -> dict:
    """The facts of the latest entry about it."""
    return ledger.facts(ledger.of(row.identifier)[-1])


def repeal(n: int, state=RelationState.CONFIRMED, kind=RelationKind.REPEALS) -> Found:
    """A relation to document ``n`` as an import reads it."""
    number = f"江政发〔2024〕{n}号"
    return Found(kind, f"num:{number}", number, "同时废止", state)


BUDGET = NewItem(
    "20.7", "部门预算", "财政", limit_text="批复后20日内", limit_rule="budget", channel="budgets"
)
REPORT = NewItem("20.7", "部门决算", "财政", limit_text="每年10月底前", limit_rule="every:year:10-31")
GUIDE = NewItem("20.2", "机构职能", limit_text="长期公开", limit_rule="standing")


def clerk(person, organisation=None, *duties):
    lineage = queries.by_code(organisation or code(1)).lineage
    return Actor(f"post/{person}", code(1), frozenset(duties or {Duty.ITEMS}), Scope((lineage,)), person)


def adopted(*new):
    version = services.propose(code(1), new, by=clerk(1))
    return services.adopt(code(1), version.number, by=clerk(2))

"""A table of approved data becomes a batch: rows that can be published, and reasons for the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils import timezone

from gongkai.ground.language.rules import numbers
from gongkai.ground.orgs.rules import Actor
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.queries import withholding
from gongkai.record.catalogue.rules import Draft
from gongkai.record.catalogue.rules.drafts import pack
from gongkai.record.editorial.rules.checks.subject import Withheld

from ..models import Batch
from ..rules.adapters.tables import Mapping
from ..rules.batches import MAX_ITEMS, Action, Item, RuleBroken, Subject
from ..rules.feeds import FEEDS, SAMPLE_RATE, draft_of, key
from ..rules.gate import kept_back, screen
from ..rules.source import Unreadable
from . import batch_opening, files

LIMIT = 100_000  # bytes of one row
ANY = Mapping({"title": ""}, {})


@dataclass(slots=True)
class Table:
    """What was read: drafts by their row's key, and of refused rows the line and the reason."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)


def read(name: str, path: Path, *, publisher: str) -> Table:
    """The rows of a CSV or spreadsheet; parsed in a confined process. Publishes and stores nothing.

    Refused are rows that lack something, hold personal data, name a matter of the publisher's negative list,
    come twice, or whose number is public already.
    """
    feed, table, now = FEEDS[name], Table(), timezone.now()
    lines: dict[str, int] = {}
    withheld = withholding.entries(publisher)
    for unit in files.of_table(path, path.name, LIMIT, ANY):
        if unit.form == "fault":
            table.refused.append((unit.line, str(unit.payload)))
            continue
        own = key(unit.payload)
        if own in lines:
            table.refused.append((unit.line, f"与第 {lines[own]} 行相同"))
            continue
        lines[own] = unit.line
        if len(lines) > MAX_ITEMS:
            raise RuleBroken(f"一张表最多 {MAX_ITEMS} 行，请拆成几张")
        try:
            table.drafts[own] = safe(draft_of(feed, unit.payload, publisher=publisher, at=now), withheld)
        except Unreadable as fault:
            table.refused.append((unit.line, str(fault)))
    for own in known(table.drafts.items()):
        table.drafts.pop(own)
        table.refused.append((lines[own], "这个文号已经公开，如有变更请更新原来的信息"))
    table.refused.sort()
    return table


def safe(draft: Draft, withheld: tuple[Withheld, ...]) -> Draft:
    """The draft, unless the first screening finds personal data in it, or what is not to be disclosed."""
    if hits := screen(draft):
        raise Unreadable(f"疑似含有个人信息（{hits[0].masked}），请遮盖后重新上传")
    if hits := kept_back(draft, withheld):
        raise Unreadable(f"涉及负面清单事项“{hits[0].masked}”，请核对；可以公开的请先从清单移出或另行起草")
    return draft


def known(drafts: Iterable[tuple[str, Draft]]) -> list[str]:
    """Keys of the rows whose number is public already."""
    named = {own: numbers.key(draft.document_number) for own, draft in drafts}
    public = catalogue.by_numbers(set(named.values()) - {""})
    return [own for own, number in named.items() if number in public]


def submit(name: str, path: Path, *, publisher: str, by: Actor) -> tuple[Batch, Table]:
    """Read a table and open a batch of what can be published; the worker publishes it. Some of it is looked
    at afterwards. Raises RuleBroken when no row can be published."""
    table = read(name, path, publisher=publisher)
    if not table.drafts:
        first = f"第 {table.refused[0][0]} 行：{table.refused[0][1]}" if table.refused else "表中没有数据"
        raise RuleBroken(f"没有可以发布的行。{first}")
    items = [Item(Subject.DRAFT, own, draft.title, pack(draft)) for own, draft in table.drafts.items()]
    title = f"{FEEDS[name].label}：{path.name}"
    opened = batch_opening.open(
        Action.PUBLISH, items, organisation=publisher, title=title, sample_rate=SAMPLE_RATE, by=by
    )
    return opened, table

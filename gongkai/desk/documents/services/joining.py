"""What a batch of readings means for the catalogue, decided before anything is written.

A record that arrived before is recognised by its key; a document that arrived from elsewhere by its
address, or by its number and title. Versions of one regulation follow each other; an older one never covers
a newer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q

from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Draft, Kind, Status
from gongkai.record.catalogue.rules.drafts import unpack

from ..models import ImportedRecord
from ..rules.gate import WITHHELD
from ..rules.identity import core
from ..rules.merging import merge, same
from ..rules.outcomes import Outcome
from ..rules.reading import Reading

HISTORY = "沿革："


@dataclass(slots=True)
class Result:
    """How one record ended; ``reason`` is in Chinese, "" when there is nothing to say."""

    reading: Reading
    outcome: Outcome
    reason: str = ""
    identifier: str = ""


@dataclass(slots=True)
class Standing:
    """A publication as this batch will leave it. ``slot`` is its place among the new ones, or None."""

    draft: Draft
    identifier: str = ""
    slot: int | None = None
    publication: int | None = None
    status: str = Status.PUBLISHED
    thin: bool = False
    changed: bool = False
    results: list[Result] = field(default_factory=list)


class Batch:
    """What a batch knows before it writes: earlier records by key, and standing publications by what they
    are."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        keys = [reading.key for reading in readings if reading.key]
        earlier = ImportedRecord.objects.select_related("publication").filter(source_key__in=keys)
        self.known = {record.source_key: record for record in earlier}
        open_ones = [r for r in readings if not r.reason and not self.unchanged(r)]
        addresses = {r.address for r in open_ones if r.address}
        likenesses = {r.likeness for r in open_ones if r.likeness}
        wanted = Q(address__in=addresses) | Q(likeness__in=likenesses)
        elsewhere = (
            ImportedRecord.objects.filter(wanted).exclude(publication=None).select_related("publication")
        )
        self.by_address: dict[str, ImportedRecord] = {}
        self.by_likeness: dict[str, ImportedRecord] = {}
        for record in elsewhere.order_by("-id") if open_ones else ():
            self.by_address[record.address] = record
            self.by_likeness[record.likeness] = record
        self.standing: dict[int, Standing] = {}
        self.fresh: list[Standing] = []
        self.here: dict[str, Standing] = {}
        self.held: list[Result] = []
        self.keys: dict[str, str] = {}

    def unchanged(self, reading: Reading) -> bool:
        record = self.known.get(reading.key)
        return record is not None and record.fingerprint == reading.fingerprint

    def found(self, reading: Reading) -> Standing | None:
        """The publication this reading belongs to, in this batch or from before."""
        record = self.known.get(reading.key)
        if record is not None and record.publication_id:
            return self.stand(record)
        for form, known in (("address", self.by_address), ("likeness", self.by_likeness)):
            value = getattr(reading, form)
            if value and (there := self.here.get(f"{form}:{value}")):
                return there
            if value and (record := known.get(value)):
                return self.stand(record)
        return None

    def stand(self, record: ImportedRecord) -> Standing:
        publication: Any = record.publication
        if publication.pk not in self.standing:
            draft = standing_draft(publication)
            self.standing[publication.pk] = Standing(
                draft,
                publication.identifier,
                publication=publication.pk,
                status=publication.status,
                thin=any(flag.startswith("来源只有目录信息") for flag in draft.flags),
            )
        return self.standing[publication.pk]

    def remember(self, reading: Reading, standing: Standing) -> None:
        for form in ("address", "likeness"):
            if value := getattr(reading, form):
                self.here.setdefault(f"{form}:{value}", standing)


def standing_draft(publication: Any) -> Draft:
    """What a publication says now; of one removed by law nothing is left but its tombstone."""
    if publication.status == Status.REMOVED:
        code, at = publication.publisher.code, publication.published_at
        return Draft(Kind(publication.kind), publication.title, code, "", "", at)
    version = catalogue.current(publication)
    return unpack(catalogue.metadata(version), html=version.html, text=version.text)


def judge(reading: Reading, batch: Batch) -> Result:
    """Decide how a reading ends; nothing is written yet."""
    if reading.reason or reading.prepared is None:
        return Result(reading, Outcome.REJECTED, reading.reason)
    record = batch.known.get(reading.key)
    if record is not None and batch.unchanged(reading):
        if record.outcome == Outcome.QUARANTINED and record.publication_id is None:
            return Result(reading, Outcome.QUARANTINED, "仍在隔离区，等待处理")
        identifier = record.publication.identifier if record.publication else ""
        return Result(reading, Outcome.UNCHANGED, "" if identifier else "已决定不予公开", identifier)
    if batch.keys.get(reading.key) == reading.fingerprint:
        return Result(reading, Outcome.UNCHANGED, "与前面的记录重复")
    batch.keys[reading.key] = reading.fingerprint
    if reading.hits:
        result = Result(reading, Outcome.QUARANTINED, f"{held_for(reading)}，等待处理")
        batch.held.append(result)
        return result
    standing = batch.found(reading)
    if standing is not None:
        own = record is not None and record.publication_id == standing.publication
        if own and another(reading, standing):
            former = f"来源编号“{reading.key[-60:]}”原来是《{standing.draft.title[:40]}》"
            reason = f"{former}，本条是另一份公文，未覆盖；"
            return Result(
                reading,
                Outcome.REJECTED,
                reason + "请用能区分各条的列作 key（如文号、网址），或改文件名后导入",
            )
        return join(reading, standing, own=own)
    if reading.attach_only:
        return Result(
            reading, Outcome.REJECTED, "解读材料尚未导入，且本条没有日期，无法单独公开；请先导入该解读"
        )
    standing = Standing(reading.prepared.draft, slot=len(batch.fresh), thin=reading.thin)
    batch.fresh.append(standing)
    batch.remember(reading, standing)
    result = Result(reading, Outcome.IMPORTED)
    standing.results.append(result)
    return result


def held_for(reading: Reading) -> str:
    """Why a record waits for a person."""
    matters = sum(hit.kind == WITHHELD for hit in reading.hits)
    personal = len(reading.hits) - matters
    told = [f"含个人信息 {personal} 处"] if personal else []
    return "，".join([*told, *([f"涉及负面清单事项 {matters} 处"] if matters else [])])


def join(reading: Reading, standing: Standing, *, own: bool) -> Result:
    """A reading that belongs to a publication which stands already: the same record changed, or another's."""
    result = Result(reading, Outcome.UNCHANGED, identifier=standing.identifier)
    standing.results.append(result)
    if standing.status != Status.PUBLISHED:
        result.reason = "该信息已撤回或依法删除，不再更新"
        return result
    assert reading.prepared is not None
    draft = replace(reading.prepared.draft, publisher=standing.draft.publisher)
    if not own and versioned(draft, standing.draft):
        if draft.made_on < standing.draft.made_on:  # type: ignore[operator]
            result.reason = (
                f"已收录更新的版本（{standing.draft.made_on}），本条是 {draft.made_on} 的旧版本，未覆盖"
            )
            return result
        own = True
    merged = merge(draft, standing.draft) if own else merge(standing.draft, draft, thin=standing.thin)
    if own:
        merged = replace(merged, flags=draft.flags)
    if same(merged, standing.draft):
        result.reason = "" if own else "同一公文已收录"
        return result
    result.outcome = Outcome.UPDATED
    result.reason = "来源内容有变化" if own else "同一公文已收录，补充了内容、元数据或来源地址"
    standing.draft, standing.changed = merged, True
    standing.thin = standing.thin and reading.thin
    return result


def another(reading: Reading, standing: Standing) -> bool:
    """Whether a record under a known key is another document: number, title and day all differ."""
    assert reading.prepared is not None
    new, old = reading.prepared.draft, standing.draft
    return (
        standing.status == Status.PUBLISHED
        and new.document_number != old.document_number
        and core(new.title) != core(old.title)
        and new.published_at.date() != old.published_at.date()
    )


def versioned(draft: Draft, standing: Draft) -> bool:
    """Whether both are versions of one regulation, told apart by the day each was made."""
    history = all(any(flag.startswith(HISTORY) for flag in one.flags) for one in (draft, standing))
    return bool(history and draft.made_on and standing.made_on and draft.made_on != standing.made_on)

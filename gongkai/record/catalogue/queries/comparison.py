"""Each row of a publication against what its versions and ledger entries say."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import orjson

from gongkai.ground.language.rules import numbers
from gongkai.ground.ledger.rules import Fault, instant

from ..models import Alias, Placement, Publication, Relation, Version
from ..rules import history as past
from ..rules.content import MAX_NUMBER, address, digest, local_part, reason_digest, relation_digest, title_key
from ..rules.history import Event, History


def versions(row: Publication, history: History, stored: list[Version]) -> Iterator[Fault]:
    rows = {version.number: version for version in stored}
    for number, stated in history.versions.items():
        where = f"{row.identifier} 第 {number} 版"
        version = rows.pop(number, None)
        if version is None:
            yield Fault(stated.index, "version", f"{where}不见了")
            continue
        if version.digest != stated.digest or instant(version.at) != stated.at:
            yield Fault(stated.index, "version", f"{where}的指纹或时间与存证不符")
        if history.removed:
            if version.metadata or version.html or version.text:
                yield Fault(stated.index, "version", f"{where}已依法删除，却有内容")
        elif _digest(row, version) != stated.digest:
            yield Fault(stated.index, "version", f"{where}的内容被改动：正文、文本或元数据与指纹不符")
    for number in rows:
        yield Fault(history.index, "version", f"{row.identifier} 多出第 {number} 版，存证中没有")


def _digest(row: Publication, version: Version) -> str:
    try:
        return digest(row.identifier, version.number, version.metadata, version.html, version.text)
    except (TypeError, ValueError, AttributeError):  # bytes that are no text
        return ""


def columns(row: Publication, history: History, metadata: dict[str, Any] | None) -> Iterator[Fault]:
    number = metadata["document_number"] if metadata else ""
    expected = past.columns(metadata, numbers.key(number)[:MAX_NUMBER] if number else "")
    expected |= {
        "kind": history.facts["kind"],
        "migrated": history.facts.get("migrated", False),
        "published_at": datetime.fromisoformat(history.facts["published_at"]),
        "path": f"/publications/{row.identifier}",
        "status": history.status,
        "ending": history.ending,
        "version": max(history.versions),
        "validity": history.validity,
        "repealed_on": history.repealed_on,
        "amended_on": history.amended_on,
        "due_on": history.due_on,
        "late_days": history.late_days,
        "lapsed_on": history.lapsed_on,
    }
    if metadata:
        expected |= {
            "kind": metadata["kind"],
            "published_at": datetime.fromisoformat(metadata["published_at"]),
        }
    elif not history.removed:
        yield Fault(history.index, "publication", f"{row.identifier} 没有现行版本")
    if row.publisher.code != history.facts["publisher"]:
        yield Fault(history.index, "publication", f"{row.identifier} 的发布机构被改动")
    for name, value in expected.items():
        if plain(getattr(row, name)) != plain(value):
            label = getattr(row._meta.get_field(name), "verbose_name", name)
            yield Fault(history.index, "publication", f"{row.identifier} 的“{label}”（{name}）被改动")
    if (row.successor.identifier if row.successor else "") != history.successor:
        yield Fault(history.index, "publication", f"{row.identifier} 的转向（successor）被改动")
    reason = reason_digest(row.reason) if row.reason or history.reason else ""
    if reason != history.reason:
        yield Fault(history.index, "publication", f"{row.identifier} 的撤回或删除理由（reason）被改动")


def plain(value: Any) -> Any:
    """Dates as ISO text, None as ""; instants stay."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def placements(row: Publication, history: History, stored: list[Placement]) -> Iterator[Fault]:
    codes = {placement.channel.code for placement in stored}
    for code in sorted(codes ^ history.channels):
        yield Fault(history.index, "placement", f"{row.identifier} 与栏目 {code} 的归属和存证不符")
    if any(placement.published_at != row.published_at for placement in stored):
        yield Fault(history.index, "placement", f"{row.identifier} 在栏目中的时间被改动")


def attached(
    row: Publication, history: History, stored: set[str], metadata: Iterable[dict[str, Any]]
) -> Iterator[Fault]:
    named = {link["sha256"] for one in metadata for link in one["attachments"] if link["sha256"]}
    if named != stored:
        yield Fault(history.index, "attached", f"{row.identifier} 的附件归属与各版本所列附件不符")


def aliases(
    row: Publication, history: History, stored: list[Alias], metadata: Iterable[dict[str, Any]]
) -> Iterator[Fault]:
    known = {address(one["source_url"]) for one in metadata if one["source_url"]} - {""}
    for alias in stored:
        if alias.url not in known or alias.local != local_part(alias.url):
            yield Fault(history.index, "alias", f"{row.identifier} 的旧地址 {alias.url} 与来源不符")
    missing = known - {alias.url for alias in stored}
    if missing and Alias.objects.filter(url__in=missing).count() != len(missing):
        yield Fault(history.index, "alias", f"{row.identifier} 的旧地址不见了")


def relations(
    row: Publication,
    history: History,
    events: list[Event],
    metadata: dict[int, dict[str, Any]],
    stored: list[Relation],
) -> Iterator[Fault]:
    rows = {(r.kind, r.target_key): (r.label, r.evidence, r.state) for r in stored}
    expected = past.relations(events, metadata, rows)
    for key in sorted(set(rows) ^ set(expected)):
        yield Fault(history.index, "relation", f"{row.identifier} 的关系 {key[0]} {key[1]} 与版本和存证不符")
    for key in sorted(set(rows) & set(expected)):
        if rows[key] != expected[key]:
            yield Fault(history.index, "relation", f"{row.identifier} 的关系 {key[0]} {key[1]} 被改动")
    linked = {(e.facts["relation"], *e.facts["related"]) for e in events if e.facts.get("relation")}
    for relation in stored:
        if relation.target and not _fits(relation, relation.target, linked):
            yield Fault(
                history.index, "relation", f"{row.identifier} 的关系 {relation.target_key} 指向了别处"
            )


def _fits(relation: Relation, target: Publication, linked: set[tuple[str, ...]]) -> bool:
    """Whether the target is what the key names, ever named, or what somebody linked."""
    form, _, rest = relation.target_key.partition(":")
    named = title_key(rest) if form == "title" else rest
    now = {"num": target.number_key, "title": target.title_key, "id": target.identifier}
    if now.get(form) == named:
        return True
    words = relation_digest(relation.kind, relation.target_key, relation.label, relation.evidence)
    if (words, target.identifier) in linked:
        return True
    for raw in Version.objects.filter(publication=target).values_list("metadata", flat=True):
        known = orjson.loads(raw) if raw else {"document_number": "", "title": "", "source_url": ""}
        ever = {
            "num": numbers.key(known["document_number"]),
            "title": title_key(known["title"]),
            "url": address(known["source_url"]),
        }
        if ever.get(form) == named:
            return True
    return False

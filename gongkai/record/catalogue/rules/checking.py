"""Checking an evidence file with nothing but a key that somebody noted: eight steps, each with its words.

Every value of a file is bound by a signature, a hash or another value, so whatever byte is changed, one of
the steps fails. The key inside is compared, never trusted. Pure: no Django, no clock, no I/O.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.ground.language.rules.labels import Labelled
from gongkai.ground.ledger.rules import EntryRefused, canonical
from gongkai.ground.ledger.rules.notes import NoteRefused, Statement, Verifier, verifier
from gongkai.ground.ledger.rules.proofs import ProofBroken, hashes, inclusion_root, must_continue
from gongkai.ground.ledger.rules.tree import leaf_hash

from .content import reason_digest
from .evidence import FORMAT, Wrong, leaf, read
from .history import MADE, STATUS

RESTORED = "publication.restored"


class State(Labelled):
    """What the ledger said of this version when the file was made."""

    CURRENT = "current", "现行版本"
    SUPERSEDED = "superseded", "已有新版本"
    SUSPENDED = "suspended", "暂停公开"
    WITHDRAWN = "withdrawn", "已撤回"
    REMOVED = "removed", "已依法删除"


# What a sound file lets somebody say.
PROVES = {
    State.CURRENT: "内容自公开以来没有改动，是当时的现行版本",
    State.SUPERSEDED: "内容自公开以来没有改动，但这是旧版，已有新版本",
    State.SUSPENDED: "当时已经暂停公开，内容未随附",
    State.WITHDRAWN: "当时已经撤回",
    State.REMOVED: "当时已经依法删除，只留指纹",
}


class Step(Labelled):
    """What is checked, in this order; after the first fault nothing further can be trusted."""

    FORM = "form", "文件格式"
    KEY = "key", "公钥"
    CHECKPOINT = "checkpoint", "检查点签名"
    GROWTH = "growth", "存证只增不改"
    INCLUSION = "inclusion", "编入存证"
    ENTRY = "entry", "存证条目"
    CONTENT = "content", "内容指纹"
    STATE = "state", "当时的状态"


@dataclass(frozen=True, slots=True)
class Checked:
    """One step; ``ok`` is None where an earlier fault kept it from being looked at."""

    step: Step
    ok: bool | None
    what: str


@dataclass(slots=True)
class Verdict:
    """What was checked and what the file says. Only what a verdict that is ``ok`` says may be believed."""

    steps: list[Checked] = field(default_factory=list)
    identifier: str = ""
    version: int = 0
    index: int | None = None
    at: str = ""
    digest: str = ""
    size: int = 0
    root: str = ""
    state: str = ""
    reason: str = ""
    content: Mapping[str, Any] | None = None

    @property
    def fault(self) -> Checked | None:
        return next((one for one in self.steps if one.ok is False), None)

    @property
    def ok(self) -> bool:
        return bool(self.steps) and all(one.ok for one in self.steps)

    def plain(self) -> dict[str, Any]:
        """The verdict for programs."""
        fault = self.fault
        named = ("identifier", "version", "state", "reason", "index", "at", "digest", "size", "root")
        steps = [{"step": s.step, "label": s.step.label, "ok": s.ok, "what": s.what} for s in self.steps]
        return {
            "ok": self.ok,
            **{name: getattr(self, name) for name in named},
            "steps": steps,
            "first_fault": {"step": fault.step, "what": fault.what} if fault else None,
        }


@dataclass(slots=True)
class Case:
    """A file while it is being checked; each step adds what the next may rely on."""

    data: bytes
    key: str
    verdict: Verdict
    file: dict[str, Any] = field(default_factory=dict)
    log: Verifier | None = None
    stated: Statement = Statement("", 0, b"")
    events: list[dict[str, Any]] = field(default_factory=list)

    def open(self, note: str) -> Statement:
        """A checkpoint under the key given; the step before has read it."""
        if self.log is None:
            raise Wrong("没有公钥")
        return self.log.open(note)


def check(data: bytes, key: str) -> Verdict:
    """Check a file with the verifier key that the caller noted. Never raises, whatever the bytes are."""
    case = Case(data, key, Verdict())
    for step, look in LOOKS.items():
        if case.verdict.fault:
            case.verdict.steps.append(Checked(step, None, "前面一步不成立，没有核对"))
            continue
        try:
            done = Checked(step, True, look(case))
        except (Wrong, NoteRefused, ProofBroken, EntryRefused) as wrong:
            done = Checked(step, False, str(wrong))
        case.verdict.steps.append(done)
    return case.verdict


def form(case: Case) -> str:
    case.file = read(case.data)
    case.verdict.identifier, case.verdict.version = case.file["identifier"], case.file["version"]
    return f"{FORMAT}，写法标准"


def key(case: Case) -> str:
    case.log = verifier(case.key)
    named = {"key_id": case.log.identifier.hex(), "origin": case.log.origin}
    if case.file["log"] != named:
        raise Wrong(f"文件不是出自 {case.log.origin}（公钥编号 {named['key_id']}）的存证")
    return f"与所给的公钥一致：{case.log.origin}，编号 {named['key_id']}"


def checkpoint(case: Case) -> str:
    case.stated = case.open(case.file["checkpoint"])
    case.verdict.size, case.verdict.root = case.stated.size, case.stated.root.hex()
    return f"签名成立，存证共 {case.stated.size} 条，树根 {case.verdict.root}"


def growth(case: Case) -> str:
    earlier, now = case.file["earlier"], case.stated
    if earlier is None:
        return "这一版最先写进的就是这个检查点，没有更早的可比"
    old = case.open(earlier["checkpoint"])
    if not case.file["events"][0]["index"] < old.size < now.size:
        raise Wrong("较早的检查点里还没有这一版，或者并不更早")
    must_continue(old.size, now.size, old.root, now.root, hashes(earlier["path"]))
    return f"较早的 {old.size} 条是现在 {now.size} 条的开头，没有改过"


def inclusion(case: Case) -> str:
    for event in case.file["events"]:
        hashed, path = leaf_hash(event["leaf"].encode()), hashes(event["path"])
        if inclusion_root(event["index"], case.stated.size, hashed, path) != case.stated.root:
            raise Wrong(f"第 {event['index']} 条存证算不到签过名的树根：条目或证明被改动过")
    return f"{len(case.file['events'])} 条存证都算到签过名的树根"


def entry(case: Case) -> str:
    identifier, version = case.file["identifier"], case.file["version"]
    case.events = [leaf(event["leaf"], identifier) for event in case.file["events"]]
    places = [event["index"] for event in case.file["events"]]
    if places != sorted(set(places)):
        raise Wrong("存证条目没有按先后排列")
    own = case.events[0]
    if own["kind"] not in MADE or own["facts"].get("version") != version:
        raise Wrong(f"第一条存证不是第 {version} 版的公开记载")
    case.verdict.index, case.verdict.at = places[0], own["at"]
    case.verdict.digest = str(own["facts"].get("digest"))
    return f"第 {places[0]} 条：{own['at']} 公开 {identifier} 第 {version} 版"


def content(case: Case) -> str:
    held, stated = case.file["content"], case.events[0]["facts"].get("digest")
    if held is None:
        if status(case.events) == "published":
            raise Wrong("文件里没有内容，而存证说它仍然公开")
        return f"内容已不公开，只留指纹 {stated}"
    if (held["identifier"], held["number"]) != (case.file["identifier"], case.file["version"]):
        raise Wrong("内容属于另一条信息或另一版本")
    if hashlib.sha256(canonical(held)).hexdigest() != stated:
        raise Wrong("内容与存证写下的指纹不同：公开之后被改动过")
    case.verdict.content = held
    return f"内容与存证写下的指纹相同：{stated}"


def state(case: Case) -> str:
    now, reason, asof = status(case.events), case.file["reason"], f"截至存证 {case.stated.size} 条"
    if now == "published":
        if reason:
            raise Wrong("仍然公开的信息不应有撤回理由")
        made = [said["facts"].get("version") for said in case.events if said["kind"] in MADE]
        newest = max(number for number in made if isinstance(number, int))
        old = newest > case.file["version"]
        case.verdict.state = State.SUPERSEDED if old else State.CURRENT
        return f"{asof}：" + (
            f"这是旧版，已有第 {newest} 版" if old else "现行版本，文件里没有撤回或删除的记载"
        )
    ended = [said["facts"] for said in case.events if said["kind"] in STATUS][-1]
    if (reason_digest(reason) if reason else None) != ended.get("reason_digest"):
        raise Wrong("撤回或删除的理由与存证写下的指纹不同")
    case.verdict.state, case.verdict.reason = State(now), reason
    return f"{asof}：{State(now).label}" + (f"，理由：{reason}" if reason else "")


def status(events: Sequence[Mapping[str, Any]]) -> str:
    """How the publication stands after these events, in order."""
    now = "published"
    for said in events:
        if said["kind"] in MADE or said["kind"] == RESTORED:
            now = "published"
        now = str(STATUS.get(said["kind"], now))
    return now


LOOKS: dict[Step, Callable[[Case], str]] = {
    Step.FORM: form,
    Step.KEY: key,
    Step.CHECKPOINT: checkpoint,
    Step.GROWTH: growth,
    Step.INCLUSION: inclusion,
    Step.ENTRY: entry,
    Step.CONTENT: content,
    Step.STATE: state,
}

"""Checks of what was signed: the checkpoints in the database, and those kept outside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..rules import Fault, notes, seals
from ..rules.notes import Keys, NoteRefused, Statement
from . import raw, saved

ROWS = (
    "SELECT number, size, root, note, AS_STORED(at), seal FROM ledger_checkpoint"
    " WHERE number > %s ORDER BY number LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class Witness:
    """A checkpoint from outside the database, as text, and where it was found."""

    name: str
    note: str


def witnesses(since: str | None = None) -> list[Witness]:
    """The saved checkpoints and the operator's own (its text). Read them before the snapshot begins."""
    found = [Witness(str(path), saved.text(path)) for path in saved.every()]
    return found if since is None else [*found, Witness("--since", since)]


def opened(given: list[Witness], own: Keys) -> tuple[dict[int, list[tuple[str, bytes]]], list[Fault]]:
    """What the witnesses say, by size as (name, root); and those that say nothing we ever signed."""
    told: dict[int, list[tuple[str, bytes]]] = {}
    faults = []
    for witness in given:
        try:
            statement = own.open(witness.note)
        except NoteRefused as refused:
            faults.append(Fault(None, "checkpoint", f"检查点文件 {witness.name}：{refused}"))
        else:
            told.setdefault(statement.size, []).append((witness.name, statement.root))
    return told, faults


class Stream:
    """The stored checkpoints in order; ``fault`` is set at the first that does not hold and ends the stream.

    A checkpoint's fault carries the index of the first entry that this checkpoint states and none before.
    """

    def __init__(self, own: Keys) -> None:
        self.fault: Fault | None = None
        self.stated = 0
        self._own = own
        self._rows = self._read()
        self.next = next(self._rows, None)

    def _read(self) -> Iterator[Statement]:
        before = 0
        for expected, (number, size, root, note, at, seal) in enumerate(raw.rows(ROWS)):
            if number != expected:
                wrong = f"第 {expected} 个检查点缺失" if number > expected else f"多出第 {number} 个检查点"
                self.fault = Fault(before, "checkpoint", wrong)
                return
            texts = raw.text(root), raw.text(note), raw.instant(at)
            if not isinstance(size, int) or size <= before:
                self.fault = Fault(before, "checkpoint", f"第 {number} 个检查点的条数不是递增的：{size}")
                return
            if seal != seals.stated(self._own, number, size, *texts):
                self.fault = Fault(
                    before, "checkpoint", f"第 {number} 个检查点（{size} 条）被改动或非本系统所写"
                )
                return
            try:
                statement = self._own.open(texts[1])
            except NoteRefused as refused:
                self.fault = Fault(before, "checkpoint", f"第 {number} 个检查点（{size} 条）：{refused}")
                return
            if statement != notes.Statement(self._own.origin, size, bytes.fromhex(texts[0])):
                self.fault = Fault(before, "checkpoint", f"第 {number} 个检查点（{size} 条）与其签名文本不符")
                return
            yield statement
            before = size

    def reached(self, size: int, root: bytes) -> Fault | None:
        """Compare the checkpoint of ``size``, if there is one, with the root of the rows; step past it."""
        if self.next is None or self.next.size != size:
            return None
        if self.next.root != root:
            return Fault(
                self.stated, "checkpoint", f"第 {self.stated} 至 {size - 1} 条与签过名的检查点不符，树根不同"
            )
        self.stated = size
        self.next = next(self._rows, None)
        return None

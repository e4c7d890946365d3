"""How the item of the provincial catalogue differs from what stands here, for a person to decide. Pure.

What the catalogue does not state is no difference: a column that an export leaves out must not empty a field.
Rows are the same when their names are; each added, removed or changed row is decided by itself.
"""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from gongkai.ground.language.rules.labels import Labelled

from .lives import EVENTS
from .shape import LABELS, ROW_LABELS, ROWS, Channel, Serves, Shape

NAMED = {
    "statutes": ("law", "article"),
    "materials": ("name",),
    "steps": ("name",),
    "questions": ("question",),
}
WORDS = {"serves": dict(Serves.choices()), "channels": dict(Channel.choices()), "events": EVENTS}
ORDER = ":order"


class Change(Labelled):
    CHANGED = "changed", "不同"
    ADDED = "added", "目录有、这里没有"
    REMOVED = "removed", "这里有、目录没有"
    MOVED = "moved", "次序不同"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing to decide. ``key`` names it in a form; ``here`` and ``there`` are words for people."""

    key: str
    label: str
    change: Change
    here: str
    there: str


def differences(here: Shape, there: Shape) -> list[Difference]:
    """Everything that the catalogue's ``there`` says otherwise, in the order of the form."""
    return [one for name in LABELS for one in _of(name, here, there)]


def accepted(here: Shape, there: Shape, keys: Collection[str]) -> Shape:
    """``here`` with the differences of these keys taken over; strange keys change nothing."""
    known = {one.key: one for one in differences(here, there)}
    values: dict[str, Any] = {}
    for name in LABELS:
        if name in ROWS:
            chosen = {key: one for key, one in known.items() if key in keys and key.startswith(f"{name}:")}
            if chosen:
                values[name] = _merged(name, getattr(here, name), getattr(there, name), chosen)
        elif name in known and name in keys:
            values[name] = getattr(there, name)
    return replace(here, **values)


def stated(name: str, shape: Shape) -> str:
    """A field that is no list of rows, in words."""
    value = getattr(shape, name)
    if isinstance(value, str):
        return value
    return "、".join(WORDS.get(name, {}).get(one, one) for one in value)


def row_words(name: str, row: Any) -> str:
    """A row in words: its filled columns with their labels, one a line."""
    labels = ROW_LABELS[name]
    return "\n".join(f"{labels[column]}：{text}" for column, text in asdict(row).items() if text)


def _of(name: str, here: Shape, there: Shape) -> Iterator[Difference]:
    if not getattr(there, name):
        return
    if name in ROWS:
        yield from _rows(name, getattr(here, name), getattr(there, name))
        return
    one, other = stated(name, here), stated(name, there)
    if "".join(one.split()) != "".join(other.split()):
        yield Difference(name, LABELS[name], Change.CHANGED if one else Change.ADDED, one, other)


def _rows(name: str, here: tuple[Any, ...], there: tuple[Any, ...]) -> Iterator[Difference]:
    ours, theirs = _by_name(name, here), _by_name(name, there)
    for key, row in theirs.items():
        mine = ours.get(key)
        label, words = f"{LABELS[name]}：{_title(name, row)}", row_words(name, row)
        if mine is None:
            yield Difference(f"{name}:{key}", label, Change.ADDED, "", words)
        elif changed := _stated_otherwise(mine, row):
            shown = row_words(name, _only(mine, changed)), row_words(name, _only(row, changed))
            yield Difference(f"{name}:{key}", label, Change.CHANGED, *shown)
    for key, row in ours.items():
        if key not in theirs:
            label = f"{LABELS[name]}：{_title(name, row)}"
            yield Difference(f"{name}:{key}", label, Change.REMOVED, row_words(name, row), "")
    both = [key for key in ours if key in theirs]
    if name == "steps" and both != [key for key in theirs if key in ours]:
        shown = " → ".join(row.name for row in here), " → ".join(row.name for row in there)
        yield Difference(f"{name}{ORDER}", f"{LABELS[name]}的次序", Change.MOVED, *shown)


def _merged(
    name: str, here: tuple[Any, ...], there: tuple[Any, ...], chosen: dict[str, Difference]
) -> tuple[Any, ...]:
    rows, theirs = _by_name(name, here), _by_name(name, there)
    for key, one in chosen.items():
        plain = key.removeprefix(f"{name}:")
        if one.change is Change.REMOVED:
            rows.pop(plain, None)
        elif one.change is Change.CHANGED:
            said = {column: text for column, text in asdict(theirs[plain]).items() if text}
            rows[plain] = replace(rows[plain], **said)
        elif one.change is Change.ADDED:
            rows[plain] = theirs[plain]
    if f"{name}{ORDER}" in chosen:
        place = {key: position for position, key in enumerate(theirs)}
        last = len(place)
        rows = dict(sorted(rows.items(), key=lambda row: place.get(row[0], last)))
    return tuple(rows.values())


def _by_name(name: str, rows: tuple[Any, ...]) -> dict[str, Any]:
    """Rows by what they are called; a name that comes again is told apart by its place."""
    known: dict[str, Any] = {}
    for row in rows:
        key = plain = "".join("".join(getattr(row, part) for part in NAMED[name]).split()) or "—"
        again = 1
        while key in known:
            again += 1
            key = f"{plain}#{again}"
        known[key] = row
    return known


def _title(name: str, row: Any) -> str:
    return " ".join(filter(None, (getattr(row, part) for part in NAMED[name]))) or "（没有名称）"


def _stated_otherwise(mine: Any, theirs: Any) -> list[str]:
    """Columns that the catalogue states and that differ."""
    return [
        field.name
        for field in fields(theirs)
        if (text := getattr(theirs, field.name))
        and "".join(text.split()) != "".join(getattr(mine, field.name).split())
    ]


def _only(row: Any, columns: list[str]) -> Any:
    return type(row)(**{column: getattr(row, column) for column in columns})

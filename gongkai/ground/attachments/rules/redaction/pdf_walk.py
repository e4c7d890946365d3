"""Everything that can be reached from an object of a PDF: its strings, names and streams."""

from collections.abc import Iterator
from typing import Any

import pikepdf

PROPERTIES = (
    "/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/Alternates", "/AF", "/StructParent",
    "/StructParents", "/Measure", "/PtData",
)  # fmt: skip


def reach(start: Any) -> Iterator[Any]:
    """Every object below ``start``, once."""
    seen: set[tuple[int, int]] = set()
    ahead = [start]
    while ahead:
        one = ahead.pop()
        if isinstance(one, pikepdf.Object) and one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        yield one
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            ahead += [part for _, part in one.items()]
        elif isinstance(one, pikepdf.Array):
            ahead += list(one)


def strings(start: Any) -> Iterator[str]:
    """Every string below ``start``, in each coding that makes sense."""
    for one in reach(start):
        if isinstance(one, pikepdf.String):
            yield str(one)
            for coding in ("utf-8", "gb18030"):
                yield bytes(one).decode(coding, "ignore")


def names(start: Any) -> Iterator[str]:
    """Every name below ``start``, keys of dictionaries too."""
    for one in reach(start):
        if isinstance(one, pikepdf.Name):
            yield str(one)[1:]
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield from (str(key)[1:] for key, _ in one.items())


def spoken(stream: Any) -> str:
    """All strings that the instructions of a page or form show, one behind the other."""
    told = []
    for instruction in pikepdf.parse_content_stream(stream):
        for operand in instruction.operands:
            parts = list(operand) if isinstance(operand, pikepdf.Array) else [operand]
            told += [bytes(part).decode("latin-1") for part in parts if isinstance(part, pikepdf.String)]
    return "".join(told)


def without_properties(start: Any) -> None:
    """Take away what dictionaries say beside their purpose."""
    for one in reach(start):
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            for name in PROPERTIES:
                if name in one:
                    del one[name]

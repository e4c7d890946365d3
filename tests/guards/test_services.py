"""Every use case leaves a trace in the ledger."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "gongkai"
RECORDERS = {"record", "record_many"}

# Services that change no subject of their own: they call other services, each of which records its own.
COMPOSED = {
    "gongkai/desk/documents/services/imports.py:import_documents",
}


def modules() -> dict[str, ast.Module]:
    """Every services file but the ledger's own, by its path."""
    return {
        str(path.relative_to(PACKAGE.parent)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "services" in (path.stem, path.parent.name) and "ledger" not in path.parts
    }


def called(function: ast.FunctionDef) -> set[str]:
    """The last names of everything a function calls."""
    return {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }


def functions():
    for place, tree in modules().items():
        own = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        for name, node in own.items():
            if not name.startswith("_"):
                yield f"{place}:{name}", node, own


def acts(node: ast.FunctionDef) -> bool:
    """A use case says who acts by a keyword-only ``by``; a module's inner steps hand it on by position."""
    return any(argument.arg == "by" for argument in node.args.kwonlyargs)


def test_every_use_case_records_what_it_did():
    """It records itself, or calls a function that does: a step of its own or another service."""
    silent = []
    recording = set(RECORDERS)
    everything = list(functions())
    for _ in range(4):  # a service may stand on a service that stands on a service
        for _, _, own in everything:
            recording |= {name for name, node in own.items() if called(node) & recording}
    for place, node, _ in everything:
        if acts(node) and not called(node) & recording and place not in COMPOSED:
            silent.append(place)
    assert not silent

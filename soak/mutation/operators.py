"""What may be changed in a rule: its numbers, its comparisons, its branches, its articles.

A change is made in the syntax tree and taken back after use. Words for people, types and documentation are
left alone: they decide nothing.
"""

import ast
import re
from collections import Counter
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

LAWFUL = re.compile(r"第[一二三四五六七八九十]+条|^\d[\d.]*$")  # an article, or a row of the printed form
CHOICE = re.compile(r"[A-Z][A-Z_]+$")  # a member of an enumeration, a constant
LONGEST = 100  # characters of code in a name
SWAPS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
Place = tuple[ast.AST, str, int | None]  # whose field, and where in it when it is a list


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: ``name`` tells it from all others of its file, without the line, which moves."""

    name: str
    line: int
    place: Place
    new: ast.AST

    @contextmanager
    def made(self) -> Iterator[None]:
        """The tree is changed inside and as before afterwards."""
        old = _put(self.place, self.new)
        try:
            yield
        finally:
            _put(self.place, old)


def mutants(tree: ast.Module, leave: Container[str]) -> list[Mutant]:
    """Every change of a module but in what is named in ``leave``: functions, classes, constants."""
    members = _members(tree)
    found, seen = [], Counter[str]()
    for where, above, place, node in _walk(tree, "", leave):
        for new in _changes(node, above, members):
            if ast.dump(new) == ast.dump(node):
                continue
            shown = (
                above
                if isinstance(above, ast.expr | ast.AugAssign) and len(ast.unparse(above)) <= LONGEST
                else None
            )
            before = ast.unparse(shown or node)
            old = _put(place, new)
            name = f"{where}: {_line(before)} → {_line(ast.unparse(shown or new))}"
            _put(place, old)
            seen[name] += 1
            name += f" ({seen[name]})" if seen[name] > 1 else ""
            found.append(Mutant(name, getattr(node, "lineno", getattr(above, "lineno", 0)), place, new))
    return found


def _line(code: str) -> str:
    first = code.partition("\n")[0]
    return first if len(first) <= LONGEST else first[:LONGEST] + "…"


def _put(place: Place, new: ast.AST) -> ast.AST:
    holder, field, index = place
    old: ast.AST
    if index is None:
        old = getattr(holder, field)
        setattr(holder, field, new)
    else:
        old = getattr(holder, field)[index]
        getattr(holder, field)[index] = new
    return old


def _members(tree: ast.Module) -> dict[str, list[str]]:
    """Which members of which enumeration a module names: one may stand where another stood."""
    members: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and CHOICE.match(node.attr):
            members.setdefault(node.value.id, set()).add(node.attr)
    return {name: sorted(known) for name, known in members.items()}


def _walk(node: ast.AST, where: str, leave: Container[str]) -> Iterator[tuple[str, ast.AST, Place, ast.AST]]:
    """(function or constant, node above, place, node) of everything that decides something."""
    for field, value in ast.iter_fields(node):
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _idle(field, child):
                continue
            inside = _name(child) or where
            if isinstance(child, ast.Raise):  # its article is law, what follows are words
                if isinstance(child.exc, ast.Call) and len(child.exc.args) > 1:
                    yield inside, child, (child.exc, "args", 0), child.exc.args[0]
                    yield from _walk(child.exc.args[0], inside, leave)
            elif inside not in leave:
                yield inside, node, (node, field, index if isinstance(value, list) else None), child
                yield from _walk(child, inside, leave)


def _name(node: ast.AST) -> str:
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            return node.name
        case ast.Assign(targets=[target]) | ast.AnnAssign(target=target) if node.col_offset == 0:
            return ast.unparse(target).strip("()")
    return ""


def _idle(field: str, child: ast.AST) -> bool:
    """Types, decorators, imports, words and what guards the program itself decide nothing."""
    words = (ast.JoinedStr, ast.Assert, ast.Import, ast.ImportFrom)
    text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
    return text or isinstance(child, words) or field in ("annotation", "returns", "decorator_list", "bases")


def _condition(node: ast.AST, above: ast.AST) -> bool:
    """Whether a branch hangs on a node: it is then taken always, and never."""
    if isinstance(above, ast.comprehension):
        return node in above.ifs
    return isinstance(above, ast.If | ast.IfExp | ast.While) and node is above.test


def _changes(node: ast.AST, above: ast.AST, members: dict[str, list[str]]) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    if _condition(node, above):
        yield from (ast.Constant(True), ast.Constant(False))
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=str(value)) if LAWFUL.search(value):
            yield ast.Constant(f"{value}0")
        case ast.operator() | ast.cmpop() | ast.boolop():
            yield from (new() for new in SWAPS.get(type(node), ()))
        case ast.BoolOp():
            for place in range(len(node.values)):
                left = node.values[:place] + node.values[place + 1 :]
                yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Return(value=value) if value is not None and ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Name(id=name) if name in CALLS:
            yield ast.Name(CALLS[name], ast.Load())
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if len(members.get(name, [])) > 1:
            known = members[name]
            if attr in known:
                other = known[(known.index(attr) + 1) % len(known)]
                yield ast.Attribute(ast.Name(name, ast.Load()), other, ast.Load())
        case ast.Name(id=name) if isinstance(above, ast.Raise) and CHOICE.match(name):
            yield ast.Constant("another article")

"""The shape of the code: sizes, names, imports, keys and mirrors that the import contracts cannot see."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "gongkai"
OURS = sorted(
    path
    for folder in ("gongkai", "bench", "soak", "tools", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
SOURCES = [path for path in OURS if PACKAGE in path.parents]
LIMIT = 250
DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|core|base|manager)$")
STOREYS = ["ground", "record", "desk", "oversight", "surface", "project"]
COLUMNS = {"migrations", "models", "rules", "queries", "services"}
ROOMS = ("ground", "record", "desk", "oversight")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def trees():
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in OURS]


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imported(tree: ast.AST, path: Path):
    """Absolute names of everything a file imports."""
    package = module(path).split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*above, node.module] if node.module else above)
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def test_no_file_is_longer_than_the_ceiling():
    sizes = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in OURS}
    long = {path: size for path, size in sizes.items() if size > LIMIT}
    assert not long


def test_no_drawer_has_a_name_that_says_nothing():
    parts = {name(path) for path in OURS for part in path.with_suffix("").parts if DRAWERS.match(part)}
    assert not parts


def test_imports_stand_at_the_top_of_the_file():
    inside = [
        f"{name(path)}:{node.lineno}"
        for path, tree in trees()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inside


def test_no_other_rooms_models_are_imported():
    """A foreign key is a string and a row comes from a query: models stay at home."""
    strangers = []
    for path, tree in trees():
        if path not in SOURCES:
            continue
        home = ".".join(module(path).split(".")[:3])
        for target in imported(tree, path):
            match = re.match(r"(gongkai\.\w+\.\w+)\.models\b", target)
            if match and match[1] != home:
                strangers.append(f"{name(path)} imports {target}")
    assert not strangers


def test_every_foreign_key_points_down_or_home():
    wrong = []
    for config in apps.get_app_configs():
        if not config.name.startswith("gongkai."):
            continue
        for model in config.get_models():
            for field in model._meta.get_fields():
                if not isinstance(field, models.ForeignKey) or not field.related_model:
                    continue
                target = field.related_model.__module__
                if not target.startswith("gongkai."):
                    continue
                here, there = model.__module__.split(".")[1], target.split(".")[1]
                if STOREYS.index(there) > STOREYS.index(here):
                    wrong.append(f"{model.__name__}.{field.name} -> {target}")
    assert not wrong


def test_signals_are_not_used():
    users = [
        name(path)
        for path, tree in trees()
        if path in SOURCES and "django.dispatch" in set(imported(tree, path))
    ]
    assert not users


def test_every_module_says_what_it_decides():
    silent = [
        name(path)
        for path in SOURCES
        if path.name not in ("__init__.py", "apps.py")
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def mirrors(path: Path, column: str) -> list[Path]:
    """Where the tests of a room's file may stand: by its own name or by its column's."""
    relative = path.relative_to(PACKAGE)
    room = ROOT / "tests" / Path(*relative.parts[:2])
    names = (f"test_{column}.py", f"test_{path.stem}.py", f"test_{column}_{path.stem}.py")
    return [folder / name for name in names for folder in (room, room / column)]


@pytest.mark.parametrize("column", ["rules", "queries", "services"])
def test_every_rule_query_and_service_has_its_mirror_test(column):
    missing = [
        name(path)
        for path in SOURCES
        if path.relative_to(PACKAGE).parts[0] in ROOMS
        and (path.stem == column or column in path.relative_to(PACKAGE).parts)
        and path.name != "__init__.py"
        and not any(place.exists() for place in mirrors(path, column))
    ]
    assert not missing


def test_templates_have_no_inline_script_or_style():
    pattern = re.compile(r"<script>|<style>|\sstyle=\"|\son(click|load|change|submit)=", re.I)
    inline = [
        name(path) for path in PACKAGE.rglob("*.html") if pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert not inline


def test_no_file_names_a_package_index():
    pattern = re.compile(r"--(extra-)?index-url|pypi\.org/simple")
    named = [
        name(path)
        for path in [*ROOT.glob("*.lock"), *ROOT.glob("*.toml"), ROOT / "Makefile"]
        if path.exists() and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert not named


def test_the_map_captions_every_folder():
    captions = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    folders = {
        str(path.parent.relative_to(ROOT))
        for path in PACKAGE.rglob("__init__.py")
        if not COLUMNS & set(path.parts) and path.parent != PACKAGE
    }
    assert not {folder for folder in folders if f"`{folder}/`" not in captions}

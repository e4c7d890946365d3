"""One process that has everything loaded, and a child of it for each change: the change costs no start.

A child forgets the rules and queries that it inherited and loads them again, the changed one from its changed
tree, then runs the tests that are meant to see it. No file is touched.
"""

import ast
import gc
import importlib.abc
import importlib.util
import os
import signal
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import django
import hypothesis
import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS, AT_ONCE = 30, 2  # for the tests of one change; children side by side
EXAMPLES = 15  # of a property: what a change breaks must show in written examples first
PHASES = (
    hypothesis.Phase.explicit,
    hypothesis.Phase.generate,
)  # no shrinking: which example broke is not asked
SEEN, UNSEEN = "killed", "survived"
FAILED = 1  # pytest: a test failed; 2: the tests could not even be loaded
CHILD_OPTIONS = ("-x", "-q", "-c", os.devnull, "--noconftest", "--hypothesis-seed=0")
HERE = ("--rootdir", str(ROOT), "--confcutdir", str(ROOT))
PLUGINS = ("-p", "no:cacheprovider", "-p", "no:django", "-p", "_hypothesis_pytestplugin")


def prepare() -> None:
    """Load the application once, over a state directory that nobody else uses."""
    os.environ["GONGKAI_HOME"] = tempfile.mkdtemp(prefix="gongkai-mutation-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    django.setup()
    few = hypothesis.settings(max_examples=EXAMPLES, phases=PHASES, database=None, deadline=None)
    hypothesis.settings.register_profile("mutation", few)
    hypothesis.settings.load_profile("mutation")
    gc.freeze()


class Changed(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives one module from a tree instead of from its file."""

    def __init__(self, path: Path, tree: ast.Module) -> None:
        self.name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        self.path, self.tree = path, ast.fix_missing_locations(tree)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        found = importlib.util.spec_from_file_location(name, self.path, loader=self)
        return found if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.tree, str(self.path), "exec")

    def get_source(self, fullname: str) -> str:
        return self.path.read_text(encoding="utf-8")

    def exec_module(self, module: ModuleType) -> None:
        exec(self.get_code(self.name), module.__dict__)


def changed_table(path: Path, table: dict[str, Any]) -> None:
    """In this process the text of a TOML file is read as ``table``."""
    text, real = path.read_text(encoding="utf-8"), tomllib.loads
    tomllib.loads = lambda read, **options: table if read == text else real(read, **options)


def outcomes(jobs: Iterator[tuple[str, Callable[[], None], Sequence[str]]]) -> Iterator[tuple[str, str]]:
    """(name, killed or survived) for each (name, what changes the child, its tests), in any order.

    ``jobs`` is advanced one by one: what it has changed when a job is given is what the child inherits.
    """
    running: dict[int, str] = {}
    for name, change, tests in jobs:
        if len(running) == AT_ONCE:
            yield _ended(running)
        running[_child(change, tests)] = name
    while running:
        yield _ended(running)


def _ended(running: dict[int, str]) -> tuple[str, str]:
    child, status = os.wait()
    name = running.pop(child)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, FAILED, 2, -signal.SIGALRM):
        raise RuntimeError(f"{name}: the tests did not run ({code})")
    return name, SEEN if code else UNSEEN


def _child(change: Callable[[], None], tests: Sequence[str]) -> int:
    child = os.fork()
    if child:
        return child
    signal.alarm(SECONDS)  # a change may make a loop endless
    code = 70
    try:
        if "GONGKAI_SOAK_SHOW" not in os.environ:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
        _forget()
        change()
        code = int(pytest.main([*CHILD_OPTIONS, *HERE, *PLUGINS, *tests]))
    finally:
        os._exit(code)


def _forget() -> None:
    for name in [name for name in sys.modules if name.startswith("gongkai.") and _fresh(name)]:
        above, _, last = name.rpartition(".")
        del sys.modules[name]
        if hasattr(sys.modules.get(above), last):
            delattr(sys.modules[above], last)


def _fresh(name: str) -> bool:
    return "rules" in name.split(".") or "queries" in name.split(".")

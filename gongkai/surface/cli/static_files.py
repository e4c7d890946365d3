"""Styles, scripts and images: copied once per edition into GONGKAI_HOME, under hashed names."""

import os
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from .supervision import python

COMMAND = python(
    "django", "collectstatic", "--no-input", "--verbosity=0", "--clear", "--settings=gongkai.project.settings"
)


def folder() -> Path:
    return Path(os.environ.get("GONGKAI_HOME", "var")) / "static"


def edition() -> str:
    """Changes whenever a static file of ours or a package that brings some does."""
    spec = find_spec("gongkai")
    places = list(spec.submodule_search_locations or ()) if spec else []
    files = [path for place in places for path in Path(place).glob("surface/*/static/**/*") if path.is_file()]
    newest = max((path.stat().st_mtime_ns for path in files), default=0)
    return f"{version('gongkai')} {version('wagtail')} {len(files)} {newest}"


def stale() -> bool:
    """Whether the files in GONGKAI_HOME are absent or of another edition."""
    mark = folder() / ".edition"
    return not mark.exists() or mark.read_text(encoding="utf-8") != edition()


def stamp() -> None:
    """Remember which edition was copied."""
    (folder() / ".edition").write_text(edition(), encoding="utf-8")

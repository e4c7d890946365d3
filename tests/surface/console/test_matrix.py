"""Nothing passes that is not in the matrix (``matrix.txt``): every route × every duty × whose it is."""

import os

import pytest

from . import trial
from .subjects import ARGUMENTS, SENT


def test_every_route_of_ours_says_how_its_subject_is_made():
    assert not trial.undeclared(), "declare them in tests/surface/console/subjects.py"
    known = {name for name, _ in trial.ours()}
    assert not (set(ARGUMENTS) | set(SENT)) - known, "these routes are gone"


def test_the_matrix_is_what_the_console_does(jiangcheng, monkeypatch):
    """Regenerate with ``python -m tests.surface.console.matrix`` and read what has changed."""
    trial.probe(monkeypatch)
    now = "\n".join(trial.Trial(jiangcheng).lines()) + "\n"
    assert "fails with" not in now
    if os.environ.get(trial.WRITE):
        trial.SNAPSHOT.write_text(now, encoding="utf-8")
    assert now == trial.SNAPSHOT.read_text(encoding="utf-8")


def test_no_line_of_the_matrix_acts_on_another_organisation():
    """Whatever the snapshot says, this must hold of it."""
    others = [line for line in trial.SNAPSHOT.read_text().splitlines() if line.startswith("  other")]
    assert others
    assert not [line for line in others if "acts" in line]


@pytest.mark.parametrize("route", ["console:person_step", "console:post_step", "console:withdraw"])
def test_the_matrix_knows_who_acts(route):
    """A snapshot in which nobody acts would prove nothing."""
    block = trial.SNAPSHOT.read_text(encoding="utf-8").split(f"\n{route}  ")[1].split("\n\n")[0]
    assert "acts" in block

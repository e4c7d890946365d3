"""docs/law.md names every statutory number, and only functions and tests that exist."""

import re
from calendar import month_name
from pathlib import Path

import pytest

from gongkai.ground.deadlines.queries import fixed_dates, statutes

ROOT = Path(__file__).resolve().parents[3]
LAW = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
PLACES = sorted(set(re.findall(r"`((?:gongkai|tests)/[\w/]+\.py)(?:::(\w+))?`", LAW)))


@pytest.mark.parametrize("rule", statutes(), ids=lambda rule: f"{rule.id}-{rule.effective_from}")
def test_every_statutory_number_stands_in_the_law_page(rule):
    (line,) = [line for line in LAW.splitlines() if f"`{rule.id}`" in line]
    assert f"**{rule.value}**" in line


PRESENT = [rule for rule in fixed_dates() if rule.effective_to is None]


@pytest.mark.parametrize("rule", PRESENT, ids=lambda rule: rule.id)
def test_every_statutory_day_stands_in_the_law_page(rule):
    (line,) = [line for line in LAW.splitlines() if f"`{rule.id}`" in line]
    assert f"**{rule.day} {month_name[rule.month]}**" in line


@pytest.mark.parametrize(("path", "name"), PLACES)
def test_every_function_and_test_it_names_exists(path, name):
    source = (ROOT / path).read_text(encoding="utf-8")
    assert not name or re.search(rf"^(?:def |class )?{name}\b", source, re.MULTILINE)

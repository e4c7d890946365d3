"""What a second engine runs: ``--only-database`` leaves out what asks no database anything.

Half the tests are pure: files, texts, dates, rules. They answer the same beside every engine, so they run
once. Whatever starts a process of ours (commands, journeys, the project) may reach a database, and stays; of
journeys, those at the width of a phone ask it nothing that those at a desktop's did not.
"""

from pathlib import Path

import pytest

PURE = ("ground", "record", "desk", "guards")
FIXTURES = {"db", "transactional_db"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="leave out what asks no database anything")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("only_database"):
        return
    left = [item for item in items if pure(item)]
    items[:] = [item for item in items if not pure(item)]
    config.hook.pytest_deselected(items=left)


def pure(item: pytest.Item) -> bool:
    """Whether a test of rules or files asks for no database, by mark or by fixture, or asks it once more."""
    place = item.path.relative_to(Path(__file__).parent).parts[0]
    if place == "journeys":
        return "[phone" in item.name
    asks = item.get_closest_marker("django_db") or FIXTURES & set(getattr(item, "fixturenames", ()))
    return place in PURE and not asks

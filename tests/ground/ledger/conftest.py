"""A ledger of its own for each test: a key, no saved checkpoint left by another."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction

from gongkai.ground.ledger import services


@dataclass(frozen=True)
class Acting:
    post: str = "000000000/1"


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.LEDGER_KEY = "42" * 32
    settings.LEDGER_ORIGIN = "test.example/ledger"
    return tmp_path / "ledger"


@pytest.fixture
def by() -> Acting:
    return Acting()


@pytest.fixture
def many(by: Acting) -> Callable[..., None]:
    """Record ``count`` entries in one transaction."""

    def write(count: int, kind: str = "publication.published") -> None:
        with transaction.atomic():
            services.record_many(kind, [(f"p-{n}", {"version": n, "题": "文"}) for n in range(count)], by=by)

    return write

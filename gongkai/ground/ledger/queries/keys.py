"""The ledger's keys: from ``LEDGER_KEY`` in production, from a file made once in the embedded default."""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ..rules import notes


def folder() -> Path:
    """Where the ledger keeps what must not lie in its database: the key and the latest checkpoint."""
    place = Path(settings.HOME) / "ledger"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def current() -> notes.Keys:
    """The keys in force. Raises ImproperlyConfigured, which says how a key is written."""
    if settings.LEDGER_KEY:
        return _from_text(settings.LEDGER_KEY, settings.LEDGER_ORIGIN)
    return _from_file(folder() / "key", settings.LEDGER_ORIGIN)


@lru_cache(maxsize=4)
def _from_text(text: str, origin: str) -> notes.Keys:
    if not origin or any(mark in origin for mark in "+ \t\n"):
        raise ImproperlyConfigured(
            "GONGKAI_LEDGER_ORIGIN 不能为空，也不能含空格或加号，例如 gov.example/ledger"
        )
    try:
        return notes.keys(notes.read_seed(text), origin)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"GONGKAI_LEDGER_KEY：{wrong}") from wrong


@lru_cache(maxsize=4)
def _from_file(path: Path, origin: str) -> notes.Keys:
    if not path.exists():
        draft = path.with_name(f"key.{os.getpid()}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(notes.SEED_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # whole or not at all, and never over another process's key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return _from_text(path.read_text(encoding="ascii"), origin)

"""Where state lives: ``GONGKAI_HOME`` (default ``var/``), and the secrets kept there by default."""

import os
import secrets
from pathlib import Path


def directory() -> Path:
    """The state directory, made when absent, readable by its owner only."""
    home = Path(os.environ.get("GONGKAI_HOME", "var")).resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def secret(name: str, variable: str) -> str:
    """A secret from the environment or, in the embedded default, from a file made at first use."""
    if value := os.environ.get(variable):
        return value
    path = directory() / name
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")

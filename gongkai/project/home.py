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
    if not path.exists():
        draft = path.with_name(f"{name}.{os.getpid()}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)  # whole or not at all, and never over another process's secret
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii")

"""A city of its own for tests with real processes: a state directory, a database, servers on free ports."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

PATIENCE = 60.0


class City:
    """Processes that see one database; ``close`` ends them all and removes the database."""

    def __init__(self, home: Path, log: Path | None = None) -> None:
        self.log = log  # where the processes write what they say; None: to the test's own output
        self.processes: list[subprocess.Popen] = []
        self.environment = {**os.environ, "GONGKAI_HOME": str(home), "PYTHONUNBUFFERED": "1"}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.server = os.environ.get("DATABASE_URL", "")
        self.name = f"city_{secrets.token_hex(4)}"
        if self.server:
            self._execute("CREATE DATABASE {}")
            self.environment["DATABASE_URL"] = urlsplit(self.server)._replace(path=f"/{self.name}").geturl()

    def run(self, *command: str) -> str:
        """Run a module to its end and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, *command: str) -> subprocess.Popen:
        """Start a module that runs until ``close``."""
        with open(self.log or os.devnull, "ab") as log:
            said = log if self.log else None
            process = subprocess.Popen(
                [sys.executable, "-m", *command], env=self.environment, stdout=said, stderr=said
            )
        self.processes.append(process)
        return process

    def serve(self, face: str = "all") -> str:
        """Start one web process; returns its address once it answers."""
        port = free_port()
        command = ("serve", "--port", str(port), "--face", face, "--workers", "1")
        self.start("gongkai.surface.cli.main", *command)
        address = f"http://127.0.0.1:{port}"
        until(lambda: get(f"{address}/healthz")[0] == 200)
        return address

    def close(self) -> None:
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            process.wait(30)
        if self.server:
            self._execute("DROP DATABASE {} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(self.name)))


def get(address: str, **headers: str) -> tuple[int, str]:
    """Status and body; status 0 while nobody listens."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def until(condition, what: str = "") -> None:
    """Wait for something that happens in another process; ``what`` is said when it does not."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""A demonstration city in real processes, for the measurements over HTTP."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

CLI = "gongkai.surface.cli.main"


class City:
    """A state directory with ``documents`` demonstration documents, and the processes started over it."""

    def __init__(self, documents: int) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="gongkai-bench-")
        self.home = Path(self.folder.name)
        self.environment = {**os.environ, "GONGKAI_HOME": str(self.home)}
        self.environment.pop("DATABASE_URL", None)
        self.processes: list[subprocess.Popen[bytes]] = []
        self.run(CLI, "migrate", "--quiet")
        self.documents = int(
            json.loads(self.run(CLI, "demo", "--documents", str(documents), "--json"))["documents"]
        )

    def run(self, *command: str) -> str:
        """Run a module to its end; its output."""
        done = subprocess.run(
            [sys.executable, "-m", *command], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a module that runs until ``close`` or ``end``."""
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env={**self.environment, **environment},
            stdout=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def serve(self, *, store: bool = True) -> tuple[str, subprocess.Popen[bytes]]:
        """One web process; its address once it answers."""
        port = free_port()
        store_size = {} if store else {"GONGKAI_PAGE_STORE_MB": "0"}
        process = self.start(CLI, "serve", "--port", str(port), "--workers", "1", **store_size)
        address = f"http://127.0.0.1:{port}"
        while status(f"{address}/healthz") != 200:
            time.sleep(0.1)
        return address, process

    def close(self) -> None:
        for process in self.processes:
            end(process)
        self.folder.cleanup()


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to finish, and wait for it."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(address: str) -> int:
    """The HTTP status; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def body(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return bytes(answer.read())

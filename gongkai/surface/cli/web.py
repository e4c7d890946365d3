"""How the web server is started: Granian over ``gongkai.project.wsgi``, which is named, not imported."""

import argparse
import errno
import os
import socket

from .supervision import Child, python

FACES = {"all": "门户和后台", "portal": "门户", "console": "后台"}
EVERYWHERE = ("0.0.0.0", "::")
THREADS = 4  # per process: one may wait for the database while another serves a stored page


def workers() -> int:
    """One process a core, at most four: more gain nothing before the database is the limit."""
    return max(1, min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2))


def server(host: str, port: int, face: str, processes: int) -> Child:
    """The web server of one face as a supervised child."""
    command = python("granian", "--interface", "wsgi", "--host", host, "--port", str(port))
    command += ["--workers", str(processes), "--blocking-threads", str(THREADS), "--http", "1", "--no-ws"]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", "8", "--log-level", "warning"]
    return Child(
        f"{FACES[face]}网页服务",
        [*command, "gongkai.project.wsgi:application"],
        {"GONGKAI_FACE": face, "GONGKAI_LISTENING": ",".join(names(host))},
    )


def names(host: str) -> list[str]:
    """By what names visitors may reach a server that listens on ``host``; of this machine, where on all."""
    if host not in EVERYWHERE:
        return [f"[{host}]" if ":" in host else host]
    own = socket.gethostname()
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(own, None)}
    except OSError:
        found = set()
    return sorted({own, *(f"[{one}]" if ":" in one else one for one in found)})


def trouble(host: str, port: int) -> str:
    """Why the port cannot be used, as a sentence that says what to do; "" when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"端口 {port} 已被别的程序占用：请先停掉它，或换一个端口，例如 --port {port + 1}"
            if error.errno == errno.EACCES:
                return f"没有权限使用端口 {port}：请改用 1024 以上的端口，例如 --port 8000"
            return f"不能在 {host}:{port} 上提供服务：{error.strerror}。请检查 --host"
    return ""


def port_number(text: str) -> int:
    """argparse type: 1 to 65535."""
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"端口应为 1 到 65535 的整数，而不是 {text!r}")
    return int(text)


def positive(text: str) -> int:
    """argparse type: a whole number above 0."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"应为大于 0 的整数，而不是 {text!r}")
    return int(text)

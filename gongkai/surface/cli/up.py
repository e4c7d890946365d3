"""``gongkai up``: everything one machine needs, from an empty folder to an open portal, until Ctrl-C."""

import argparse
import json
import os
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from . import follow, output, static_files, web, worker
from .supervision import Child, finish, python, supervise

HELP = "一条命令启动全部：数据库、演示城市、门户、后台、后台工作、检索索引"
EXAMPLE = "gongkai up --port 8000 --no-demo"
DATABASE = False
COMMAND = "gongkai.surface.cli.main"
PATIENCE = 60  # seconds until the first page must have come


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=web.port_number, default=8000, help="端口，默认 8000")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只在本机 127.0.0.1")
    parser.add_argument(
        "--demo",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="空数据库时先装入演示城市（默认装入）",
    )
    parser.add_argument(
        "--workers", type=web.positive, default=web.workers(), metavar="N", help="网页进程数，默认按核数"
    )


def run(options: argparse.Namespace) -> int:
    if problem := web.trouble(options.host, options.port):
        output.say(problem)
        return 1
    if not prepare(demo=options.demo):
        return 1
    address = f"http://{options.host}:{options.port}"
    os.environ.setdefault("GONGKAI_PUBLIC_ADDRESS", address)
    server = web.server(options.host, options.port, "all", options.workers)

    def ready(asked: threading.Event) -> None:
        problem = first_page(address, asked)
        if asked.is_set():
            return
        if problem:
            output.say(f"{problem}。请查看上面的提示，或另开终端运行 gongkai doctor")
        output.emit(options, {"address": address, "accounts": accounts()}, welcome(address))

    supervise([server, *worker.children(), *follow.children()], output.say, ready)
    output.say("已全部停止。")
    return 0


def prepare(*, demo: bool) -> bool:
    """Database, static files and, once, the demonstration city; False when one of them failed."""
    output.say("正在准备数据库和静态文件……")
    collecting = None
    if static_files.stale():
        collecting = Child("静态文件", static_files.COMMAND)
        collecting.start()
    migrated = finish(Child("数据库", python(COMMAND, "migrate", "--quiet"))) == 0
    collected = collecting is None or finish(collecting) == 0
    if not migrated or not collected:
        output.say("没有准备好。请看上面的原因；gongkai doctor 会逐项检查")
        return False
    if collecting is not None:
        static_files.stamp()
    if demo and finish(Child("演示数据", python(COMMAND, "demo", "--if-empty"))) != 0:
        output.say("演示数据没有装完。删除 GONGKAI_HOME 后重试，或加 --no-demo 不装演示数据")
        return False
    return True


def first_page(address: str, asked: threading.Event) -> str:
    """Wait for the home page: "" when it came, otherwise what happened instead."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not asked.wait(0.2):
        try:
            with urllib.request.urlopen(f"{address}/", timeout=10):
                return ""
        except urllib.error.HTTPError as error:
            return f"首页答复了错误 {error.code}"
        except OSError:
            continue
    return f"{PATIENCE} 秒内没有等到首页"


def accounts() -> list[dict[str, Any]]:
    """The demonstration accounts of this installation; [] when the demonstration city was never loaded."""
    path = Path(os.environ.get("GONGKAI_HOME", "var")) / "demo_accounts.json"
    return list(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else []


def welcome(address: str) -> str:
    lines = [
        "",
        f"  门户  {address}/",
        f"  后台  {address}/console/",
        f"  接口  {address}/api/openapi.json",
        "",
    ]
    if known := accounts():
        lines.append("  演示账号（只用于演示）：")
        lines += [
            f"    {a['username']:<12} {a['password']:<16} {a.get('title', '')}"
            + ("（另需动态口令）" if a.get("secret") else "")
            for a in known
        ]
        if any(a.get("secret") for a in known):
            lines.append("  动态口令：另开终端运行 gongkai staff code 登录名（只对演示账号有效）")
        lines.append("")
    return "\n".join([*lines, "  按 Ctrl-C 停止。"])

"""Speed over HTTP: ``python -m bench.http --documents 20000``.

A document page from the page store against nginx serving the same bytes as a static file (one worker
each, paired runs, the median ratio), against the same page without the store, searches a second of one
process, and the time from a service's commit until two web processes show it.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.parse
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from . import nginx
from .city import City, body, end, status

ROUNDS = 5
SECONDS = 4
CONNECTIONS = 32
CHANGES = 10


def measure(documents: int) -> list[dict[str, Any]]:
    """Rows of bench/results.json over a demonstration city of about ``documents`` documents."""
    if missing := [name for name in ("nginx", "wrk") if not shutil.which(name)]:
        raise SystemExit(f"{', '.join(missing)} not installed: make bench installs what it needs")
    city = City(documents)
    try:
        return [*pages(city), *searches(city), *changes(city)]
    finally:
        city.close()


def pages(city: City) -> list[dict[str, Any]]:
    """A stored document page beside nginx, and beside itself without the store."""
    address, server = city.serve()
    path = document_page(address)
    content = body(address + path)
    static, peer = nginx.serve(city.home / "nginx", content)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(wrk(static))
        ours.append(wrk(address + path))
    end(server)
    end(peer)
    bare, unstored = city.serve(store=False)
    slow = statistics.median(wrk(bare + path, connections=4) for _ in range(3))
    end(unstored)
    ratio = statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))
    fast, size = statistics.median(ours), len(content)
    return [
        row("document page over HTTP, of nginx's rate with the same bytes", ratio, "×", city, "≥ 0.4",
            peer="nginx static file", peer_value=round(statistics.median(theirs)), bytes=size),
        row("document page over HTTP from the store", fast, "requests/s", city, "",
            peer="the same page without the store", peer_value=round(slow, 1), bytes=size),
        row("document page over HTTP, times the rate without the store", fast / slow, "×", city, "≥ 20",
            peer="the same page without the store", peer_value=round(slow, 1), bytes=size),
    ]  # fmt: skip


def searches(city: City) -> list[dict[str, Any]]:
    """Search result pages a second from one process, every request another question."""
    address, server = city.serve()
    found = body(f"{address}/search?q=%E9%80%9A%E7%9F%A5").decode()
    titles = re.findall(r'href="/publications/[^"]+"[^>]*>(.*?)</a>', found)
    words = sorted({word for title in titles for word in re.findall(r"[\u4e00-\u9fa5]{2}", plain(title))})
    questions = [urllib.parse.quote(word) for word in words]
    if len(questions) < 20:
        raise SystemExit(f"只找到 {len(questions)} 个检索词，不能测量")
    script = city.home / "search.lua"
    script.write_text(
        "local words = {" + ",".join(f'"{question}"' for question in questions) + "}\nlocal n = 0\n"
        'request = function() n = n % #words + 1; return wrk.format("GET", "/search?q=" .. words[n]) end\n',
        encoding="ascii",
    )
    rates = [wrk(address, script=script, connections=4) for _ in range(ROUNDS)]
    end(server)
    rate = statistics.median(rates)
    return [row("search over HTTP, one process", rate, "requests/s", city, "≥ 400", questions=len(questions))]


def changes(city: City) -> list[dict[str, Any]]:
    """Seconds from the commit of a publication or a withdrawal until both web processes show it."""
    os.environ.update(GONGKAI_HOME=str(city.home), DJANGO_SETTINGS_MODULE="gongkai.project.settings")
    os.environ.pop("DATABASE_URL", None)
    django.setup()
    clerk = import_module("bench.clerk")
    webs = [city.serve()[0] for _ in range(2)]
    city.start("gongkai.project.worker", "clock")
    shown, gone = [], []
    for number in range(CHANGES):
        before = [body(f"{web}/") for web in webs]
        path = clerk.publish(f"测速通知{number}号")
        shown.append(
            seconds(lambda before=before: all(body(f"{w}/") != b for w, b in zip(webs, before, strict=True)))
        )
        assert all(status(web + path) == 200 for web in webs)
        clerk.withdraw(path.removeprefix("/publications/"))
        gone.append(seconds(lambda path=path: all(status(web + path) == 410 for web in webs)))
    return [
        row("publication to visible in two processes, worst of ten", max(shown), "s", city, "≤ 2"),
        row("withdrawal to gone in two processes, worst of ten", max(gone), "s", city, "≤ 2"),
    ]


def seconds(condition: Any) -> float:
    """How long until ``condition`` holds."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > 60:
            raise SystemExit("60 秒内没有看到变化")
        time.sleep(0.01)
    return time.monotonic() - began


def document_page(address: str) -> str:
    """The first document's page that the home page links to."""
    found = re.search(r'href="(/publications/[^"]+)"', body(f"{address}/policies/").decode())
    if found is None:
        raise SystemExit("门户上没有公开内容")
    return found[1]


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def wrk(address: str, *, connections: int = CONNECTIONS, script: Path | None = None) -> float:
    """Answered requests a second; every answer must be a success."""
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{SECONDS}s",
        *(["-s", str(script)] if script else []),
        address,
    ]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in shown or "Socket errors" in shown:
        raise SystemExit(f"{address}：{shown}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", shown)[1])  # type: ignore[index]


def row(measure: str, value: float, unit: str, city: City, target: str, **more: Any) -> dict[str, Any]:
    """One line of bench/results.json."""
    known = {"measure": measure, "value": round(value, 3), "unit": unit, "target": target}
    return known | {"documents": city.documents, "peer": None, "peer_value": None} | more


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    json.dump(measure(parser.parse_args().documents), sys.stdout, ensure_ascii=False, indent=1)

"""Many take-downs at once under readers. ``soak.takedown_flood`` says what for."""

import json
import random
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.core.management import call_command
from django.utils import timezone

from bench.city import CLI
from gongkai.ground.attachments import services as attachments
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.rules import Draft, Kind, Link
from gongkai.record.catalogue.services import channels, publications, takedowns

from .processes import end, get, serve, start, verified

BY = system("soak")
READERS = 4
ALLOWED = 60.0  # seconds: the promise
AFTERWARDS = 10  # seconds that readers go on when all is gone
LISTS = (
    "/",
    "/channels/notices/",
    f"/search?q={quote('巡查安排')}",
    "/api/v1/publications",
    "/feeds/latest.atom",
    "/feeds/channels/notices.atom",
    "/sitemaps/0.xml",
)


@dataclass(slots=True)
class Item:
    """One publication: what gives it away, its own addresses, when it was taken down (monotonic), and by web
    process when it was gone there."""

    identifier: str
    title: str
    addresses: list[str]
    at: float = 0.0
    gone: dict[str, float] = field(default_factory=dict)

    def stands_in(self, place: str, page: str) -> bool:
        """Whether an answer shows it: its title, its file's words, or its address in a sitemap."""
        if place.startswith("/sitemaps/"):
            return f"/publications/{self.identifier}<" in page
        plain = page.replace("<wbr>", "").replace("<mark>", "").replace("</mark>", "")
        return self.title in plain or json.dumps(self.title)[1:-1] in plain


def main(count: int) -> dict[str, Any]:
    """Publish, warm the page stores, take everything down, and wait."""
    call_command("migrate", verbosity=0)
    items = published(count)
    served = [serve(), serve()]
    webs = [address for address, _ in served]
    running = [*[process for _, process in served], start(CLI, "worker"), start(CLI, "follow")]
    try:
        warm(webs, items)
        stop, answers = threading.Event(), {"reads": 0, "came_back": 0}
        lock = threading.Lock()
        threads = [
            threading.Thread(target=read, args=(webs, items, stop, answers, lock)) for _ in range(READERS)
        ]
        threads += [threading.Thread(target=watch, args=(web, items, stop)) for web in webs]
        for thread in threads:
            thread.start()
        time.sleep(2)
        began = time.monotonic()
        for item in items:
            takedowns.suspend(item.identifier, reason="附件含有身份证号", by=BY)
            item.at = time.monotonic()
        flood = time.monotonic() - began
        while any(len(item.gone) < len(webs) for item in items) and time.monotonic() - began < 4 * ALLOWED:
            time.sleep(0.1)
        time.sleep(AFTERWARDS)
        stop.set()
        for thread in threads:
            thread.join()
    finally:
        end(running)
    times = [max(item.gone.values()) - item.at for item in items if len(item.gone) == len(webs)]
    found = {
        "taken_down": len(items),
        "addresses": len(webs) * (len(items) * len(items[0].addresses) + len(LISTS)),
        "still_shown": len(items) - len(times),
        "seconds_for_all_take_downs": round(flood, 2),
        "median_seconds": round(statistics.median(times), 2) if times else None,
        "worst_seconds": round(max(times), 2) if times else None,
        **answers,
        "verified": verified(),
    }
    ok = not found["still_shown"] and not found["came_back"] and max(times) <= ALLOWED and found["verified"]
    return {"ok": bool(ok and found["reads"]), **found}


def published(count: int) -> list[Item]:
    """Notices with a file each."""
    root = orgs.ensure_root(by=BY)
    channels.ensure_defaults(by=BY)
    items = []
    for n in range(1, count + 1):
        title = f"关于夜间巡查安排的第{n}号通知"
        name = f"附表{n}.txt"
        kept = attachments.take_in(name, f"{title}的附表".encode(), by=BY)
        link = Link(name, f"/files/{kept.sha256}", "text/plain", kept.size, kept.sha256)
        draft = Draft(
            Kind.NOTICE, title, root.code, f"<p>{title}全文。</p>", f"{title}全文。", timezone.now(),
            channels=("notices",), attachments=(link,),
        )  # fmt: skip
        identifier = publications.publish(draft, by=BY).identifier
        page = f"/publications/{identifier}"
        own = ["", "/versions/1", "/proof", "/evidence", "/sheet", f"/files/1/{quote(name)}"]
        items.append(Item(identifier, title, [*(page + one for one in own), f"/api/v1{page}"]))
    return items


def warm(webs: list[str], items: list[Item]) -> None:
    """Until every address of every item shows it in both processes."""
    for web in webs:
        for item in items:
            for place in item.addresses:
                while not item.stands_in(place, get(web + place)[1]):
                    time.sleep(0.2)


def watch(web: str, items: list[Item], stop: threading.Event) -> None:
    """Note when nothing of one process shows an item any more: its addresses first, then the lists."""
    while not stop.is_set():
        silent = [
            item
            for item in items
            if item.at and web not in item.gone
            and not any(item.stands_in(place, get(web + place)[1]) for place in item.addresses)
        ]  # fmt: skip
        pages = [(place, get(web + place)[1]) for place in LISTS] if silent else []
        for item in silent:
            if not any(item.stands_in(place, page) for place, page in pages):
                item.gone[web] = time.monotonic()
        time.sleep(0.05)


def read(
    webs: list[str], items: list[Item], stop: threading.Event, answers: dict[str, int], lock: threading.Lock
) -> None:
    """A visitor who reads what there is; counts what shows after it was gone."""
    rng = random.Random()
    while not stop.is_set():
        web, item = rng.choice(webs), rng.choice(items)
        place = rng.choice([*item.addresses, *LISTS])
        asked = time.monotonic()
        page = get(web + place)[1]
        back = sum(
            one.gone.get(web, asked) < asked and one.stands_in(place, page)
            for one in (items if place in LISTS else [item])
        )
        with lock:
            answers["reads"] += 1
            answers["came_back"] += back


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[2])), ensure_ascii=False))

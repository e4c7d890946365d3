"""Speed and memory of grouping letters and comments; half a million letters of made but realistic words.

Letters are made from their own parts (estates, roads, troubles, what is asked), one in five of them about an
incident that others write about too, one of which a thousand people know. Grouping runs in a child process,
so that its memory is its own.
"""

import json
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from gongkai.desk.engagement.rules import incidents
from gongkai.ground.language.rules import similarity_comments
from gongkai.ground.language.rules.similarity_index import CANDIDATES, LATEST, candidates

FIRST = "翠锦金龙凤荷梅松桂枫星湖江山云海东西南北春秋华福康安和泰盛嘉瑞紫玉清明文昌学府丽景阳光滨河临港望城"
LAST = (
    "小区",
    "花园",
    "家园",
    "雅苑",
    "公馆",
    "华府",
    "新城",
    "名都",
    "社区",
    "村",
    "路",
    "大道",
    "街",
    "市场",
    "学校",
)
TROUBLES = (
    ("旁搅拌站昼夜轰鸣", "新建了搅拌站，昼夜轰鸣，粉尘漫天，门窗不敢开"),
    ("经常停水", "从上月起每晚停水，物业说是水压低，洗澡做饭都成问题"),
    ("夜间施工扰民", "工地每天施工到凌晨两三点，挖掘机的声音吵得老人孩子睡不着"),
    ("物业乱收停车费", "物业没有公示标准就收停车费，不交就锁杆，业主和保安多次冲突"),
    ("房产证一直办不下来", "交房五年了，开发商欠税，房产证到现在没有办下来，孩子落户上学都受影响"),
    ("路灯不亮", "路灯坏了半年没有人修，晚上接孩子放学一片漆黑，摔了好几个人"),
    ("违章搭建无人管", "顶楼住户私自搭建阳光房，承重墙也拆了，社区来看过就没有下文"),
    ("油烟直排", "楼下餐馆没有专用烟道，油烟从窗户灌进来，衣服都不敢晾"),
    ("公交车太少", "只有一趟公交车，早晚高峰半小时等不到，挤不上去"),
    ("幼儿园迟迟不开园", "配套幼儿园建好两年不开园，几百个孩子没有学位"),
    ("拖欠农民工工资", "干了八个月的活，工资一分没有发，项目部互相推诿"),
    ("下水道堵塞污水横流", "下水道一下雨就堵，污水倒灌进一楼，臭气熏天"),
)
ASKED = ("请尽快处理。", "希望领导重视。", "多次投诉没有结果。", "恳请给个说法！", "盼回复，谢谢。")
HOT, SHARED = 0.002, 0.2
PROGRAM = "from bench import incidents; incidents.child({count})"


def letters(count: int, seed: int = 4) -> Iterator[tuple[str, str]]:
    """Titles and words; the same for the same seed."""
    chance = random.Random(seed)
    known: list[tuple[str, int]] = []
    for _ in range(count):
        drawn = chance.random()
        if known and drawn < HOT:
            place, trouble = known[0]
        elif known and drawn < SHARED:
            place, trouble = known[chance.randrange(max(0, len(known) - 40_000), len(known))]
        else:
            name = "".join(chance.choice(FIRST) for _ in range(chance.randint(2, 4)))
            place, trouble = name + chance.choice(LAST), chance.randrange(len(TROUBLES))
            known.append((place, trouble))
        title, words = TROUBLES[trouble]
        street = "".join(chance.choice(FIRST) for _ in range(2))
        yield (
            f"{chance.choice(('', '投诉', '反映', '请管管'))}{place}{title}",
            f"我住{street}路{chance.randint(1, 900)}号{place}{chance.randint(1, 40)}栋，{words}。"
            f"{chance.choice(ASKED)}{chance.choice(ASKED)}"
            + "".join(chance.choice(FIRST + "的了在是我们有这个") for _ in range(chance.randint(20, 120))),
        )


def child(count: int) -> None:
    """Group and print the seconds, the peak of memory in MB and how many groups there are."""
    began = time.perf_counter()
    found = incidents.group(letters(count))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, peak, len(found), max(map(len, found), default=0)]))


def measure(documents: int) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(count=documents)], stdout=subprocess.PIPE, text=True, check=True
    )
    seconds, peak, _, _ = json.loads(done.stdout.strip().splitlines()[-1])
    return [
        row("grouping letters by incident", seconds, "s", "≤ 300", documents),
        row("grouping letters by incident, memory", peak, "MB", "< 2000", documents),
        row("one new letter against all letters, worst of 200", one_more(documents), "ms", "≤ 20", documents),
        row("grouping 100,000 comments", comments(100_000), "s", "", 100_000),
    ]


def one_more(documents: int) -> float:
    """Keys in a table of SQLite, candidates by key, their words read and scored: milliseconds."""
    base = sqlite3.connect("")
    base.execute("CREATE TABLE held (key INTEGER, letter INTEGER)")
    base.execute("CREATE TABLE letter (id INTEGER PRIMARY KEY, title TEXT, words TEXT)")
    for start in range(0, documents, 10_000):
        chunk = list(letters(10_000, seed=start))
        read = incidents.read_all(chunk)
        base.executemany(
            "INSERT INTO letter VALUES (?, ?, ?)", [(start + n, *one) for n, one in enumerate(chunk)]
        )
        base.executemany(
            "INSERT INTO held VALUES (?, ?)",
            [(key, start + n) for n, one in enumerate(read) for key in one.keys.tolist()],
        )
    base.execute("CREATE INDEX by_key ON held (key, letter)")
    times = []
    for title, words in letters(200, seed=0):
        began = time.perf_counter()
        new = incidents.letter(title, words)
        near = candidates(
            [found for (found,) in base.execute(
                "SELECT letter FROM held WHERE key = ? ORDER BY letter DESC LIMIT ?", (key, LATEST))]
            for key in new.text.keys.tolist()
        )  # fmt: skip
        marks = ",".join("?" * len(near))
        known = base.execute(f"SELECT title, words FROM letter WHERE id IN ({marks})", near).fetchall()
        incidents.likeness(new, incidents.letters(known[:CANDIDATES]))
        times.append((time.perf_counter() - began) * 1000)
    return max(times)


def comments(count: int) -> float:
    """Seconds for short comments, many of which say the same."""
    given = [title for title, _ in letters(count, seed=9)]
    began = time.perf_counter()
    similarity_comments.group(given)
    return time.perf_counter() - began


def row(measure: str, value: float, unit: str, target: str, documents: int) -> dict[str, Any]:
    return {"measure": measure, "value": value, "unit": unit, "target": target, "documents": documents}

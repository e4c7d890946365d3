"""Letters made from parts, for training a small model: nobody wrote them."""

import json
import random

from gongkai.desk.engagement.rules.routing.reading import Letter

SUBJECTS = {
    "教育文体": (
        "市教育局",
        ["学校乱收费", "孩子上学没有学位", "老师有偿补课", "幼儿园招生不公开", "校车不安全"],
    ),
    "交通运输": (
        "市交通局",
        ["公交车班次太少", "出租车拒载", "客运站发车晚点", "货车超载压坏公路", "快递丢失"],
    ),
    "环境保护": (
        "市环保局",
        ["工厂排放废水", "夜间噪声污染", "烧烤油烟扰民", "养殖场恶臭", "焚烧垃圾冒黑烟"],
    ),
}
FRAMES = ["{}，请处理", "反映{}的问题", "{}已经很久了，没有人管", "请问{}找哪个部门", "再次投诉：{}"]
TREE = [
    ("教育文体", "考试招生", "招生录取"),
    ("交通运输", "客货运输", "其他"),
    ("环境保护", "环境污染", "水污染"),
]


def letters(each: int = 20, seed: int = 7) -> list[Letter]:
    """So many letters of each subject, mixed."""
    draw, made = random.Random(seed), []
    for category, (office, matters) in SUBJECTS.items():
        for number in range(each):
            first, second = draw.sample(matters, 2)
            words = draw.choice(FRAMES).format(f"江城市某处{first}")
            made.append(Letter(f"{category}-{number}", second, words, category, office))
    draw.shuffle(made)
    return made


def lines(made: list[Letter], labelled: bool = True) -> bytes:
    """As a file of JSON lines."""
    rows = [
        {"id": one.id, "title": one.title, "text": one.words}
        | ({"category": one.category, "reply_dept": one.organisation} if labelled else {})
        for one in made
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()

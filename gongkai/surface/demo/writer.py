"""Fills the phrase book: a seeded writer that knows one organisation's matters and one day.

Pure: the same seed gives the same text, on every machine.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

from gongkai.ground.language.rules.dates import written

from .vocabulary import Field, phrases, places


def number(low: int, high: int, times: int = 1) -> Callable[["Writer"], str]:
    return lambda writer: f"{writer.rng.randint(low, high) * times:,}"


def decimal(low: int, high: int) -> Callable[["Writer"], str]:
    return lambda writer: f"{writer.rng.randint(low, high) / 10:g}"


def one_of(*words: str) -> Callable[["Writer"], str]:
    return lambda writer: writer.rng.choice(words)


# Slots that change with every sentence; the others stay fixed within a text.
VARYING: dict[str, Callable[["Writer"], str]] = {
    "object": lambda writer: writer.rng.choice(writer.field.objects),
    "object2": lambda writer: writer.rng.choice(writer.field.objects),
    "work": lambda writer: writer.rng.choice(writer.field.works),
    "work2": lambda writer: writer.rng.choice(writer.field.works),
    "street": lambda writer: writer.rng.choice(places().streets),
    "place": lambda writer: writer.rng.choice(places().places),
    "weather": lambda writer: writer.rng.choice(places().weather),
    "unit": lambda writer: writer.rng.choice(places().units),
    "person": lambda writer: writer.person(),
    "person2": lambda writer: writer.person(),
    "people": decimal(1, 90),
    "phone": lambda writer: f"0000-8{writer.rng.randint(1000000, 9999999)}",
    "date2": lambda writer: written(writer.day + timedelta(days=writer.rng.randint(5, 60))),
    "percent": decimal(2, 480),
    "percent2": decimal(1, 40),
    "change": one_of("增长", "下降"),
    "count": number(6, 98),
    "count2": number(100, 2900),
    "count_small": one_of("二", "三", "四", "五"),
    "count_day": number(5, 20),
    "days": one_of("3", "5", "7", "10"),
    "days2": one_of("15", "20", "30"),
    "month": number(1, 12),
    "minutes": number(4, 35),
    "hours": one_of("6", "12", "24"),
    "amount": number(12, 9800),
    "amount2": number(8, 600, 5),
    "amount3": number(2, 90, 100),
}


class Slots:
    """What ``str.format_map`` asks for: given words first, then the text's fixed ones, then a fresh one.

    A sentence has one measure, so that its figure fits it.
    """

    def __init__(self, writer: "Writer", given: dict[str, str]) -> None:
        self.writer, self.given = writer, given
        self.measure = writer.rng.choice(writer.field.measures)

    def __getitem__(self, slot: str) -> str:
        if slot == "measure":
            return self.measure
        if slot == "figure":
            return self.writer.figure(self.measure)
        return self.given.get(slot) or self.writer.fixed.get(slot) or VARYING[slot](self.writer)


class Writer:
    """Writes sentences about ``field`` on ``day``; one topic, object and place stay fixed within a text."""

    def __init__(self, rng: random.Random, field: Field, day: date) -> None:
        self.rng, self.body, self.day = rng, field, day
        self.field = rng.choice(field.parts) if field.parts else field
        self.fixed = self.choose()

    def choose(self) -> dict[str, str]:
        rng, field, shared = self.rng, self.field, places()
        topic, topic2 = rng.sample(field.topics, 2)
        district, district2 = rng.sample(shared.districts, 2)
        return {
            "topic": topic, "topic2": topic2, "district": district, "district2": district2,
            "org": self.body.name, "short": self.body.short, "basis": rng.choice(shared.bases),
            "year": str(self.day.year - rng.randint(1, 4)), "year2": str(self.day.year + rng.randint(0, 3)),
            "date": written(self.day), "document": "文件",
            "company": "".join(rng.choice(part) for part in shared.companies),
        }  # fmt: skip

    def person(self) -> str:
        """A surname with 某: nobody real."""
        return self.rng.choice(places().surnames) + "某" * self.rng.randint(1, 2)

    def figure(self, measure: str) -> str:
        """A plausible amount of ``measure``, by how its name ends."""
        number = self.rng.randint
        if measure.endswith(("率", "占比", "比例", "幅度", "涨幅", "下降率", "增速")):
            return f"{number(51, 980) / 10:g}%"
        if measure.endswith(
            ("额", "资金", "投资", "收入", "收益", "支出", "金额", "款", "基金", "余额", "工资", "本息")
        ):
            return f"{number(12, 880) / 10:g}亿元"
        if measure.endswith(("里程", "线路")):
            return f"{number(20, 900)}公里"
        if measure.endswith("面积"):
            return f"{number(11, 990) / 10:g}万平方米"
        return f"{number(2, 90) * 10:,}个"

    def fill(self, phrase: str, **more: str) -> str:
        return phrase.format_map(Slots(self, more))

    def sentences(self, part: str, count: int) -> list[str]:
        """``count`` different sentences of one part of the phrase book (fewer when it has fewer)."""
        lines = phrases()[part]
        return [self.fill(line) for line in self.rng.sample(lines, min(count, len(lines)))]

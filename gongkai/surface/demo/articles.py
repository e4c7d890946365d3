"""The bodies of the demonstration's texts, as lists of (tag, text) blocks, by the shape of the text."""

from collections.abc import Callable
from html import escape

from .writer import Writer

Block = tuple[str, str]
ORDINALS = "一二三四五六七八九十"


def ordinal(number: int) -> str:
    """1 → 一, 11 → 十一, 21 → 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else ORDINALS[tens - 1] + "十")
    return head + (ORDINALS[ones - 1] if ones else "")


def regulation(writer: Writer) -> list[Block]:
    """Chapters and numbered articles."""
    lines = writer.sentences("articles", writer.rng.randint(9, 15))
    cuts = {0: "总则", len(lines) // 3: "管理与服务", 2 * len(lines) // 3: "监督与附则"}
    blocks: list[Block] = []
    for serial, line in enumerate(lines):
        if serial in cuts:
            blocks.append(("h3", f"第{ordinal(list(cuts).index(serial) + 1)}章 {cuts[serial]}"))
        blocks.append(("p", f"第{ordinal(serial + 1)}条 {line}"))
    return blocks


def opinion(writer: Writer) -> list[Block]:
    """A preamble and three numbered sections."""
    blocks: list[Block] = [("p", writer.sentences("preamble", 1)[0])]
    for serial, (head, part, count) in enumerate(
        (
            ("总体要求", "goals", 3),
            ("主要任务", "tasks", writer.rng.randint(5, 9)),
            ("保障措施", "guarantees", 3),
        ),
        1,
    ):
        blocks.append(("h3", f"{ordinal(serial)}、{head}"))
        blocks += [
            ("p", f"（{ordinal(n)}）{line}") for n, line in enumerate(writer.sentences(part, count), 1)
        ]
    return blocks


def news(writer: Writer) -> list[Block]:
    return [
        ("p", line)
        for line in writer.sentences("news_lede", 1)
        + writer.sentences("news_detail", writer.rng.randint(3, 7))
    ]


def notice(writer: Writer) -> list[Block]:
    return [("p", line) for line in writer.sentences("notice_body", writer.rng.randint(3, 5))]


def explanation(writer: Writer) -> list[Block]:
    blocks: list[Block] = []
    for serial, line in enumerate(writer.sentences("explain", writer.rng.randint(5, 8)), 1):
        head, _, rest = line.partition("。")
        blocks += [("h3", f"{ordinal(serial)}、{head}"), ("p", rest)]
    return blocks


def plain(part: str, few: int, many: int) -> Callable[[Writer], list[Block]]:
    """A text that is simply some sentences of one part, followed by one from the news to vary it."""

    def write(writer: Writer) -> list[Block]:
        lines = writer.sentences(part, writer.rng.randint(few, many))
        return [("p", line) for line in lines]

    return write


def table(writer: Writer) -> list[Block]:
    """A table of a district by district figure, as yearly and statistical texts carry."""
    measures = writer.rng.sample(writer.field.measures, min(3, len(writer.field.measures)))
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in ("项目", *measures))
    rows = "".join(
        "<tr><td>{}</td>{}</tr>".format(
            escape(topic), "".join(f"<td>{writer.rng.randint(10, 9999):,}</td>" for _ in measures)
        )
        for topic in writer.rng.sample(writer.field.topics, min(5, len(writer.field.topics)))
    )
    return [("table", f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>")]


def render(blocks: list[Block]) -> str:
    """Blocks as clean HTML; a table's content is markup already."""
    return "\n".join(
        f"<{tag}>{text if tag == 'table' else escape(text, quote=False)}</{tag}>" for tag, text in blocks
    )

"""Regulations with their version history, in Markdown: administrative regulations, departmental and local
rules."""

import re
from typing import Any

from ..source import Source, text_of

DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
ORDER = re.compile(r"([\u4e00-\u9fa5、]{2,40}令)\s*第?\s*(\d+)\s*号|([\u4e00-\u9fa5、]{2,40})第(\d+)号令")
IN_FORCE = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)\s*(?:起)?施行")
ISSUERS = {"行政法规": "国务院"}
REGIONS = re.compile(r"^(.{2,8}?)(?:省|市|自治区)?地方法规$")
MADE_BY = re.compile(
    r"\d日\s*(?:根据)?((?:[\u4e00-\u9fa5]{2,12}人民代表大会常务委员会)|(?:[\u4e00-\u9fa5]{2,12}人民代表大会)"
    r"|(?:[\u4e00-\u9fa5]{2,16}(?:部|委|局|署|院|会|厅|政府)))(?=发布|公布|令|批准|第|颁布)"
)
ORDINAL = re.compile(r"第[一二三四五六七八九十百]+届")


def regulation(row: dict[str, Any]) -> Source:
    """The last order in the history is the current number; earlier ones and the whole history stay in the
    flags."""
    history = [text_of(line) for line in row.get("history") or []]
    numbers = [text_of(number) for number in row.get("doc_numbers") or []]
    number = written_in_full(numbers[-1], history) if numbers else ""
    version = text_of(row.get("version_date"))
    last = [found for line in history if "施行" not in line for found in DAY.findall(line)]
    published = version or ("-".join(last[-1]) if last else "")
    force = IN_FORCE.search(history[-1]) if history else None
    flags = [f"沿革：{'；'.join(history)}"] if history else []
    if len(numbers) > 1:
        flags.append(f"原令号：{'、'.join(numbers[:-1])}")
    return Source(
        key=f"regulation:{text_of(row['id'])}",
        title=text_of(row.get("title")),
        number=number,
        issuer=text_of(row.get("issuer"))
        or issuer(text_of(row.get("kind")), history, text_of(row.get("region"))),
        published=published,
        made=version,
        effective=force[1] if force else "",
        hint=text_of(row.get("kind")),
        genre="",
        markdown=text_of(row.get("text")),
        flags=tuple(flags),
    )


def written_in_full(number: str, history: list[str]) -> str:
    """``第706号`` as the history writes it: ``国务院令第706号``; unchanged when the history does not name
    it."""
    digits = re.sub(r"\D", "", number)
    for line in reversed(history):
        for order, serial, order_after, serial_after in ORDER.findall(DAY.sub("", line)):
            if digits == (serial or serial_after):
                prefix = (order or order_after + "令").strip()
                return f"{prefix}第{digits}号"
    return number


def issuer(kind: str, history: list[str], region: str) -> str:
    """Who made it, as the history says; an administrative regulation is the State Council's (立法法 art.
    72)."""
    for line in reversed(history):
        for order, *_ in ORDER.findall(DAY.sub("", line)):
            if order:
                return str(order).removesuffix("令")
    for line in reversed(history):
        if made := MADE_BY.search(line):
            return ORDINAL.sub("", made[1])
    if kind in ISSUERS:
        return ISSUERS[kind]
    city = REGIONS.match(region)
    return (
        f"{city[1]}市人民代表大会常务委员会" if city and city[1] in ("北京", "上海", "天津", "重庆") else ""
    )

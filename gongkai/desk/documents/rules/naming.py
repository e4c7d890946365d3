"""Names in 《》 and document numbers in a text, replaced by marks while sentences are read."""

import re
from dataclasses import dataclass

from gongkai.ground.language.rules import numbers

NAME = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")
NUMBERED = re.compile(
    r"\s*[（(]\s*([^（）()]{0,30}?[〔\[（(【﹝［]\s*(?:19|20)\d{2}\s*[〕\]）)】﹞］][^（）()]{0,12}?号|[^（）()]{0,40}?令[^（）()]{0,8}?号)[^（）()]{0,20}[）)]"
)
MARK = re.compile(r"\ue000(\d+)\ue001")


@dataclass(frozen=True, slots=True)
class Named:
    title: str
    number: str
    written: str


def mask(text: str, names: list[Named]) -> tuple[str, list[Named]]:
    """``text`` with each 《name》（number） and each bare number as one mark; ``names`` grows by what they
    stand for."""
    parts, at = [], 0
    for match in NAME.finditer(text):
        if match.start() < at:
            continue
        parts.append(mask_numbers(text[at : match.start()], names))
        end, number = match.end(), ""
        if behind := NUMBERED.match(text, end):
            read = numbers.find(behind[1])
            number, end = (read[0].canonical, behind.end()) if read else (behind[1].strip(), behind.end())
        names.append(Named(" ".join(match[1].split()), number, text[match.start() : end]))
        parts.append(f"\ue000{len(names) - 1}\ue001")
        at = end
    parts.append(mask_numbers(text[at:], names))
    return "".join(parts), names


def mask_numbers(text: str, names: list[Named]) -> str:
    if "号" not in text:
        return text
    parts, at = [], 0
    for number in numbers.find(text):
        if number.start < at or not number.readable:
            continue
        names.append(Named("", number.canonical, number.text))
        parts += [text[at : number.start], f"\ue000{len(names) - 1}\ue001"]
        at = number.start + len(number.text)
    return "".join([*parts, text[at:]])


def unmask(text: str, names: list[Named]) -> str:
    return " ".join(MARK.sub(lambda mark: names[int(mark[1])].written, text).split())


def target_key(named: Named) -> str:
    if named.number:
        return f"num:{named.number}"
    return f"title:{named.title}" if len(named.title) >= 4 else ""

"""`gongkai number`: the document numbers in a text, read and written in one form. Needs no database."""

import argparse
from dataclasses import asdict

from gongkai.ground.language.rules.numbers import Number, find, parse

from .output import emit

HELP = "识别文本中的文号，写成统一形式"
EXAMPLE = 'gongkai number "按照国办发【2019】04号文件要求" --json'
DATABASE = False

FIELDS = ("text", "start", "canonical", "prefix", "year", "serial", "readable")
DONE, FOUND_FAULT, WRONG_USE = 0, 1, 2
SHORT = 40  # characters: longer text that holds no number is a text, not an unreadable number


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="文本", help="含有文号的文本，或者单独一个文号")


def run(options: argparse.Namespace) -> int:
    """0 when every number found is readable; 1 when one is not, or none is found; 2 for an empty text."""
    if not options.text.strip():
        emit(options, {"numbers": []}, "文本为空，请给出含有文号的文本。")
        return WRONG_USE
    numbers = find(options.text) or _alone(options.text)
    rows = [{name: asdict(number)[name] for name in FIELDS} for number in numbers]
    emit(options, {"numbers": rows}, "\n".join(map(_line, numbers)) or "没有找到文号。")
    return DONE if numbers and all(number.readable for number in numbers) else FOUND_FAULT


def _alone(text: str) -> list[Number]:
    """A short text with digits and 号 or a bracket is meant as a number, even if it cannot be read."""
    number = parse(text)
    meant = number.readable or (any(c.isdigit() for c in text) and any(c in text for c in "号〔[［【"))
    return [number] if meant and len(text) <= SHORT else []


def _line(number: Number) -> str:
    if not number.readable:
        return f"无法识别：{number.text}（{number.note}）"
    return f"{number.canonical}（{number.note}，原文：{number.text}）" if number.note else number.canonical

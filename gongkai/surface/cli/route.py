"""`gongkai route`: a model of routing trained, judged and asked. Needs no database and no running server."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from gongkai.desk.engagement.queries import guessing
from gongkai.desk.engagement.rules.routing import figures, stored
from gongkai.desk.engagement.rules.routing.figures import Judged
from gongkai.desk.engagement.rules.routing.model import Model
from gongkai.desk.engagement.rules.routing.reading import Letter, read
from gongkai.desk.engagement.rules.routing.subjects import Example, from_tree
from gongkai.desk.engagement.services import training

from . import route_tables
from .output import emit, progress, say

HELP = "分办建议：从已办信件训练模型、评估、给出分类和承办单位的建议（由人决定）"
EXAMPLE = """
gongkai route train 信件.jsonl 分类体系.xlsx
  gongkai route evaluate 信件.jsonl 分类体系.xlsx          交叉验证，不改动模型
  gongkai route evaluate 另一批信件.jsonl --with-model     用现有模型判断没有学过的信件
  gongkai route suggest 新来信.jsonl --json
"""
DATABASE = False
DONE, FAULTS, WRONG_USE = 0, 1, 2


@dataclass
class Given:
    """What the files hold."""

    letters: list[Letter] = field(default_factory=list)
    tree: list[Example] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["train", "evaluate", "suggest"], help="训练、评估、建议")
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="信件（.jsonl，每行一件：title、text、category、organisation 或 reply_dept；没有标注的也有用）、"
        "分类体系（.xlsx，一至三级），或放着它们的文件夹",
    )
    parser.add_argument("--model", type=Path, metavar="PATH", help="默认 GONGKAI_HOME/routing/model.npz")
    parser.add_argument(
        "--promise",
        type=share,
        default=training.PROMISED,
        metavar="0.9",
        help="给出建议时应达到的正确率，达不到的不作建议",
    )
    parser.add_argument("--with-model", action="store_true", help="evaluate：用现有模型，不作交叉验证")


def share(text: str) -> float:
    """A share above 0, at most 1. Raises ValueError, which argparse reports as wrong use."""
    number = float(text)
    if not 0 < number <= 1:
        raise ValueError(text)
    return number


def run(options: argparse.Namespace) -> int:
    """0 done; 1 when lines were left out or there is no usable model; 2 when nothing can be done."""
    try:
        given = gathered(options.paths)
    except OSError as wrong:
        say(f"读不到 {wrong.filename or '文件'}：{wrong.strerror or wrong}")
        return WRONG_USE
    for fault in given.faults:
        say(fault)
    if not given.letters:
        say("文件里没有信件；每行应是一个 JSON 对象，有 title 或 text")
        return WRONG_USE
    status = ACTIONS[options.action](options, given)
    return status or (FAULTS if given.faults else DONE)


def gathered(paths: list[Path]) -> Given:
    """Letters and category tree of all files. Raises OSError."""
    given = Given()
    for path in paths:
        inside = sorted(one for one in path.rglob("*") if one.suffix in (".jsonl", ".xlsx"))
        for file in inside if path.is_dir() else [path]:
            if file.suffix.lower() == ".xlsx":
                given.tree += tree(file, given.faults)
            else:
                letters, faults = read(file.read_bytes())
                given.letters += letters
                given.faults += [f"{file.name}：{fault}" for fault in faults]
    return given


def tree(file: Path, faults: list[str]) -> list[Example]:
    """The category tree in a workbook's first sheet."""
    data = file.read_bytes()
    try:
        sheet = load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
        return from_tree([row[:4] for row in sheet.iter_rows(max_row=20_000, values_only=True)])
    except Exception:  # openpyxl fails in many ways on what is no workbook
        faults.append(f"{file.name}：不是可读的 xlsx 表格（{len(data)} 字节），已略过")
        return []


def trained(options: argparse.Namespace, given: Given) -> Model | None:
    """A model of these letters, measured by cross-validation."""
    try:
        with progress("训练并交叉验证") as advance:
            return training.train(given.letters, given.tree, promised=options.promise, advance=advance)
    except training.TooFew as why:
        say(f"没有训练：{why}")
        return None


def train(options: argparse.Namespace, given: Given) -> int:
    model = trained(options, given)
    if model is None:
        return WRONG_USE
    where = options.model or guessing.place()
    training.keep(stored.packed(model), where)
    told = {"model": str(where), **model.about}
    emit(options, told, route_tables.trained(told))
    return DONE


def evaluate(options: argparse.Namespace, given: Given) -> int:
    if not options.with_model:
        model = trained(options, given)
        if model is None:
            return WRONG_USE
        emit(options, model.about, route_tables.crossed(model.about))
        return DONE
    try:
        model = guessing.present(options.model)
    except stored.Unusable as why:
        say(str(why))
        return FAULTS
    told: dict[str, Any] = {"model": guessing.name_of(model), "program": version("gongkai"), "figures": {}}
    for question, target in model.targets.items():
        judged = []
        for letter in given.letters:
            if true := getattr(letter, question):
                said = model.answers(letter.title, letter.words)[question]
                judged.append(Judged(true, said.name, said.confidence))
        if judged:
            told["figures"][question] = figures.summary(judged, sorted({one.true for one in judged})) | {
                "threshold": target.threshold,
                "answered": figures.answered(judged, target.threshold),
            }
    if not told["figures"]:
        say("这些信件没有标注（category 或 organisation），无法评估")
        return WRONG_USE
    emit(options, told, route_tables.crossed(told))
    return DONE


def suggest(options: argparse.Namespace, given: Given) -> int:
    """One line a letter: JSON under --json, a table's row otherwise."""
    status = DONE
    try:
        model: Model | None = guessing.present(options.model)
    except stored.Unusable as why:
        say(str(why))
        model, status = None, FAULTS
    for letter in given.letters:
        said = guessing.guessed(model, letter.title, letter.words) if model else guessing.NOTHING
        row = {
            "id": letter.id,
            "category": said.category,
            "organisation": said.organisation,
            "confidence": said.confidence,
            "abstained": said.abstained,
            "organisation_confidence": said.organisation_confidence,
            "organisation_abstained": said.organisation_abstained,
        }
        line = json.dumps(row, ensure_ascii=False) if options.json else route_tables.suggested(row)
        sys.stdout.write(line + "\n")
    return status


ACTIONS: dict[str, Callable[[argparse.Namespace, Given], int]] = {
    "train": train,
    "evaluate": evaluate,
    "suggest": suggest,
}

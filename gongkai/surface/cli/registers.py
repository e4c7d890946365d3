"""``gongkai import divisions|organisations``: the registers that everything else refers to.

Organisations come as CSV with the columns 代码, 名称, 类别 and whichever of COLUMNS are known. The whole
file is read before anything is written.
"""

import argparse
import csv
import io
from pathlib import Path

from gongkai.ground.language.rules.decoding import decode
from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import queries, services
from gongkai.ground.orgs.rules import (
    KIND_LABELS,
    Actor,
    NewOrganisation,
    OrganisationKind,
    RuleBroken,
    check_character,
    valid_code,
)
from gongkai.ground.orgs.services import registers as divided

from .output import emit, progress, say

KINDS = ("divisions", "organisations")
DONE, FAILED, WRONG_USE = 0, 1, 2
COLUMNS = {
    "代码": "code", "名称": "name", "类别": "kind", "上级": "parent", "简称": "short_name",
    "英文名称": "english_name", "区划代码": "division_code", "次序": "position", "职能": "functions",
    "负责人": "leader", "地址": "address", "办公时间": "hours", "电话": "telephone", "传真": "fax",
    "邮箱": "email",
}  # fmt: skip
KIND_OF = {label: kind for kind, label in KIND_LABELS.items()} | {
    kind.value: kind for kind in OrganisationKind
}


def run(options: argparse.Namespace, by: Actor) -> int:
    """0 when all is in, 1 when something in the file is wrong, 2 for a path that does not fit."""
    if len(options.paths) != 1 or not options.paths[0].exists():
        say("请指定一个存在的路径：区划是文件夹，机构名录是 CSV 文件")
        return WRONG_USE
    path = options.paths[0]
    try:
        done = divisions(path, by) if options.what == "divisions" else organisations(path, by)
    except (RuleBroken, ValueError) as broken:
        say(str(broken))
        return FAILED
    finally:
        ledger.sequence_all()
    emit(options, done, "，".join(f"{WORDS[name]} {number}" for name, number in done.items()))
    return DONE


WORDS = {"read": "读取", "opened": "设立", "unchanged": "已有"}


def divisions(folder: Path, by: Actor) -> dict[str, int]:
    with progress("行政区划") as advance:
        return {"read": divided.import_divisions(folder, by=by, progress=advance)}


def organisations(path: Path, by: Actor) -> dict[str, int]:
    """Open what is not here yet, parents first as the file has them; nothing when one line is wrong."""
    rows, wrong = [], []
    for number, line in enumerate(csv.DictReader(io.StringIO(decode(path.read_bytes())[0])), 2):
        try:
            rows.append(organisation(line))
        except ValueError as broken:
            wrong.append(f"第 {number} 行：{broken}")
    if wrong:
        raise RuleBroken("机构名录没有导入，请更正后重试：\n" + "\n".join(wrong[:50]))
    known = queries.by_codes(row.code for row in rows)
    root = queries.root().code
    new = [row for row in rows if row.code not in known]
    for start in range(0, len(new), services.BATCH):
        batch = [
            row if row.parent else NewOrganisation(**{**fields(row), "parent": root})
            for row in new[start : start + services.BATCH]
        ]
        services.open_organisations(batch, by=by)
    return {"read": len(rows), "opened": len(new), "unchanged": len(rows) - len(new)}


def fields(row: NewOrganisation) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def organisation(line: dict[str, str | None]) -> NewOrganisation:
    """One line as an organisation. Raises ValueError, in words, for what does not fit."""
    found = {
        COLUMNS.get(name or "", name or ""): (value or "").strip()
        for name, value in line.items()
        if COLUMNS.get(name or "", name or "") in COLUMNS.values()
    }
    code, name, kind = found.get("code", "").upper(), found.get("name", ""), found.get("kind", "")
    if not name:
        raise ValueError("缺少名称")
    if kind not in KIND_OF:
        raise ValueError(f"类别“{kind}”不认识，应为：{'、'.join(KIND_LABELS.values())}")
    if len(code) == 8:
        code += check_character(code)
    if not valid_code(code):
        right = f"，末位应为 {check_character(code[:8])}" if len(code) == 9 and code[:8].isalnum() else ""
        raise ValueError(f"机构代码“{code}”校验不通过{right}")
    position = found.get("position", "")
    if position and not position.isdigit():
        raise ValueError(f"次序“{position}”不是整数")
    texts = {key: value for key, value in found.items() if key not in ("code", "name", "kind", "position")}
    return NewOrganisation(code, name, KIND_OF[kind], **texts, position=int(position or 0))

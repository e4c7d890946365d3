"""``gongkai verify --bundle | --page | --package``: what was published, checked without a database or trust.

Nothing of this machine is read but the file; only the key that is given is believed.
"""

import argparse
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlunsplit

from gongkai.record.catalogue.rules.checking import PROVES, Verdict, check
from gongkai.record.catalogue.rules.evidence import MAX_BYTES

from . import output, package_check, reading
from .fetching import NotFetched, fetch, parted

HELP = "核对一份证据文件或一个网页：不用数据库，只相信您给的公钥"
EXAMPLE = """gongkai verify --bundle 证据文件.json --key 'gov.example/ledger+1a2b3c4d+AQ…' --json
  gongkai verify --page https://gov.example/publications/… --key 公钥文件.txt"""
DATABASE = False
DONE, FINDINGS, WRONG_USE = 0, 1, 2
MARKS = {True: "✓", False: "✗", None: "—"}


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--bundle", metavar="FILE", help="核对一份证据文件（网页上“下载证据文件”所得），不联网")
    what.add_argument("--page", metavar="URL", help="核对一个网页：取网页和它的证据文件，比较看到的内容")
    what.add_argument("--package", metavar="FILE", help="核对移交档案馆、图书馆的导出包（zip），不联网")
    parser.add_argument(
        "--key",
        metavar="PUBLIC_KEY",
        help="您以前记下的公钥，或存放公钥的文件；不采信证据文件和网站自带的公钥",
    )


def run(options: argparse.Namespace) -> int:
    """Status 0 when everything holds, 1 at the first fault, 2 without a key or a readable file."""
    if not options.key:
        print(
            "请用 --key 给出您记下的公钥；网站的 /checkpoint/key 公布公钥，请从另一途径核实", file=sys.stderr
        )
        return WRONG_USE
    try:
        key = known(options.key)
        if options.package:
            told = package_check.checked(Path(options.package), key)
        else:
            told = page(options.page, key) if options.page else bundle(Path(options.bundle), key)
    except OSError as missing:
        print(f"读不到 {missing.filename}：{missing.strerror}", file=sys.stderr)
        return WRONG_USE
    output.emit(options, told, report(told))
    return DONE if told["ok"] else FINDINGS


def known(given: str) -> str:
    """The key itself, or the first line of the file that holds it."""
    if given.count("+") >= 2 or not Path(given).is_file():
        return given
    return Path(given).read_bytes().decode("utf-8", "replace").strip()


def bundle(path: Path, key: str) -> dict[str, Any]:
    """The verdict on a file."""
    with path.open("rb") as file:
        return check(file.read(MAX_BYTES + 1), key).plain()


def page(address: str, key: str) -> dict[str, Any]:
    """The verdict on a page: on its evidence, and on whether it shows what the evidence proves."""
    try:
        parts = parted(address)
        asked = reading.named(parts.path)
        if asked is None:
            raise NotFetched("地址应是一条公开信息的网页，例如 https://…/publications/429900001/2026-00001")
        path = parts.path.rstrip("/")
        shown = fetch(urlunsplit((parts.scheme, parts.netloc, path, "", "")))
        proof = fetch(urlunsplit((parts.scheme, parts.netloc, f"{path}/evidence", "", "")))
        if proof.status != 200:
            raise NotFetched(f"网站没有给出这个网页的证据文件（状态 {proof.status}）")
    except NotFetched as failure:
        return failed(str(failure))
    verdict = check(proof.content, key)
    told = verdict.plain()
    told["steps"].insert(0, step("fetch", "取得网页", True, f"网页 {len(shown.content)} 字节"))
    if not verdict.ok:
        told["steps"].append(step("page", "网页内容", None, "前面一步不成立，没有核对"))
        return told
    wrong = contradiction(shown.status, shown.content, asked, verdict)
    what = wrong or f"看到的与证据一致（{PROVES[verdict.state]}）"
    told["steps"].append(step("page", "网页内容", not wrong, what))
    if wrong:
        told |= {"ok": False, "first_fault": {"step": "page", "what": wrong}}
    return told


def contradiction(status: int, content: bytes, asked: tuple[str, int | None], verdict: Verdict) -> str:
    """What the page says against the evidence; "" when nothing."""
    if asked[0] != verdict.identifier or asked[1] not in (None, verdict.version):
        return f"证据属于 {verdict.identifier} 第 {verdict.version} 版，不是这个网页"
    if verdict.content is None:
        return reading.gone(content, verdict.reason)
    if status != 200:
        return f"证据说这条信息仍然公开，网页却打不开（状态 {status}）"
    return reading.differs(content, verdict.content)


def failed(why: str) -> dict[str, Any]:
    """The verdict when there was nothing to check."""
    told = Verdict().plain()
    fault = {"step": "fetch", "what": why}
    return told | {"ok": False, "steps": [step("fetch", "取得网页", False, why)], "first_fault": fault}


def step(name: str, label: str, ok: bool | None, what: str) -> dict[str, Any]:
    return {"step": name, "label": label, "ok": ok, "what": what}


def report(told: dict[str, Any]) -> str:
    """The verdict for a person, a line for each step."""
    lines = [f"{MARKS[one['ok']]} {one['label']}：{one['what']}" for one in told["steps"]]
    if "publications" in told:
        last = package_check.report(told)
    elif told["ok"]:
        last = f"核对结果：成立。{told['identifier']} 第 {told['version']} 版，{PROVES[told['state']]}。"
    else:
        last = f"核对结果：不成立。{told['first_fault']['what']}。"
    return "\n".join([*lines, last])

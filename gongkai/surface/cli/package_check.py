"""Checking a package for archive and library: files against the lists, publications by their evidence.

The lists show that nothing was lost on the way; whoever changes a file can change them too. The evidence
shows that each text is what was published, and the page beside it is made from the evidence anew. The digest
of the whole file stands in the ledger since its delivery.
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.record.catalogue.rules import packages
from gongkai.record.catalogue.rules.checking import Verdict, check
from gongkai.record.catalogue.rules.evidence import MAX_BYTES

CHUNK = 1024 * 1024
MOST_FILES = 1_000_000
FILE = re.compile(
    r"(data/publications/[^/]+)/(page\.html|metadata\.json|evidence-v([0-9]+)\.json|files/[^/]+)"
)


class Broken(Exception):
    """A step does not hold; the message says why."""


@dataclass(slots=True)
class Case:
    """A package while it is being checked."""

    archive: zipfile.ZipFile
    key: str
    folder: str = ""
    names: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        """A small file of the bag."""
        if path not in self.names:
            raise Broken(f"缺少 {path}")
        with self.archive.open(self.names[path]) as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise Broken(f"{path} 太大")
        return data


def checked(path: Path, key: str) -> dict[str, Any]:
    """The verdict on a package, as ``gongkai verify`` prints it. OSError when the file cannot be read."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    told: dict[str, Any] = {
        "ok": False,
        "sha256": sha256,
        "publications": 0,
        "steps": [],
        "first_fault": None,
    }
    try:
        with zipfile.ZipFile(path) as archive:
            case = Case(archive, key)
            for step, (label, look) in STEPS.items():
                if not told["first_fault"]:
                    told["steps"].append(_looked(case, step, label, look, told))
                else:
                    told["steps"].append({"step": step, "label": label, "ok": None, "what": "没有核对"})
            told["publications"] = len(case.verdicts)
    except (zipfile.BadZipFile, NotImplementedError) as broken:
        told["first_fault"] = {"step": "zip", "what": f"不是完整的 zip 文件：{broken}"}
        told["steps"] = [{"step": "zip", "label": "文件", "ok": False, "what": told["first_fault"]["what"]}]
    told["ok"] = told["first_fault"] is None
    return told


def _looked(
    case: Case, step: str, label: str, look: Callable[[Case], str], told: dict[str, Any]
) -> dict[str, Any]:
    try:
        return {"step": step, "label": label, "ok": True, "what": look(case)}
    except (
        Broken,
        ValueError,
        KeyError,
        RuntimeError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
    ) as wrong:
        what = str(wrong) if isinstance(wrong, Broken) else f"读不出来：{wrong}"
        told["first_fault"] = {"step": step, "what": what}
        return {"step": step, "label": label, "ok": False, "what": what}


def listed(case: Case) -> str:
    """One folder, no name twice, none that leads out of it."""
    names = case.archive.namelist()
    if len(names) > MOST_FILES or len(names) != len(set(names)):
        raise Broken("文件太多，或同一个名称出现两次")
    folders = {name.partition("/")[0] for name in names}
    if len(folders) != 1 or any("\\" in name or ".." in name.split("/") for name in names):
        raise Broken("应当只有一个文件夹，名称不能通向别处")
    case.folder = folders.pop()
    case.names = {name.partition("/")[2]: name for name in names}
    return f"{case.folder}，{len(names)} 个文件"


def lists(case: Case) -> str:
    """Every file is in a list and every list's file is here, byte for byte (RFC 8493)."""
    payload = packages.read_manifest(case.read("manifest-sha256.txt").decode())
    tags = packages.read_manifest(case.read("tagmanifest-sha256.txt").decode())
    stated = payload | tags
    if set(payload) & set(tags) or any(not path.startswith("data/") for path in payload):
        raise Broken("清单互相矛盾")
    here = set(case.names) - {"tagmanifest-sha256.txt"}
    if missing := sorted(set(stated) - here):
        raise Broken(f"清单里有而包里没有：{missing[0]}")
    if extra := sorted(here - set(stated)):
        raise Broken(f"包里有而清单里没有：{extra[0]}")
    size = 0
    for path, name in case.names.items():
        hashed = hashlib.sha256()
        with case.archive.open(name) as file:
            while part := file.read(CHUNK):
                hashed.update(part)
                size += len(part) if path.startswith("data/") else 0
        case.digests[path] = hashed.hexdigest()
        if path in stated and stated[path] != case.digests[path]:
            raise Broken(f"{path} 与清单里的指纹不同")
    if f"Payload-Oxum: {size}.{len(payload)}\n" not in case.read("bag-info.txt").decode():
        raise Broken("bag-info.txt 写的字节数和文件数与实际不符")
    return f"{len(stated)} 个文件都与清单一致，共 {size} 字节"


def proofs(case: Case) -> str:
    """Every evidence file holds under the key given, and belongs to its folder."""
    for path in sorted(case.names):
        found = FILE.fullmatch(path)
        if path.startswith("data/publications/") and found is None:
            raise Broken(f"多出 {path}")
        if found is None or found[3] is None:
            continue
        verdict = check(case.read(path), case.key)
        if verdict.fault:
            raise Broken(f"{path}：{verdict.fault.step.label}，{verdict.fault.what}")
        if packages.place(verdict.identifier) != found[1] or verdict.version != int(found[3]):
            raise Broken(f"{path} 是 {verdict.identifier} 第 {verdict.version} 版的证据，放错了地方")
        held = case.verdicts.get(found[1])
        if held is None or verdict.version > held.version:
            case.verdicts[found[1]] = verdict
    return f"{len(case.verdicts)} 条公开信息的证据都成立"


def pages(case: Case) -> str:
    """Pages, files and index say what the evidence says."""
    files: dict[str, set[str]] = {folder: set() for folder in case.verdicts}
    for path in case.names:
        found = FILE.fullmatch(path)
        if found and found[1] not in case.verdicts:
            raise Broken(f"{found[1]} 没有证据文件")
        if found and found[2].startswith("files/"):
            files[found[1]].add(case.digests[path])
    rows = packages.read_index(case.read("data/index.csv").decode())
    if [row["目录"] for row in rows] != list({row["目录"]: 0 for row in rows}):
        raise Broken("index.csv 里同一条信息出现两次")
    if {f"data/{row['目录']}" for row in rows} != set(case.verdicts):
        raise Broken("index.csv 与包里的公开信息不符")
    for row in rows:
        folder = f"data/{row['目录']}"
        verdict = case.verdicts[folder]
        if case.read(f"{folder}/page.html") != packages.page(verdict).encode():
            raise Broken(f"{folder}/page.html 与证据里的内容不同")
        described = json.loads(case.read(f"{folder}/metadata.json"))
        proven = verdict.content["metadata"] if verdict.content else {}
        if (described["identifier"], described["metadata"]) != (verdict.identifier, proven):
            raise Broken(f"{folder}/metadata.json 与证据里的元数据不同")
        said = proven.get("attachments", [])
        if not files[folder] <= {link["sha256"] for link in said if link["sha256"]}:
            raise Broken(f"{folder}/files 里有公开时没有的附件，或附件被改动过")
        counted = int(row["附件"]), int(row["未随附的附件"])
        stated = packages.row(verdict, int(row["序号"]), *counted)
        if packages.index([stated]) != packages.index([list(row.values())]) or sum(counted) != len(said):
            raise Broken(f"index.csv 第 {row['序号']} 行与证据不同")
    return f"{len(rows)} 个网页、目录和附件都与证据一致"


STEPS: dict[str, tuple[str, Callable[[Case], str]]] = {
    "names": ("文件名", listed),
    "lists": ("清单", lists),
    "proofs": ("证据", proofs),
    "pages": ("网页、附件和目录", pages),
}


def report(told: dict[str, Any]) -> str:
    """The verdict for a person; the steps stand above it."""
    last = f"整个文件的 SHA-256：{told['sha256']}，请与移交时告知的比较。"
    if told["ok"]:
        return f"核对结果：成立，{told['publications']} 条公开信息。\n{last}"
    return f"核对结果：不成立。{told['first_fault']['what']}。\n{last}"

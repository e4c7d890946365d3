"""``gongkai check``: what the program would say about a file before it becomes public. Needs no database."""

import argparse
from pathlib import Path

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import MAX_BYTES, Contents, Refused
from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import IN_SIGHT, of_file
from gongkai.record.editorial.rules.checks.vocabulary import standard
from gongkai.record.editorial.rules.findings import Finding, Severity

from .output import emit, say

HELP = "检查一个文件：个人信息（含隐藏内容和图片）、用语、引用的文号、解读是否照抄"
EXAMPLE = """
gongkai check 名单.xlsx
  gongkai check 解读.docx --kind interpretation --against 文件.docx --json
"""
DATABASE = False
DONE, BLOCKED, WRONG_USE = 0, 1, 2
MARKDOWN = (".md", ".markdown")  # read as the text it is


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="DOCX、XLSX、PDF、OFD、网页、文本、CSV 或图片"
    )
    parser.add_argument(
        "--kind",
        choices=["document", "interpretation"],
        default="document",
        help="document（默认）或 interpretation（解读材料）",
    )
    parser.add_argument("--against", type=Path, metavar="FILE", help="解读所对应的文件，用来比对是否照抄")


def run(options: argparse.Namespace) -> int:
    """0 when nothing stops publication, 1 when something does, 2 for a file that cannot be read."""
    try:
        against = seen(contents(options.against)) if options.against else ""
        subject = of_file(
            options.kind,
            options.file.name,
            contents(options.file),
            against=against,
            vocabulary=standard(),
        )
    except (Refused, OSError) as wrong:
        say(f"没有检查：{said(wrong)}")
        return WRONG_USE
    found = examine(subject)
    emit(options, {"findings": [finding.told() for finding in found]}, table(found))
    return BLOCKED if any(finding.severity is Severity.BLOCKING for finding in found) else DONE


def contents(path: Path) -> Contents:
    """Every word of a file, read in a confined process. Raises Refused or OSError."""
    if path.is_dir():
        raise Refused(f"{path} 是文件夹，请给出一个文件")
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"{path.name} 超过 {MAX_BYTES // (1024 * 1024)} MB")
    data = path.read_bytes()
    name = path.with_suffix(".txt").name if path.suffix.lower() in MARKDOWN else path.name
    found: Contents = sandbox.run("contents", data, sandbox.run("recognise", data, name))
    return found


def seen(read: Contents) -> str:
    """What a reader sees of a file; of a scanned one, what its pictures say."""
    return "\n".join(piece.text for piece in read.pieces if piece.hiding in IN_SIGHT)


def said(wrong: Exception) -> str:
    if isinstance(wrong, OSError):
        return f"读不到 {wrong.filename}：{wrong.strerror}"
    return str(wrong)


def table(found: tuple[Finding, ...]) -> str:
    """The findings for a person, the gravest first."""
    if not found:
        return "没有发现问题。"
    lines = []
    for finding in found:
        lines += [
            f"[{finding.severity.label}] {finding.place}：{finding.text}",
            f"    {finding.advice}（{finding.check}）",
        ]
    tally = "，".join(
        f"{severity.label} {count}"
        for severity in Severity
        if (count := sum(finding.severity is severity for finding in found))
    )
    return "\n".join([*lines, f"共 {len(found)} 项：{tally}"])

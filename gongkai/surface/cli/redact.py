"""`gongkai redact`: a copy of a file without certain words, in no layer of it. Needs no database."""

import argparse
import hashlib
import os
import tempfile
from pathlib import Path

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import MAX_BYTES, Format, Refused
from gongkai.ground.attachments.rules.redaction import Redacted, taken
from gongkai.ground.attachments.rules.redaction.wordlist import read_words

from .output import emit, say

HELP = "去掉文件中的指定词语：正文、隐藏层、属性和图片里的都删去，写出前再查一遍"
EXAMPLE = "gongkai redact 合同.pdf --words 词表.txt --out 合同（公开版）.pdf"
DATABASE = False
DONE, LEFT, WRONG_USE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", help="PDF、DOCX、XLSX、网页、文本、CSV 或图片")
    parser.add_argument("--words", required=True, metavar="词表", help="UTF-8 文本，每行一个要去掉的词")
    parser.add_argument("--out", required=True, metavar="文件", help="写到哪里；不能就是原文件")


def run(options: argparse.Namespace) -> int:
    """0 when written; 1 when a word could not be removed, and nothing is written; 2 for wrong use."""
    try:
        data, words, target = _given(options)
        found: Format = sandbox.run("recognise", data, Path(options.file).name)
        taken(found)
    except (OSError, ValueError) as wrong:
        reason = str(wrong) if isinstance(wrong, Refused) else f"读不到 {getattr(wrong, 'filename', '文件')}"
        say(f"没有处理：{reason}")
        return WRONG_USE
    try:
        copy: Redacted = sandbox.run("redact", data, found, words)
        _written(target, copy.data)
    except Refused as refused:
        say(f"没有写出文件：{refused}")
        return LEFT
    except OSError:
        say(f"写不进 {target}，没有写出文件；请检查目录和权限")
        return LEFT
    for note in copy.notes:
        say(note)
    if copy.not_found:
        missed = "、".join(map(str, copy.not_found))
        say(f"词表里的第 {missed} 个词没有在看得见的内容里找到，请核对写法；看不见的内容已整体删去")
    told = {
        "format": found.value,
        "removed": copy.removed,
        "pages_as_pictures": list(copy.pages),
        "not_found": list(copy.not_found),
        "notes": list(copy.notes),
        "sha256": hashlib.sha256(copy.data).hexdigest(),
    }
    emit(options, told, f"去掉 {copy.removed} 处，写入 {target}")
    return DONE


def _given(options: argparse.Namespace) -> tuple[bytes, tuple[str, ...], Path]:
    """The file, the words and where the copy goes."""
    source, target = Path(options.file), Path(options.out)
    if target.is_dir() or not target.parent.is_dir():
        raise Refused(f"不能写到 {target}；请给出已有目录里的文件名")
    if target.exists() and target.samefile(source):
        raise Refused("不能写回原文件；请用 --out 给出另一个文件名")
    if source.stat().st_size > MAX_BYTES:
        raise Refused(f"文件超过 {MAX_BYTES // (1024 * 1024)} MB，不能处理；请拆成几个文件")
    return source.read_bytes(), read_words(Path(options.words).read_bytes()), target


def _written(target: Path, data: bytes) -> None:
    """Whole or not at all."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".redact-")
    try:
        with os.fdopen(handle, "wb") as holder:
            holder.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise

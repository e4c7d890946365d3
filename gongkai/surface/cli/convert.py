"""`gongkai convert`: a file as clean HTML, the way a drafter's upload becomes a body. Needs no database."""

import argparse
from pathlib import Path

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import MAX_BYTES, Refused, marks

from .output import emit, say

HELP = "把文件转成干净的网页正文：保留标题、表格和编号，去掉脚本、隐藏内容和图片"
EXAMPLE = "gongkai convert 通知.docx --to html > 通知.html"
DATABASE = False
DONE, WRONG_USE = 0, 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", help="DOCX、XLSX、PDF、OFD、网页、文本或 CSV")
    parser.add_argument("--to", choices=["html"], default="html", help="转成什么，目前只有 html")


def run(options: argparse.Namespace) -> int:
    """HTML on standard output; 2 with the reason on standard error when there is none."""
    path = Path(options.file)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Refused(f"文件超过 {MAX_BYTES // (1024 * 1024)} MB，不能接收；请拆成几个文件后再转换")
        data = path.read_bytes()
        found = sandbox.run("recognise", data, path.name)
        html = sandbox.run("to_html", data, found)
    except (OSError, ValueError) as wrong:
        reason = str(wrong) if isinstance(wrong, Refused) else f"读不到文件 {options.file}"
        say(f"没有转换：{reason}")
        return WRONG_USE
    pictures = html.count(marks.PICTURE)
    if pictures:
        say(f"有 {pictures} 张图片没有转入，正文里以“{marks.PICTURE}”标出位置")
    emit(options, {"format": found.value, "html": html, "pictures": pictures}, html)
    return DONE

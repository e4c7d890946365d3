"""The options of ``gongkai annual-report``, the same whether a file is checked or a report is written."""

import argparse

from .output import say

FIRST, LAST = 2008, 2100  # the Regulation came into force on 2008-05-01; the form in use is of 2021


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=int, metavar="年度", help="报告的年度，例如 2025")
    parser.add_argument("--organisation", default="", metavar="CODE", help="机构代码；不写为本级政府")
    parser.add_argument("--check", metavar="文件", help="只检查这个 XLSX 的表格，不需要数据库")
    parser.add_argument("--previous", metavar="文件", help="与 --check 同用：上一年度的 XLSX，核对上年结转")
    parser.add_argument("--out", metavar="文件", help="写出库中的报告：.xlsx、.csv、.json 或 .pdf")


def plausible(year: int) -> bool:
    """Whether there can be a report of a year; says so when not."""
    if FIRST <= year <= LAST:
        return True
    say(f"年度 {year} 不合理，应在 {FIRST} 到 {LAST} 之间")
    return False

"""`gongkai fee`: what clearly too many requests cost. Needs no database."""

import argparse

from gongkai.desk.disclosure.rules.fees import BadCount, by_items, by_pages

from .output import emit, say

HELP = "计算信息处理费：按件或者按量，单位元（国办函〔2020〕109号）"
EXAMPLE = "gongkai fee --items 31 --json"
DATABASE = False

DONE, WRONG_USE = 0, 2


def configure(parser: argparse.ArgumentParser) -> None:
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--items", metavar="件数", help="按件：同一申请人一个自然月内的件数")
    way.add_argument("--pages", metavar="页数", help="按量：一件申请的页数")


def run(options: argparse.Namespace) -> int:
    """0 with the fee in yuan; 2 where the number cannot be one."""
    text = options.items if options.items is not None else options.pages
    try:
        count = int(text)
        fee = by_items(count) if options.items is not None else by_pages(count)
    except BadCount as wrong:
        say(f"无法计算：{wrong}")
        return WRONG_USE
    except ValueError:
        say(f"“{text}”不是整数，请写作 31")
        return WRONG_USE
    emit(options, {"fee": fee}, f"{fee:,} 元" if fee else "不收费")
    return DONE

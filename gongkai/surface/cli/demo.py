"""``gongkai demo``: load the demonstration city, and leave it sequenced and findable."""

import argparse

from gongkai.ground.ledger import services as ledger
from gongkai.record.catalogue.queries import lists
from gongkai.record.search import services as search
from gongkai.surface.demo import accounts
from gongkai.surface.demo import services as demo

from . import output

HELP = "装入演示城市“江城市”的机构、栏目和历年文件（只用于演示）"
EXAMPLE = "gongkai demo --documents 42000"
DATABASE = True


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--documents", type=int, metavar="N", help="生成多少件公开内容；不写为小型演示")
    parser.add_argument("--if-empty", action="store_true", help="已有公开内容时什么也不做")


def run(options: argparse.Namespace) -> int:
    if options.documents is not None and options.documents < 1:
        output.say("--documents 应为大于 0 的整数")
        return 2
    if lists.latest(limit=1).items:
        if options.if_empty:
            return 0
        output.say("库里已有公开内容，演示数据只装入空库：请另设 GONGKAI_HOME（或 DATABASE_URL）再运行")
        return 1
    with output.progress("装入演示数据", options.documents) as advance:
        done = demo.load(options.documents, progress=advance)
    with output.progress("编号和建立索引"):
        ledger.sequence_all()
        search.follow()
    text = (
        f"演示城市已装入：{done['organisations']} 个机构，{done['documents']} 件公开内容，"
        f"不同词语 {done['distinct_words']} 个，重复正文占 {done['duplicate_share']:.2%}。"
    )
    if coded := [account for account in accounts.accounts() if account.get("secret")]:
        text += "\n下列演示账号另需动态口令，可扫入身份验证器，或运行 gongkai staff code 登录名："
        text += "".join(f"\n  {account['username']:<12} {accounts.address(account)}" for account in coded)
    output.emit(options, done, text)
    return 0

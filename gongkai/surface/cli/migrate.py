"""``gongkai migrate``: bring the database to this version and put in what no city can do without."""

import argparse

from django.core.management import call_command
from django.db import Error

from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.services import channels

from . import output

HELP = "建立或升级数据库，并写入默认栏目和市政府根机构（可反复执行）"
EXAMPLE = "gongkai migrate"
DATABASE = True


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="成功时不输出")


def run(options: argparse.Namespace) -> int:
    try:
        call_command("migrate", interactive=False, verbosity=0)
        orgs.ensure_root(by=system("setup"))
        channels.ensure_defaults(by=system("setup"))
        sequenced = ledger.sequence_all()
    except Error as error:
        output.say(f"数据库不能用：{error}\n请检查 DATABASE_URL 和磁盘，再运行 gongkai doctor")
        return 1
    if not options.quiet:
        output.emit(options, {"migrated": True, "sequenced": sequenced}, "数据库已是最新版本。")
    return 0

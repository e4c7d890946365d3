"""``gongkai handover``: let an office-automation system hand documents over; take its packages by hand."""

import argparse
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from gongkai.desk.documents.services import folders, handovers
from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs.rules import system

from .output import emit, say

HELP = "公文转入：接入办公系统、停用、立即收取监视目录中的公文包"
EXAMPLE = """
gongkai handover admit oa 办公自动化系统 429900001     （令牌只显示一次）
  gongkai handover take                                收取 GONGKAI_HOME/handover/ 下的公文包
  gongkai handover revoke oa
"""
DATABASE = True
DONE, FAILED = 0, 1


def configure(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="步骤")
    admit = steps.add_parser("admit", help="接入一个系统，得到令牌")
    admit.add_argument("code", help="代码，也是监视目录下的文件夹名")
    admit.add_argument("name", help="名称")
    admit.add_argument("organisation", metavar="CODE", help="为哪个机构及其下属机构转入")
    revoke = steps.add_parser("revoke", help="停用一个系统")
    revoke.add_argument("code", help="代码")
    take = steps.add_parser("take", help="立即收取监视目录")
    take.add_argument("--folder", type=Path, help="默认 GONGKAI_HOME/handover")


def run(options: argparse.Namespace) -> int:
    by = system("setup")
    try:
        if options.step == "admit":
            token = handovers.admit(options.code, options.name, options.organisation, by=by)
            emit(
                options,
                {"code": options.code, "token": token},
                f"已接入 {options.code}\n令牌（只显示这一次）：{token}",
            )
        elif options.step == "revoke":
            handovers.revoke(options.code, by=by)
            emit(options, {"code": options.code}, f"已停用 {options.code}，令牌即刻失效")
        else:
            received, refused = folders.take_packages(options.folder or settings.HOME / "handover")
            told = {"received": received, "refused": refused}
            emit(
                options,
                told,
                f"收取 {received} 个公文包，退回 {refused} 个（原因见 refused/ 下的 receipt.json）",
            )
    except (ValidationError, ValueError) as broken:
        say("；".join(broken.messages) if isinstance(broken, ValidationError) else str(broken))
        return FAILED
    finally:
        ledger.sequence_all()
    return DONE

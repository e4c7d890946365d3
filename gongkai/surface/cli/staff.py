"""``gongkai staff``: the first people of a new installation, until they can do it for each other.

A password is typed at the terminal or read from standard input; it is never an argument, which other users
of the machine could see.
"""

import argparse
import getpass
import sys

from django.core.exceptions import ObjectDoesNotExist, ValidationError

from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import services
from gongkai.ground.orgs.rules import DUTY_LABELS, Duty, RuleBroken, system
from gongkai.surface.demo import accounts

from .output import emit, say

HELP = "开设账号、岗位和任职：新系统的第一批人员，先设三位管理员（系统、安全、审计，不得由一人兼任）"
EXAMPLE = """
gongkai staff enrol zhangsan --name 张三            （密码在终端输入）
  gongkai staff post 429900001 安全管理员 --duty security --duty read
  gongkai staff appoint zhangsan 429900001/1
"""
DATABASE = True
DONE, FAILED = 0, 1


def configure(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="step", required=True, metavar="步骤")
    enrol = kinds.add_parser("enrol", help="开设账号")
    enrol.add_argument("username", help="登录名")
    enrol.add_argument("--name", default="", help="姓名，只供内部显示")
    enrol.add_argument(
        "--organisation", metavar="CODE", default="", help="所属机构代码：该机构的安全管理员管理这个账号"
    )
    post = kinds.add_parser("post", help="设立岗位")
    post.add_argument("organisation", metavar="CODE", help="机构代码")
    post.add_argument("title", help="岗位名称")
    post.add_argument(
        "--duty",
        action="append",
        default=[],
        choices=[duty.value for duty in Duty],
        help="职责，可重复：" + "、".join(f"{duty.value}（{label}）" for duty, label in DUTY_LABELS.items()),
    )
    appoint = kinds.add_parser("appoint", help="任命某人到某岗位")
    appoint.add_argument("username", help="登录名")
    appoint.add_argument("post", metavar="POST", help="岗位代码，例如 429900001/1")
    code = kinds.add_parser("code", help="演示账号现在的动态口令（只在演示城市）")
    code.add_argument("username", help="登录名")


def run(options: argparse.Namespace) -> int:
    if options.step == "code":
        return tell_code(options)
    by = system("setup")
    try:
        if options.step == "enrol":
            services.enrol(
                options.username, options.name, password(), organisation=options.organisation, by=by
            )
            done = {"username": options.username}
        elif options.step == "post":
            duties = [Duty(duty) for duty in options.duty]
            done = {"post": services.create_post(options.organisation, options.title, duties, by=by).code}
        else:
            services.appoint(options.username, options.post, by=by)
            done = {"username": options.username, "post": options.post}
    except (RuleBroken, ValidationError) as broken:
        say("；".join(broken.messages) if isinstance(broken, ValidationError) else str(broken))
        return FAILED
    except ObjectDoesNotExist:
        say("没有这个机构、岗位或登录名，请核对；机构代码和岗位代码见 gongkai export catalogue 或管理后台")
        return FAILED
    finally:
        ledger.sequence_all()
    emit(options, done, f"已完成：{'，'.join(done.values())}")
    return DONE


def tell_code(options: argparse.Namespace) -> int:
    """A demonstration's accounts are everybody's; of a real city no code is ever printed."""
    code = accounts.code(options.username)
    if code is None:
        say("只有演示城市里需要动态口令的演示账号才能这样取口令；其他账号请用手机上的身份验证器")
        return FAILED
    emit(options, {"username": options.username, "code": code}, f"{options.username} 现在的动态口令：{code}")
    return DONE


def password() -> str:
    """Typed twice at a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("密码（至少 10 个字符，首次登录后由本人修改）：")
    if first != getpass.getpass("再输一次："):
        raise RuleBroken("两次输入的密码不一致，请重试")
    return first

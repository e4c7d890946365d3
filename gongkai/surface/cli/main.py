"""The operator's ``gongkai`` command: a table of names, each resolved to its module only when asked for.

``number`` and ``deadline`` must start within half a second, and Django with Wagtail takes almost three:
so a command's ``DATABASE`` is read from its source text, and Django is set up only where it says True.
Exit status: 0 done, 1 findings or failures, 2 wrong use.
"""

import argparse
import ast
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import Error

COMMANDS = {
    "up": "up",
    "migrate": "migrate",
    "serve": "serve",
    "worker": "worker",
    "follow": "follow",
    "import": "import_",
    "staff": "staff",
    "handover": "handover",
    "search": "search",
    "index": "index",
    "number": "number",
    "check": "check",
    "deadline": "deadline",
    "fee": "fee",
    "annual-report": "annual_report",
    "convert": "convert",
    "redact": "redact",
    "verify": "verify",
    "demo": "demo",
    "doctor": "doctor",
    "export": "export",
}
# Where one of these options is given, another module serves the command, and needs no database.
APART = {
    "verify": ("evidence", ("--bundle", "--page", "--package")),
    "annual-report": ("annual_report_check", ("--check",)),
}
DONE, FAILED, WRONG_USE = 0, 1, 2
EXPECTED = (
    "LedgerBroken",
    "IndexBusy",
    "NotAllowed",
)  # by name: their modules need Django, and two commands do without


class Help(argparse.RawDescriptionHelpFormatter):
    """argparse's own headings in Chinese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and leaves with status 2 on wrong use."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=Help, add_help=False, allow_abbrev=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> Any:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"用法有误：{message}\n用 `{self.prog} --help` 查看说明和示例。\n")


def serving(name: str, arguments: Sequence[str]) -> str:
    """The module that serves a command with these arguments."""
    other, options = APART.get(name, ("", ()))
    given = {argument.partition("=")[0] for argument in arguments}
    return other if given & set(options) else COMMANDS[name]


def declared(name: str, module: str = "") -> dict[str, Any]:
    """The literal constants of a command's module, read without importing it; {} when it does not exist."""
    spec = importlib.util.find_spec(f"{__package__}.{module or COMMANDS[name]}")
    if spec is None or spec.origin is None:
        return {}
    constants = {}
    for statement in ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            target, value = statement.targets[0].id, statement.value
        elif (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and statement.value
        ):
            target, value = statement.target.id, statement.value
        else:
            continue
        if target in ("HELP", "EXAMPLE", "DATABASE"):
            constants[target] = ast.literal_eval(value)
    return constants


def overview() -> str:
    """The list of commands, one line each."""
    known = {name: declared(name) for name in COMMANDS}
    lines = [f"  {name:<15}{said['HELP'].splitlines()[0]}" for name, said in known.items() if said]
    return "\n".join([
        "公开：政务公开平台。",
        "",
        "用法：gongkai 命令 [选项]",
        "",
        *lines,
        "",
        "示例：gongkai up --port 8000",
        "      gongkai import documents ./文件夹 --json",
        "每条命令都有 --help 和 --json；数据放在 GONGKAI_HOME（默认 var/），DATABASE_URL 选择数据库。",
        "退出状态：0 完成，1 有发现或失败，2 用法有误。",
    ])  # fmt: skip


def advice(error: str) -> str:
    """What to do about a database error, from its text."""
    if "no such table" in error or "does not exist" in error or "no such column" in error:
        return "数据库结构不是最新的，请先运行 gongkai migrate"
    if "locked" in error:
        return "另一个程序长时间占用数据库，请稍后再运行"
    if "full" in error or "No space" in error:
        return "磁盘已满，请清理后再运行；已完成的部分不会丢失"
    return "请运行 gongkai doctor 逐项检查"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help", "help"):
        print(overview(), file=sys.stdout if given else sys.stderr)
        return DONE if given else WRONG_USE
    name = given[0]
    module = serving(name, given[1:]) if name in COMMANDS else ""
    said = declared(name, module) if module else {}
    if not said:
        print(f"没有“{name}”这条命令。\n\n{overview()}", file=sys.stderr)
        return WRONG_USE
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    if said.get("DATABASE", True) and not apps.ready:
        try:
            django.setup()
        except (OSError, ValueError, ImproperlyConfigured) as error:
            print(f"设置有误：{error}\n请检查 GONGKAI_HOME 和 DATABASE_URL", file=sys.stderr)
            return FAILED
    command = importlib.import_module(f"{__package__}.{module}")
    parser = Parser(
        prog=f"gongkai {name}", description=command.HELP, epilog=f"示例：\n  {command.EXAMPLE.strip()}"
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出结果，供程序读取")
    command.configure(parser)
    options = parser.parse_args(given[1:])
    try:
        return int(command.run(options) or DONE)
    except Error as error:
        print(f"数据库没有完成这项工作：{str(error).strip()}\n{advice(str(error))}", file=sys.stderr)
        return FAILED
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        elif type(error).__name__ in EXPECTED:
            print(f"没有完成：{error}", file=sys.stderr)
        else:
            print(f"文件读写没有成功：{error}\n{advice(str(error))}", file=sys.stderr)
        return FAILED
    except RuntimeError as error:
        if type(error).__name__ not in EXPECTED:
            raise
        print(f"没有完成：{error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return FAILED


if __name__ == "__main__":
    sys.exit(main())

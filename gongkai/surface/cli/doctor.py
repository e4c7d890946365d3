"""``gongkai doctor``: looks at everything the platform stands on, and says what to do where it is wanting."""

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.desk.disclosure.fonts import NoFont, font
from gongkai.desk.disclosure.services import sealed as cases
from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.queries import lists
from gongkai.record.search import generations

from . import output, static_files

HELP = "逐项检查运行环境、数据库、密钥、存证、检索索引，并说明怎么办"
EXAMPLE = "gongkai doctor --json"
DATABASE = True
SPACE = 2 * 1024**3  # bytes that should be free
SLOW = 1_000  # entries behind which a follower is reported


@dataclass(frozen=True, slots=True)
class Finding:
    """``advice`` is "" when all is well; ``grave`` findings give exit status 1."""

    name: str
    what: str
    advice: str = ""
    grave: bool = True


def configure(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    found = list(findings())
    data = {
        "ok": not any(f.advice and f.grave for f in found),
        "checks": [{"name": f.name, "ok": not f.advice, "what": f.what, "advice": f.advice} for f in found],
    }
    output.emit(options, data, "\n".join(line(f) for f in found))
    return 0 if data["ok"] else 1


def line(finding: Finding) -> str:
    mark = "✓" if not finding.advice else "✗" if finding.grave else "!"
    return f"{mark} {finding.name}：{finding.what}" + (f"\n    → {finding.advice}" if finding.advice else "")


def findings() -> Iterator[Finding]:
    """Every check in order; those that need the database are left out when it does not answer."""
    yield python()
    yield state()
    yield space()
    yield secret()
    yield hosts()
    reached = database()
    yield reached
    if reached.advice:
        return
    current = migrations()
    yield current
    if current.advice:
        return
    for check in (ledger_key, sealing_key, sequencer, publications, index, static, chinese_font, load):
        yield attempt(check)


def attempt(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except (DatabaseError, OSError, ValueError, ImproperlyConfigured) as error:
        return Finding(check.__doc__ or check.__name__, str(error)[:200], "请按上面的原因处理后再检查")


def python() -> Finding:
    what = f"{platform.python_version()}，{platform.system()} {platform.release()}"
    wanting = sys.version_info < (3, 11)
    return Finding("Python", what, "请安装 Python 3.11 或更新版本" if wanting else "")


def state() -> Finding:
    home = Path(settings.HOME)
    if not os.access(home, os.W_OK):
        return Finding("数据目录", f"{home} 不能写入", "请检查目录权限，或用 GONGKAI_HOME 指定别的目录")
    if home.stat().st_mode & 0o007:
        return Finding(
            "数据目录", f"{home} 对所有人开放", f"密钥在里面，请运行 chmod 700 {home}", grave=False
        )
    return Finding("数据目录", str(home))


def space() -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    short = f"空间不足 {SPACE // 1024**3} GB，请清理磁盘或换到更大的分区" if free < SPACE else ""
    return Finding("磁盘空间", f"剩余 {free / 1024**3:.1f} GB", short)


def secret() -> Finding:
    if os.environ.get("GONGKAI_SECRET_KEY"):
        return Finding("会话密钥", "来自环境变量 GONGKAI_SECRET_KEY")
    path = Path(settings.HOME) / "secret_key"
    if path.stat().st_mode & 0o077:
        return Finding("会话密钥", f"{path} 别人也能读", f"请运行 chmod 600 {path}")
    return Finding("会话密钥", str(path))


def hosts() -> Finding:
    if "*" not in settings.ALLOWED_HOSTS:
        return Finding("网站域名", "、".join(settings.ALLOWED_HOSTS))
    advice = "请把 GONGKAI_HOSTS 改成真实的域名（逗号分隔），否则任何人都能用假域名占满页面缓存"
    return Finding("网站域名", "任何域名都会应答（*）", advice, grave=False)


def database() -> Finding:
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
            )
            return Finding("数据库", f"{engine} {cursor.fetchone()[0]}")
    except DatabaseError as error:
        return Finding(
            "数据库",
            f"{engine} 连不上：{str(error)[:200]}",
            "请检查 DATABASE_URL、数据库是否启动、网络是否可达",
        )


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Finding("数据库结构", f"有 {len(missing)} 个迁移没有执行", "请运行 gongkai migrate")
    return Finding("数据库结构", "最新")


def ledger_key() -> Finding:
    """存证密钥"""
    origin = "环境变量 GONGKAI_LEDGER_KEY" if settings.LEDGER_KEY else "数据目录，请另做备份"
    return Finding("存证密钥", f"{ledger.verifier_key()}（来自{origin}）")


def sealing_key() -> Finding:
    """密封密钥"""
    origin = (
        "环境变量 GONGKAI_SEALING_KEY" if os.environ.get("GONGKAI_SEALING_KEY") else "数据目录，请另做备份"
    )
    path = Path(settings.HOME) / "sealing_key"
    if not os.environ.get("GONGKAI_SEALING_KEY") and path.exists() and path.stat().st_mode & 0o077:
        return Finding("密封密钥", f"{path} 别人也能读", f"请运行 chmod 600 {path}")
    trial = cases.unreadable()
    if trial:
        advice = "GONGKAI_SEALING_KEY 或者 GONGKAI_SEALING 与数据库不是一套，请核对备份，不要重新生成"
        return Finding("密封密钥", f"打不开申请 {trial}", advice)
    return Finding("密封密钥", f"来自{origin}")


def sequencer() -> Finding:
    """存证编号"""
    waiting = ledger.waiting()
    slow = "后台工作可能没有运行，请运行 gongkai worker" if waiting > SLOW else ""
    return Finding("存证编号", f"已编号 {ledger.head()} 条，等待 {waiting} 条", slow)


def publications() -> Finding:
    """公开内容"""
    total = sum(lists.counts().values())
    hint = "库是空的：gongkai import documents 导入文件，或 gongkai demo 装入演示" if not total else ""
    return Finding("公开内容", f"{total} 件", hint, grave=False)


def index() -> Finding:
    """检索索引"""
    reader = generations.reader(now=True)
    if reader is None:
        return Finding("检索索引", "还没有", "请运行 gongkai index，或启动 gongkai follow", grave=False)
    behind = ledger.head() - reader.read_to
    late = "检索跟随可能没有运行，请运行 gongkai follow" if behind > SLOW else ""
    return Finding("检索索引", f"读到存证第 {reader.read_to} 条，落后 {behind} 条", late)


def static() -> Finding:
    """静态文件"""
    if static_files.stale():
        return Finding(
            "静态文件",
            "没有收集，或属于旧版本",
            "gongkai up 会自动收集；分开部署时运行 collectstatic",
            grave=False,
        )
    return Finding("静态文件", str(settings.STATIC_ROOT))


def chinese_font() -> Finding:
    """中文字体"""
    try:
        return Finding("中文字体", font().path)
    except NoFont as missing:
        return Finding("中文字体", "没有", str(missing), grave=False)


def load() -> Finding:
    """机器"""
    cores = os.cpu_count() or 1
    return Finding("机器", f"{cores} 核，每分钟平均负载 {os.getloadavg()[0]:.1f}")

"""``/healthz``: the process answers. ``/readyz``: it can also do its work, or says what it lacks.

Anybody may ask, as often as they like: so the answer names only what is wanting, the details go to the log,
and one look serves for ``KEPT`` seconds.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.record.search import generations


@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"有 {len(missing)} 个数据库迁移未执行，请运行 gongkai migrate" if missing else ""


def index() -> str:
    if generations.reader() is not None:
        return ""
    return "检索索引尚未建立，请运行 gongkai index，或等待 follow 进程建立"


CHECKS: dict[str, Callable[[], str]] = {"database": database, "migrations": migrations, "search": index}
KEPT = 3.0  # seconds

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Look:
    """What one look found: whether each check passed, and when (monotonic) that was."""

    passed: dict[str, bool] = field(default_factory=dict)
    at: float = float("-inf")


_last = Look()


def passes(name: str) -> bool:
    """Whether a check passes; a broken dependency is an outcome, not an error. Why not is logged."""
    try:
        reason = CHECKS[name]()
    except (DatabaseError, OSError, ValueError) as broken:
        reason = f"{type(broken).__name__}：{str(broken)[:200]}"
    if reason:
        log.warning("not_ready", check=name, reason=reason)
    return not reason


def looked() -> dict[str, bool]:
    """The outcome of every check, at most KEPT seconds old."""
    if time.monotonic() - _last.at > KEPT:
        _last.passed, _last.at = {name: passes(name) for name in CHECKS}, time.monotonic()
    return _last.passed


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    checks = looked()
    fine = all(checks.values())
    return JsonResponse(
        {"status": "ok" if fine else "not ready", "checks": checks}, status=200 if fine else 503
    )

"""``/healthz``: the process answers. ``/readyz``: it can also do its work, or says why not."""

from collections.abc import Callable

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


def outcome(check: Callable[[], str]) -> str:
    """ "" when the check passes, else the reason in words; a broken dependency is a reason, not an error."""
    try:
        return check()
    except (DatabaseError, OSError, ValueError) as broken:
        return f"{type(broken).__name__}：{str(broken)[:200]}"


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    reasons = {name: outcome(check) for name, check in CHECKS.items()}
    checks = {name: {"ok": not reason, "reason": reason} for name, reason in reasons.items()}
    fine = not any(reasons.values())
    return JsonResponse(
        {"status": "ok" if fine else "not ready", "checks": checks}, status=200 if fine else 503
    )

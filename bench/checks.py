"""Speed of the checks: the finder over real texts, a long document, everything public read again."""

import importlib
import os
from typing import Any

import django
from django.core.management import call_command


def measure(documents: int) -> list[dict[str, Any]]:
    """Rows for ``bench/results.json``; ``documents`` are published first and then read again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    rows: list[dict[str, Any]] = importlib.import_module("bench.checks_run").measure(documents)
    return rows

"""What the program writes about itself: one JSON object a line in production, plain lines on a terminal.

Only event names and the fields given with them: no addresses, bodies, queries or cookies. Django's own
messages about requests keep their path but lose its query, where people type names and numbers.
"""

import logging
import logging.config
import re
import sys
from typing import Any

import structlog

QUERY = re.compile(r"\?[^\s\"']+")
SECRET = re.compile(r"(postgres(?:ql)?://[^:/@\s]+:)[^@\s]+@")


def discreet(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Take query strings and database passwords out of every text."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = SECRET.sub(r"\1…@", QUERY.sub("?…", value))
    return event


def processors() -> list[Any]:
    """The steps that a record of structlog or of the standard library goes through."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        structlog.processors.format_exc_info,
        discreet,
    ]


def configure(config: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: ``config`` is the LOGGING setting."""
    logging.config.dictConfig(config)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *processors(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def formatter() -> logging.Formatter:
    """JSON unless a person is looking."""
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=True)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=processors(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )


def settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: one handler, and quiet where a line would say nothing or too much."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "gongkai.project.logs.formatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {
            "django.request": {"level": "ERROR"},  # a page that does not exist is no event
            "axes": {"level": "ERROR"},  # the door writes its own lines, with a person's number only
        },
        "root": {"handlers": ["console"], "level": level},
    }

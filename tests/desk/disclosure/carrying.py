"""Lines of a file of cases that an organisation brings along."""

import json
from dataclasses import asdict

from .asking import APPLICATION

OPEN = [{"step": "received", "on": "2025-12-22"}]
ENDED = [*OPEN, {"step": "replied", "on": "2026-01-12"}]


def line(number="旧〔2025〕31号", history=OPEN, **fields):
    known = {
        "number": number,
        "channel": "internet",
        "submitted_at": "2025-12-21T10:00",
        "subject": "工程预算批复",
        "application": {name: text for name, text in asdict(APPLICATION).items() if text},
        "history": history,
    }
    return json.dumps(known | fields, ensure_ascii=False)

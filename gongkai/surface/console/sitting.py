"""How long a sign-in lasts: 30 minutes without a click, 8 hours at most.

网络安全等级保护基本要求 (GB/T 22239-2019, 8.1.4.1 b) asks that idle sessions end; the numbers are practice.
What the browser sends by itself is no click: an editor left open would otherwise never end. The last click
is written once a minute, not with every request.
"""

import time

from django.http import HttpRequest

IDLE = 30 * 60  # seconds
LONGEST = 8 * 3600  # seconds
STEP = 60  # seconds
BEGUN, SEEN = "begun", "seen"
SILENT = frozenset({
    "console:batch",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
})  # fmt: skip
TOLD = f"登录已超时（{IDLE // 60} 分钟没有操作，或已满 {LONGEST // 3600} 小时），请重新登录"


def over(request: HttpRequest, *, active: bool) -> bool:
    """Whether the session has ended; otherwise notes the click, when the request is one."""
    now = int(time.time())
    session = request.session
    begun, seen = session.setdefault(BEGUN, now), session.get(SEEN, 0)
    if now - begun >= LONGEST or (seen and now - seen >= IDLE):
        return True
    if active and now - seen >= STEP:
        session[SEEN] = now
    return False

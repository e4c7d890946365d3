"""A hotline on a real socket: it takes what is signed, remembers it or forgets it, and misbehaves as told."""

import json
import secrets
import threading
import time
from contextlib import contextmanager, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.utils import timezone

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.hotline_signing import signature
from gongkai.desk.engagement.services import hotline_following, referring
from gongkai.desk.engagement.services.hotline_receiving import receive
from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.orgs.rules import system
from gongkai.project import hotline
from tests.desk.engagement.corresponding import FINANCE, RECEIVED, fresh

SECRET = "a-secret-for-the-hotline"
BY, CLOCK = system("hotline"), system("clock")
TAKEN = (200, {"accepted": True})
ORDER = {
    "dispatch": "PD-1",
    "kind": "投诉",
    "title": "滨江路路灯不亮",
    "words": "周晓梅反映滨江路路灯不亮，电话13800138000，晚上出行不安全。",
    "place": "滨江路",
    "name": "周晓梅",
    "telephone": "13800138000",
    "due": "2026-03-06",
    "attachments": [{"name": "现场照片.jpg", "address": "https://12345.example/photo/1"}],
}


def message(sequence=1, type="dispatch", case="RX-1", body=None, **more):
    """What the hotline says, today."""
    known = {
        "message": f"{case}-m{sequence}",
        "case": case,
        "sequence": sequence,
        "type": type,
        "at": timezone.localtime().isoformat(timespec="seconds"),
        "body": body if body is not None else ORDER if type == "dispatch" else {"words": "请加快"},
    }
    return known | more


def packed(value) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def said(*given, **fields):
    """The hotline says it to the service itself."""
    return receive(packed(message(*given, **fields)), by=BY)


def received(at) -> Letter:
    """An order that has come in."""
    at(RECEIVED)
    said()
    return Letter.objects.get()


def refer(people, letter, to=FINANCE):
    return referring.refer(
        letter.pk, to, category="城市管理", version=fresh(letter).version, by=people["referrer"]
    )


def follow() -> int:
    """The ledger's entries have their place, and the hotline's messages are made."""
    sequence_all()
    return hotline_following.follow(by=CLOCK)


def headers(path, body=b"", method="POST", secret=SECRET, stamp=None, nonce=None):
    """A signed request's headers, as our client sends them."""
    stamp = str(int(timezone.now().timestamp())) if stamp is None else stamp
    nonce = nonce or secrets.token_urlsafe(24)
    return {
        "Gongkai-Timestamp": stamp,
        "Gongkai-Nonce": nonce,
        "Gongkai-Signature": signature(secret, method, path, stamp, nonce, body),
    }


class Playing(BaseHTTPRequestHandler):
    """Answers with the next of ``server.answers``, TAKEN when there is none."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        stamp, nonce = self.headers["Gongkai-Timestamp"], self.headers["Gongkai-Nonce"]
        proof = signature(SECRET, "POST", self.path, stamp, nonce, body)
        assert proof == self.headers["Gongkai-Signature"] and nonce not in self.server.nonces
        assert datetime.fromtimestamp(int(stamp), tz=timezone.get_current_timezone())
        self.server.nonces.add(nonce)
        value = json.loads(body)
        if self.path.endswith("/reconciliation"):
            self.server.compared.append(value)
            missing = [key for key in value["sent"] if key not in self.server.known]
            self.answer(200, self.server.reconciles or {"missing": missing})
            return
        self.server.asked.append(value)
        status, told = self.server.answers.pop(0) if self.server.answers else TAKEN
        if status == "sleep":
            time.sleep(told)
            status, told = TAKEN
        if status in ("die before", "die after"):  # killed before or after it wrote the message down
            if status == "die after":
                self.server.known[value["message"]] = value
            self.connection.close()
            return
        if isinstance(told, dict) and told.get("accepted"):
            again = value["message"] in self.server.known
            status = 409 if again else status
            self.server.known.setdefault(value["message"], value)
        self.answer(status, told)

    def answer(self, status, told):
        content = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(content)

    def log_message(self, *words):
        pass


@contextmanager
def listening():
    """A running hotline; ``known`` is what it has, ``asked`` every message it was given."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Playing) as server:
        server.asked, server.known, server.answers, server.nonces = [], {}, [], set()
        server.compared, server.reconciles = [], None
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/gongkai/v1"
        server.settings = hotline.configured({"GONGKAI_HOTLINE_URL": url, "GONGKAI_HOTLINE_SECRET": SECRET})
        yield server
        server.shutdown()
        thread.join()

"""An SMS gateway on a real socket: takes what is signed, and misbehaves as it is told."""

import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from gongkai.project import gateway

SECRET = "a-secret-for-the-gateway"
TAKEN = (200, {"accepted": True})


class Taking(BaseHTTPRequestHandler):
    """Answers with the next of ``server.answers``, TAKEN when there is none; notes what was taken once."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        stamp = self.headers["Gongkai-Timestamp"]
        proof = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(proof, self.headers["Gongkai-Signature"])
        message = json.loads(body)
        assert message["id"] == self.headers["Idempotency-Key"]
        self.server.asked.append(message)
        status, said, *more = self.server.answers.pop(0) if self.server.answers else TAKEN
        if status == "sleep":
            time.sleep(said)
            status, said = TAKEN
        if status == "hang up":
            self.connection.close()
            return
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        if isinstance(said, dict) and said.get("accepted"):
            self.server.taken.setdefault(message["id"], message)
        self.send_response(status)
        for name, value in (more[0] if more else {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(OSError):  # who asked may have had enough
            self.wfile.write(content)

    def log_message(self, *words):
        pass


@contextmanager
def listening():
    """A running gateway; ``settings`` are those that lead to it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as server:
        server.asked, server.taken, server.answers = [], {}, []
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/v1/messages"
        server.settings = gateway.configured(
            {"GONGKAI_SMS_URL": url, "GONGKAI_SMS_SECRET": SECRET}, "江城市人民政府"
        )
        yield server
        server.shutdown()
        thread.join()

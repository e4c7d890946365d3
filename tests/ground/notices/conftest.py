"""People to tell, and a mail server that listens on a real socket."""

import socketserver
import threading

import pytest

from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system

BY = system("test")


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs to hand a mail over."""

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line.upper()
            if verb.startswith("RCPT") and "refused@" in line:
                self.say("550 no such person")
            elif verb == "DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.mails.append(b"".join(lines).decode())
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 yes")


@pytest.fixture
def server(settings):
    """A mail server; ``mails`` is what it was given."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as listening:
        listening.mails, listening.daemon_threads = [], True
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.server_address
        settings.EMAIL_USE_SSL = False
        settings.WAGTAILADMIN_BASE_URL = "https://console.example"
        yield listening
        listening.shutdown()
        thread.join()


@pytest.fixture
def people(db, settings):
    """Three accounts, each with an address."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = []
    for name in ("ann", "bob", "refused"):
        user = orgs.enrol(name, f"姓名{name}", "Correct horse 4 battery", by=BY)
        user.email = f"{name}@example.cn"
        user.save()
        made.append(user)
    return made

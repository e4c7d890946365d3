"""An identity provider on a real socket that says what it is told, also what no honest one would say."""

import base64
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from gongkai.project import identity

CLIENT, SECRET = "gongkai", "the-clients-secret"
OWN, STRANGE = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Provider(BaseHTTPRequestHandler):
    """Description, keys and tokens; ``server.claims`` and ``server.header`` change the next token."""

    def do_GET(self):
        if self.path == "/jwks":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OWN.public_key()))
            return self.say({"keys": [key | {"kid": "one", "use": "sig", "alg": "RS256"}]})
        at = self.server.address
        described = {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/jwks",
        }
        return self.say(described | self.server.described)

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        sent = self.headers.get("Authorization", "").removeprefix("Basic ")
        self.server.exchanged.append((base64.b64decode(sent).decode(), form))
        if self.server.status != 200:
            return self.say({"error": "invalid_grant"}, self.server.status)
        now = int(time.time())
        told = {
            "iss": self.server.address,
            "sub": "s-wang",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": self.server.nonce,
            **self.server.claims,
        }
        told = {name: value for name, value in told.items() if value is not None}
        key, algorithm = self.server.signing
        token = jwt.encode(told, key, algorithm, headers={"kid": "one"})
        return self.say({"id_token": token, "access_token": "secret-token", "token_type": "Bearer"})

    def say(self, told, status=200):
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        pass


def environment(address, **more):
    names = {"ISSUER": address, "CLIENT_ID": CLIENT, "SECRET": SECRET, "NAME": "江城群众统一身份", **more}
    return {f"GONGKAI_CITIZEN_OIDC_{name}": value for name, value in names.items()}


def configured(address, **more):
    return identity.configured(environment(address, **more), "GONGKAI_CITIZEN_OIDC")


@contextmanager
def listening():
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        server.address, server.daemon_threads = f"http://127.0.0.1:{server.server_port}", True
        server.described, server.claims, server.nonce = {}, {}, ""
        server.status, server.exchanged, server.signing = 200, [], (OWN, "RS256")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()

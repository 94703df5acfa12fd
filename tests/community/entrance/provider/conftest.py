"""The mall, as small as it can be: a provider on this machine that signs what a test lets it say."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from community.entrance.provider import asking

BACK = "/sign-in/provider/back"
OURS = RSAKey.generate_key(2048, {"kid": "ours", "use": "sig", "alg": "RS256"})
OTHERS = RSAKey.generate_key(2048, {"kid": "ours", "use": "sig", "alg": "RS256"})


class Mall:
    """`says` goes into the next token; `asked` is what a browser was sent with."""

    def __init__(self, address):
        self.address, self.says, self.key = address, {}, OURS
        self.asked: dict[str, str] = {}
        self.codes: dict[str, dict[str, str]] = {}

    def facts(self):
        named = ("authorize", "token", "keys")
        authorize, token, keys = (f"{self.address}/{name}" for name in named)
        return {
            "issuer": self.address, "authorization_endpoint": authorize, "token_endpoint": token,
            "jwks_uri": keys, "id_token_signing_alg_values_supported": ["RS256"],
        }  # fmt: skip

    def sends_back(self, location):
        """What the browser brings, when the member has agreed there."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        self.asked = asked
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{BACK}?code={code}&state={asked['state']}"

    def token(self, form):
        asked = self.codes.pop(form["code"], None)
        word = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(word).decode().rstrip("=")
        if not asked or asked["code_challenge"] != proof:
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.address, "aud": "club", "sub": "kim-at-the-mall", "iat": now, "exp": now + 60}
        claims |= {"nonce": asked["nonce"], **self.says}
        signed = jwt.encode({"alg": "RS256", "kid": "ours"}, claims, self.key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@pytest.fixture
def mall(app):
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            keys = {"keys": [OURS.as_dict(private=False)]}
            self.tell(keys if self.path == "/keys" else held.facts())

        def do_POST(self):
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            told = held.token({name: values[0] for name, values in sent.items()})
            self.tell(told, 400 if "error" in told else 200)

        def tell(self, facts, status=200):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(facts).encode())

        def log_message(self, *_words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    held = Mall(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = {name: app.config[name] for name in ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")}
    app.config.update(OIDC_ISSUER=held.address, OIDC_CLIENT_ID="club", OIDC_CLIENT_SECRET="between us")
    app.extensions.pop(asking.KEPT, None)
    yield held
    app.config.update(before)
    app.extensions.pop(asking.KEPT, None)
    server.shutdown()
    server.server_close()

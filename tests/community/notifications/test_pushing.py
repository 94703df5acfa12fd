"""News by push: sealed for one browser, silent about names, ended with the session, tried again in time."""

import json
import threading
from base64 import urlsafe_b64decode
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import select

from community import clock
from community.db import db, transaction
from community.entrance.sessions import Session, end_sessions
from community.jobs import Job, run_due
from community.links.guarding import let_through
from community.notifications.club_key import club_key, public_key
from community.notifications.models import PushLine
from community.notifications.pushing import MOST_LINES, NoLine, listen, try_out
from community.notifications.sealing import CURVE, _derived, point, sealed, unwritten, written
from community.notifications.wishing import Rhythms, settle
from posts.replies.writing import reply

HOME = "/settings/notifications/push"


class PushService(ThreadingHTTPServer):
    """A push service on this machine: keeps what it is sent, answers what it is told to answer."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.came, self.status = [], 201

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: PushService

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words):
        pass


@pytest.fixture
def service():
    with PushService() as service:
        thread = threading.Thread(target=service.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        with let_through("127.0.0.1", service.server_port):
            yield service
        service.shutdown()
        thread.join()


class Phone:
    """A browser that listens: it alone can open what it is sent."""

    def __init__(self):
        self.key, self.auth = ec.generate_private_key(CURVE), bytes(range(16))

    @property
    def keys(self):
        return {"p256dh": written(point(self.key)), "auth": written(self.auth)}

    def opens(self, body: bytes) -> dict:
        salt, sender = body[:16], body[21 : 21 + body[20]]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        first = _derived(shared, self.auth, b"WebPush: info\0" + point(self.key) + sender, 32)
        key = _derived(first, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(first, salt, b"Content-Encoding: nonce\0", 12)
        words = AESGCM(key).decrypt(nonce, body[21 + body[20] :], None)
        return json.loads(words.rstrip(b"\x00").removesuffix(b"\x02"))


@pytest.fixture
def phone():
    return Phone()


def session_of(member):
    with transaction():
        session = Session(
            member=member, token_hash=f"of {member.handle}", seen_at=clock.now() - timedelta(hours=1)
        )
        db.session.add(session)
        db.session.flush()
        return session.id


@pytest.fixture
def adas_phone(ada, phone, service):
    """Ada's phone listens; no browser writes http://, so the line is put there."""
    session_id = session_of(ada)
    with transaction():
        line = PushLine(
            member_id=ada.id,
            session_id=session_id,
            endpoint=f"{service.url}/push/ada",
            key=phone.keys["p256dh"],
            auth=phone.keys["auth"],
        )
        db.session.add(line)
    return phone


def test_the_example_of_the_standard():
    """RFC 8291, appendix A."""
    number = int.from_bytes(unwritten("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    made = sealed(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        by=ec.derive_private_key(number, CURVE),
        salt=unwritten("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert written(made) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_only_the_phone_opens_it_and_the_lock_screen_says_no_names(ada, ben, story, adas_phone, service):
    reply(story, "Where did you stay?", by=ben)
    run_due()
    ((path, headers, body),) = service.came
    words = adas_phone.opens(body)
    assert path == "/push/ada"
    assert words["body"] == "Somebody replied to you"
    assert words["url"].startswith("/replies/")
    assert "Ben" not in json.dumps(words)
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["TTL"] == "86400"
    run_due()
    assert len(service.came) == 1


def test_names_stand_there_if_one_wishes_them(ada, ben, story, adas_phone, service):
    settle(ada, Rhythms(tells_who=True))
    reply(story, "Where did you stay?", by=ben)
    run_due()
    assert adas_phone.opens(service.came[0][2])["body"] == "Ben replied to “Three days on the coast”"


def test_the_service_knows_who_sends(app, ada, adas_phone, service):
    try_out(ada)
    run_due()
    token, key = service.came[0][1]["Authorization"].removeprefix("vapid t=").split(", k=")
    assert key == public_key()
    head, facts, sign = token.split(".")
    told = json.loads(urlsafe_b64decode(facts + "=="))
    assert told["aud"] == service.url
    assert told["sub"].startswith("mailto:")
    raw = unwritten(sign)
    signature = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    club_key().public_key().verify(signature, f"{head}.{facts}".encode(), ec.ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        club_key().public_key().verify(signature, b"something else", ec.ECDSA(SHA256()))


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(ada, adas_phone, service, status):
    service.status = status
    try_out(ada)
    run_due()
    assert db.session.query(PushLine).count() == 0
    assert db.session.query(Job).filter(Job.trouble.is_not(None)).count() == 0


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again(ada, adas_phone, service, status):
    service.status = status
    try_out(ada)
    run_due()
    service.status = 201
    assert len(service.came) == 1
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        run_due()
    assert len(service.came) == 2
    assert db.session.scalars(select(PushLine)).one().reached_at


def test_a_line_into_our_own_house_is_not_called(ada, phone, service, adas_phone):
    """Not even once: what is no push service on the open internet is forgotten."""
    with transaction():
        line = db.session.scalars(select(PushLine)).one()
        line.endpoint = f"http://localhost:{service.server_port + 1}/admin"
    try_out(ada)
    run_due()
    assert service.came == []
    assert db.session.query(PushLine).count() == 0


def test_whoever_signs_out_is_told_nothing_on_that_browser(ada, ben, story, adas_phone, service):
    with transaction():
        end_sessions(ada)
    reply(story, "Where did you stay?", by=ben)
    run_due()
    assert service.came == []


def sub(phone, endpoint="https://push.example.org/1"):
    return {"endpoint": endpoint, "keys": phone.keys}


def test_a_browser_begins_and_ends(ada, mia, phone, browser_of):
    browser = browser_of(ada)
    for _ in range(2):
        assert browser.post(HOME, json=sub(phone)).status_code == 201
    assert db.session.query(PushLine).count() == 1
    assert "data-push-line" in browser.get("/settings/notifications").text
    assert browser_of(mia).post(f"{HOME}/end", json=sub(phone)).status_code == 204
    assert db.session.query(PushLine).count() == 1
    assert browser.post(f"{HOME}/end", json=sub(phone)).status_code == 204
    assert db.session.query(PushLine).count() == 0


def test_the_browser_is_whose_it_was_last(ada, mia, phone, browser_of):
    browser_of(ada).post(HOME, json=sub(phone))
    browser_of(mia).post(HOME, json=sub(phone))
    assert [line.member_id for line in db.session.query(PushLine)] == [mia.id]


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"endpoint": 1, "keys": {}},
        {"endpoint": "https://push.example.org/1", "keys": {"p256dh": "AAAA", "auth": "AAAA"}},
        {"endpoint": "https://push.example.org/1", "keys": {"p256dh": "é", "auth": []}},
        {"endpoint": "https://push.example.org/1", "keys": None},
    ],
)
def test_what_no_browser_says_is_refused(ada, browser_of, said):
    assert browser_of(ada).post(HOME, json=said).status_code == 400
    assert db.session.query(PushLine).count() == 0


@pytest.mark.parametrize(
    "endpoint", ["http://push.example.org/", "javascript:alert(1)", "https://" + "x" * 3000]
)
def test_only_safe_addresses_are_lines(ada, phone, endpoint):
    with pytest.raises(NoLine):
        listen(ada, endpoint, phone.keys["p256dh"], phone.keys["auth"], "a test", None)


def test_the_oldest_of_too_many_browsers_goes(ada, phone):
    for n in range(MOST_LINES + 2):
        keys = phone.keys
        listen(ada, f"https://push.example.org/{n}", keys["p256dh"], keys["auth"], "a test", None)
    kept = {line.endpoint.rpartition("/")[2] for line in db.session.query(PushLine)}
    assert kept == {str(n) for n in range(2, MOST_LINES + 2)}


def test_one_browser_is_ended_from_another(ada, mia, phone, browser_of):
    id = browser_of(ada).post(HOME, json=sub(phone)).json["id"]
    browser_of(mia).post(f"{HOME}/{id}/end")
    assert db.session.query(PushLine).count() == 1
    browser_of(ada).post(f"{HOME}/{id}/end")
    assert db.session.query(PushLine).count() == 0


def test_the_key_is_made_once(app, tmp_path):
    first = public_key()
    app.extensions.pop("push key")
    assert public_key() == first
    assert (app.config["ZONE_DATA"] / "push_key").stat().st_mode & 0o077 == 0

"""Every door is tried by everybody, at what is Ada's alone, at what is gone, and at what never was."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from community import clock
from community.api.bodies import Body
from community.db import Model, db, transaction
from community.doors import doors_of
from community.entrance.factors.apps import add_app, new_secret
from community.entrance.factors.recovery import make_codes
from community.entrance.inviting import invite
from community.entrance.joining import joined
from community.entrance.sessions import COOKIE
from community.entrance.tokens import Scope, create_token
from community.members import Role
from tests.house.conftest import PLANTED

EVIL = "https://evil.example/"
AT_LENGTH = (Role.BLOGGER, Role.SERVICE_MANAGER, Role.PROGRAMME_MANAGER)
OTHERS = [Role.MEMBER, Role.MODERATOR, *(pytest.param(role, marks=pytest.mark.slow) for role in AT_LENGTH)]
pytestmark = pytest.mark.timeout(400)  # hundreds of doors, on a busy machine


def paths(door, private, most: int = 99) -> Iterator[str]:
    """The address of a door, with each number and each name in it."""
    numbers, names = private
    pattern = re.sub(r"<any\((\w+)[^>]*>", r"\1", door["path"])
    pattern = pattern.replace("<handle>", "ada")
    for number in [*numbers, 987654321][:most]:
        for name in names if re.search(r"<(?!int)", pattern) else names[:1]:
            yield re.sub(r"<(?!int)[^>]+>", str(name), re.sub(r"<int[^>]*>", str(number), pattern))


def doors(app, *methods: str) -> Iterator[dict[str, str]]:
    for door in doors_of(app):
        if door.get("method") in methods and not door["path"].startswith(("/static", "/readyz")):
            yield door


def one_who_is(role: Role, browser_of):
    with transaction():
        one = joined(handle="passing", name="Passing", email="passing@example.org", password=None, role=role)
    return browser_of(one)


@pytest.mark.parametrize("role", OTHERS)
def test_what_is_adas_alone_is_read_by_nobody_else(app, private, browser_of, role):
    browser = one_who_is(role, browser_of)
    walked = 0
    for door in doors(app, "GET"):
        for path in dict.fromkeys(paths(door, private)):
            answer = browser.get(path)
            assert answer.status_code < 500, path
            assert PLANTED not in answer.get_data(as_text=True).lower().replace(path.lower(), ""), path
            walked += 1
    assert walked > 300


def test_a_thing_that_is_hers_answers_as_one_that_never_was(app, private, browser_of, mia):
    browser, (numbers, _names), leaks = browser_of(mia), private, []
    for door in doors(app, "GET", "POST", "PATCH", "DELETE"):
        kind = re.match(r"(?:/api/v1)?/(stories|lists)/<int:(?:id|list_id)>", door["path"])
        if not kind:
            continue
        told = set()
        for number in (*numbers, 987654321):
            path = re.sub(
                r"<(?!int)[^>]+>", "x", re.sub(r"<int:(id|list_id)>", str(number), door["path"], count=1)
            )
            path = re.sub(r"<int[^>]*>", "1", path)
            answer = browser.open(
                path, method=door["method"], **({} if door["method"] == "GET" else {"json": {}})
            )
            told.add(answer.status_code)
        leaks += [(door["method"], door["path"], told)] if len(told) > 1 else []
    assert not leaks


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MODERATOR])
def test_what_is_adas_alone_is_changed_by_nobody_else(app, private, ada, browser_of, role):
    browser = one_who_is(role, browser_of)
    before = everything_with_the_word()
    for door in doors(app, "POST", "PUT", "PATCH", "DELETE"):
        if door["path"] in {"/sign-out", "/settings/sessions/end"}:
            continue
        for path in dict.fromkeys(paths(door, private)):
            sent = (
                {"json": {}}
                if door["path"].startswith("/api/")
                else {"data": {"text": "mine", "title": "mine"}}
            )
            answer = browser.open(path, method=door["method"], **sent)
            assert answer.status_code < 500, path
    db.session.expire_all()
    assert everything_with_the_word() == before


def everything_with_the_word() -> dict[str, list[str]]:
    """Each row in which it stands, in every table."""
    found = {}
    for table in Model.metadata.sorted_tables:
        rows = [
            str(tuple(row)) for row in db.session.execute(select(table).order_by(*table.primary_key.columns))
        ]
        found[table.name] = [row for row in rows if PLANTED in row]
    return {name: rows for name, rows in found.items() if rows}


def test_nobody_gives_themselves_what_a_door_does_not_ask_for(app):
    """A body takes its own fields and no others, and none of them is for the club to say."""
    ours = {
        "id",
        "author_id",
        "member_id",
        "owner_id",
        "role",
        "score",
        "tier",
        "points",
        "published_at",
        "created_at",
    }
    for door in app.extensions["doors"]:
        if door.sent and issubclass(door.sent, Body):
            assert door.sent.model_config["extra"] == "forbid", door.path
            assert not ours & set(door.sent.model_fields), door.path


def test_no_door_leads_to_another_site(app, private, browser_of, mia):
    browser = browser_of(mia)
    for door in doors(app, "GET", "POST"):
        if door["path"] in {"/sign-out", "/settings/sessions/end"}:
            continue
        path = next(paths(door, private))
        words = dict.fromkeys(("next", "url", "then", "back", "to", "return"), EVIL)
        sent = {"query_string": words} if door["method"] == "GET" else {"data": words}
        answer = browser.open(path, method=door["method"], headers={"Referer": EVIL}, **sent)
        assert urlsplit(answer.location or "").netloc in {"", "localhost"}, (path, answer.location)


def test_a_line_break_in_an_address_says_no_line_of_the_answer(app, browser_of, mia):
    browser, walked = browser_of(mia), 0
    for door in doors(app, "GET", "POST"):
        pattern = re.sub(r"<any\((\w+)[^>]*>", r"\1", re.sub(r"<int[^>]*>", "1", door["path"]))
        if "<" not in pattern:
            continue
        path = re.sub(r"<[^>]+>", "A%0d%0aMine:%20yes", pattern)
        answer = browser.open(path, method=door["method"])
        assert answer.status_code < 500, path
        assert "Mine" not in answer.headers, path
        walked += 1
    assert walked > 30


def test_errors_tell_nothing_of_the_inside(app, browser_of, mia, monkeypatch):
    def broken(*_words, **_more):
        raise RuntimeError("SELECT password_hash FROM member -- /tmp/rooms")

    monkeypatch.setattr("community.entrance.session_routes.sessions_of", broken)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        for kind in ("text/html", "application/json"):
            told = browser_of(mia).get("/settings/sessions", headers={"Accept": kind})
            assert told.status_code == 500
            for word in ("Traceback", "RuntimeError", "password_hash", "/tmp", ".py"):
                assert word not in told.text
    finally:
        app.config["PROPAGATE_EXCEPTIONS"] = None


def test_no_secret_stands_in_the_log(app, caplog, monkeypatch):
    """Everything that opens something is used, rightly and wrongly, while all is logged that can be."""
    import pyotp

    caplog.set_level(logging.DEBUG)
    password, secret = "three planted teapots", new_secret()
    with transaction():
        kim = joined(handle="kim", name="Kim", email="kim@example.org", password=password)
    add_app(kim, secret, pyotp.TOTP(secret).now(), "")
    codes = make_codes(kim)
    _invitation, link = invite(kim)
    _token, word = create_token(kim, "", [Scope.ALL])
    browser = app.test_client()
    browser.post("/sign-in", data={"name": "kim", "password": password + "?"})
    browser.post("/sign-in", data={"name": "kim", "password": password})
    browser.post("/sign-in/second-factor", data={"code": "no" + codes[0]})
    browser.post("/sign-in/second-factor", data={"code": codes[0]})
    browser.post("/settings/password", data={"old": password, "new": "four planted harbours"})
    browser.post("/api/v1/tokens", json={"handle": "kim", "password": password, "code": codes[1]})
    browser.get("/api/v1/me", headers={"Authorization": f"Bearer {word}"})
    browser.get("/api/v1/me", headers={"Authorization": f"Bearer {word}x"})
    browser.get(urlsplit(link).path)
    cookie = browser.get_cookie(COOKIE).value
    secrets = [password, "planted", secret, codes[0], codes[1], word, cookie, link.rsplit("/", 1)[1]]
    assert not [it for it in secrets if it in caplog.text], json.dumps(caplog.text[-2000:])


def test_where_staff_decide_over_others_they_show_first_that_it_is_them(app, private, browser_of):
    """At every door of those rooms, for browsers and programs: before anything is looked up or changed."""
    browser, walked = one_who_is(Role.ADMINISTRATOR, browser_of), set()
    rooms = {rule.rule: rule.endpoint.rpartition(".")[0] for rule in app.url_map.iter_rules()}
    with clock.stopped(clock.now() + timedelta(minutes=11)):
        for door in doors(app, "POST", "PUT", "PATCH", "DELETE"):
            if rooms[door["path"]] not in app.extensions["asks for proof"]:
                continue
            sent = {"json": {}} if door["path"].startswith("/api/") else {"data": {"text": "mine"}}
            answer = browser.open(next(paths(door, private)), method=door["method"], **sent)
            assert answer.status_code == 403, door
            assert "fresh_proof" in answer.text or answer.json["needs"] == "proof", door
            walked.add(rooms[door["path"]])
    assert walked == app.extensions["asks for proof"]

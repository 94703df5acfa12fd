"""Ada's programs come in by token; nobody else's do."""

import pytest
from click.testing import CliRunner

from community.db import db, transaction
from community.entrance.passwords import hashed
from community.entrance.resetting import set_password
from community.entrance.suspending import lift, suspend
from community.entrance.token_commands import token_commands
from community.entrance.tokens import Scope, Token
from community.realtime import socketio

PASSWORD = "four quiet harbours"


@pytest.fixture
def ada(ada):
    with transaction():
        ada.password_hash = hashed(PASSWORD)
    return ada


def test_a_password_is_worth_a_token_whose_word_is_told_once(stranger, ada):
    made = stranger.post(
        "/tokens", {"handle": "Ada", "password": PASSWORD, "name": "backup", "scopes": ["read"]}
    )
    assert made.status_code == 201
    assert made.location == f"/api/v1/tokens/{made.json['id']}"
    kept = db.session.get(Token, made.json["id"])
    assert made.json["token"] not in (kept.token_hash, kept.name, kept.opens)
    assert (made.json["name"], made.json["scopes"]) == ("backup", ["read"])
    stranger.word = made.json["token"]
    assert stranger.get("/me").json["handle"] == "ada"
    assert stranger.get("/tokens").status_code == 403
    by_mail = {"email": "ada@example.org", "password": PASSWORD}
    stranger.word = ""
    assert stranger.post("/tokens", by_mail).json["scopes"] == ["all"]


def test_a_wrong_password_a_missing_one_and_a_suspended_member_get_none(stranger, ada):
    for name in ("ada", "nobody"):
        refused = stranger.post("/tokens", {"handle": name, "password": "wrong"})
        assert refused.status_code == 401
        assert refused.content_type == "application/problem+json"
        assert refused.json["detail"] == "We do not know that name and password together."
    assert stranger.post("/tokens", {}).status_code == 401
    assert (
        stranger.post("/tokens", {"handle": "ada", "password": PASSWORD, "scopes": ["king"]}).status_code
        == 422
    )
    assert stranger.post("/tokens", {"handle": "ada", "password": PASSWORD, "scopes": []}).status_code == 422
    suspend(ada)
    assert stranger.post("/tokens", {"handle": "ada", "password": PASSWORD}).status_code == 403


def test_a_token_is_listed_and_taken_back_by_its_member_only(adas, mias):
    made = adas.post("/tokens", {"name": "second"}).json
    assert [token["name"] for token in adas.get("/tokens").json["items"]] == ["second", "a test"]
    assert "token" not in adas.get("/tokens").json["items"][0]
    assert mias.delete(f"/tokens/{made['id']}").status_code == 404
    assert adas.delete(f"/tokens/{made['id']}").status_code == 204
    adas.word = made["token"]
    refused = adas.get("/me")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    assert "revoked" in refused.json["detail"]


def test_a_token_of_few_scopes_makes_none_of_more(program_of, ada):
    assert program_of(ada, Scope.WRITE).post("/tokens", {"scopes": ["all"]}).status_code == 403


@pytest.mark.parametrize(
    ("scopes", "opens"),
    [
        ([Scope.READ], {"GET /me"}),
        ([Scope.WRITE], {"POST /lists"}),
        ([Scope.CHAT], {"GET /rooms"}),
        ([Scope.ACTIVITY, Scope.MODERATE], set()),
        ([Scope.READ, Scope.WRITE], {"GET /me", "POST /lists"}),
        ([Scope.ALL], {"GET /me", "POST /lists", "GET /rooms", "GET /tokens"}),
    ],
)
def test_a_scope_opens_its_doors_and_no_others(program_of, ada, scopes, opens):
    program = program_of(ada, *scopes)
    bodies = {"POST /lists": {"title": "A list"}}
    for door in ("GET /me", "POST /lists", "GET /rooms", "GET /tokens"):
        answer = program(*door.split(), bodies.get(door))
        assert answer.status_code == (403 if door not in opens else answer.status_code)
        assert (answer.status_code < 300) == (door in opens)


def test_a_wrong_token_is_not_made_good_by_a_session(browser_of, ada):
    browser = browser_of(ada)
    assert browser.get("/api/v1/me").status_code == 200
    for word in ("Bearer wrong", "bearer wrong", "Bearer ", "BEARER \x7f"):
        assert browser.get("/api/v1/me", headers={"Authorization": word}).status_code == 401
    assert browser.get("/api/v1/nowhere", headers={"Authorization": "Bearer wrong"}).status_code == 404


def test_a_browser_may_but_not_from_another_site(browser_of, ada, adas):
    browser, there = browser_of(ada), {"Origin": "https://evil.example"}
    assert browser.post("/api/v1/lists", json={"title": "Mine"}).status_code == 201
    assert browser.post("/api/v1/lists", json={"title": "Theirs"}, headers=there).status_code == 403
    assert adas.post("/lists", {"title": "Mine too"}, **there).status_code == 201


def test_a_token_opens_no_page(adas, app):
    home = app.test_client().get("/settings", headers={"Authorization": f"Bearer {adas.word}"})
    assert home.status_code in {302, 401}


def test_suspension_and_a_new_password_end_every_token(adas, ada, program_of):
    suspend(ada)
    assert adas.get("/me").status_code == 401
    lift(ada)
    assert adas.get("/me").status_code == 401
    other = program_of(ada)
    with transaction():
        set_password(ada, hashed("five quiet harbours"))
    assert other.get("/me").status_code == 401


def test_the_command_prints_the_token_last(app, ada):
    printed = CliRunner().invoke(token_commands, ["create", "ada", "--scope", "read,chat"])
    assert printed.exit_code == 0, printed.output
    word = printed.output.split()[-1]
    me = app.test_client().get("/api/v1/me", headers={"Authorization": f"Bearer {word}"})
    assert me.json["handle"] == "ada"
    assert CliRunner().invoke(token_commands, ["create", "ada", "--scope", "king"]).exit_code == 2
    assert CliRunner().invoke(token_commands, ["create", "nobody", "--scope", "all"]).exit_code == 1


def test_the_page_makes_one_shows_it_once_and_takes_it_back(app, ada, mia, browser_of):
    page = browser_of(ada)
    assert "No program acts in your name." in page.get("/settings/tokens").text
    assert page.post("/settings/tokens", data={"name": "x"}).status_code == 422
    made = page.post("/settings/tokens", data={"name": "<b>backup</b>", "scopes": ["read", "chat"]})
    assert made.status_code == 201
    assert "&lt;b&gt;backup&lt;/b&gt;" in made.text
    word = made.text.split("data-token>")[1].split("<")[0]
    assert app.test_client().get("/api/v1/me", headers={"Authorization": f"Bearer {word}"}).status_code == 200
    assert word not in page.get("/settings/tokens").text
    token = db.session.query(Token).one()
    assert browser_of(mia).post(f"/settings/tokens/{token.id}/removal").status_code == 404
    assert page.post(f"/settings/tokens/{token.id}/removal").status_code == 303
    assert app.test_client().get("/api/v1/me", headers={"Authorization": f"Bearer {word}"}).status_code == 401
    assert app.test_client().post("/settings/tokens").status_code == 401


def test_a_line_is_opened_by_token_and_cut_with_it(app, ada, program_of):
    adas, read_only = program_of(ada), program_of(ada, Scope.READ)
    room = adas.post("/rooms", {"name": "Garden"}).json
    line = socketio.test_client(app, auth={"token": adas.word})
    assert line.is_connected()
    assert line.emit("join", {"room": room["id"]}, callback=True)["seq"] == 0
    said = line.emit("message", {"room": room["id"], "client_id": "a", "text": "Hello"}, callback=True)
    assert said["seq"] == 1
    for word in ("wrong", read_only.word, "", 7):
        assert not socketio.test_client(app, auth={"token": word}).is_connected()
    suspend(ada)
    assert not line.is_connected()

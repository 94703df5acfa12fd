"""Kim has a second factor: her password alone opens nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.entrance.factors import half_way
from community.entrance.factors.apps import fits_an_app
from community.entrance.factors.having import remove_all
from community.entrance.factors.models import AuthenticatorApp, LockChange, RecoveryCode
from community.entrance.factors.recovery import codes_left, use_code
from community.entrance.factors.sealing import unseal
from community.entrance.passwords import hashed
from community.entrance.sessions import COOKIE
from community.entrance.suspending import suspend

from .conftest import PASSWORD, SECRET, shown

HERE = "/sign-in/second-factor"


def test_a_password_alone_opens_nothing(half_in):
    assert half_in.get_cookie(COOKIE) is None
    assert half_in.get("/settings").status_code == 401
    assert "six digits" in half_in.get(HERE).text


def test_what_waits_for_her_code_is_for_us_alone(half_in):
    waiting = half_in.get_cookie("session")
    assert (waiting.http_only, waiting.same_site) == (True, "Lax")


def test_with_the_code_she_is_in_and_goes_on_to_what_she_wanted(half_in):
    came = half_in.post(HERE, data={"code": f" {shown()[:3]} {shown()[3:]} "})
    assert came.location == "/@kim"
    assert half_in.get("/settings").status_code == 200
    assert half_in.get(HERE).location == "/sign-in"  # nobody is half in any more


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_her_clock_may_be_half_a_minute_off(half_in, seconds):
    assert half_in.post(HERE, data={"code": shown(seconds)}).status_code == 303


@pytest.mark.parametrize("seconds", [-90, 90, 3600])
def test_but_no_more(half_in, seconds):
    assert half_in.post(HERE, data={"code": shown(seconds)}).status_code == 403


@pytest.mark.parametrize("code", ["", "000000x", "１２３４５６", "12345", "' OR 1=1 --", "\0", "1" * 5000])
def test_nonsense_is_refused_in_words(half_in, code):
    refused = half_in.post(HERE, data={"code": code})
    assert refused.status_code == 403
    assert "does not fit" in refused.text


def test_a_code_counts_once(half_in, kim, app):
    code = shown()
    assert half_in.post(HERE, data={"code": code}).status_code == 303
    another = app.test_client()
    another.post("/sign-in", data={"name": "kim", "password": PASSWORD})
    assert another.post(HERE, data={"code": code}).status_code == 403
    assert another.post(HERE, data={"code": shown(-30)}).status_code == 403  # nor one from before it
    assert another.post(HERE, data={"code": shown(30)}).status_code == 303


def test_a_recovery_code_opens_once_and_leads_to_the_settings(half_in, drawer, kim, letters):
    came = half_in.post(HERE, data={"code": drawer[0].upper().replace("-", " ")})
    assert came.location == "/settings/second-factor"
    assert codes_left(kim) == 9
    assert "Recovery codes left: 9" in half_in.get("/settings/second-factor").text
    assert not use_code(kim, drawer[0])
    assert any("A recovery code was used." in it.get_body(("plain",)).get_content() for it in letters())


def test_another_members_recovery_code_opens_nothing(half_in, drawer, lin):
    assert not use_code(lin, drawer[0])
    assert codes_left(half_in and db.session.get_one(type(lin), lin.id)) == 0


def test_the_database_holds_neither_the_secret_nor_the_codes(drawer, phone):
    assert SECRET not in phone.sealed_secret
    assert unseal(phone.sealed_secret) == SECRET
    kept = {code.code_hash for code in db.session.query(RecoveryCode)}
    assert not kept & {code.replace("-", "") for code in drawer}


def test_half_in_is_over_after_ten_minutes(half_in, monkeypatch):
    monkeypatch.setattr(half_way, "PATIENCE", -1)
    assert half_in.get(HERE).location == "/sign-in"


def test_nor_can_it_be_made_up(half_in):
    with half_in.session_transaction() as kept:
        kept["half_in"] = "WzEsICJ4IiwgIi8iXQ.made.up"
    assert half_in.get(HERE).location == "/sign-in"
    assert half_in.post(HERE, data={"code": shown()}).location == "/sign-in"


def test_and_when_the_password_was_changed_meanwhile(half_in, kim):
    with transaction():
        kim.password_hash = hashed("another one, and longer")
    assert half_in.post(HERE, data={"code": shown()}).location == "/sign-in"


def test_or_she_was_suspended(half_in, kim):
    suspend(kim)
    assert half_in.post(HERE, data={"code": shown()}).location == "/sign-in"


def test_guessing_ends_with_words_and_a_letter(half_in, limited, kim, letters):
    tries = [half_in.post(HERE, data={"code": "000000"}) for _ in range(7)]
    assert [it.status_code for it in tries] == [403] * 5 + [429] * 2
    assert "Wait 5 min" in tries[-1].text
    assert half_in.post(HERE, data={"code": shown()}).status_code == 429
    told = [it for it in letters() if "many wrong codes" in it.get_body(("plain",)).get_content()]
    assert len(told) == 1


def test_without_a_factor_nobody_is_asked(lin, stranger):
    assert stranger.post("/sign-in", data={"name": "lin", "password": PASSWORD}).location == "/"


def test_a_token_by_password_takes_the_code_too(phone, stranger):
    said = {"handle": "kim", "password": PASSWORD}
    refused = stranger.post("/api/v1/tokens", json=said)
    assert refused.status_code == 401
    assert "second factor" in refused.json["errors"]["code"]
    assert stranger.post("/api/v1/tokens", json={**said, "code": "000000"}).status_code == 401
    assert stranger.post("/api/v1/tokens", json={**said, "code": shown()}).status_code == 201
    assert stranger.post("/api/v1/tokens", json={**said, "code": shown()}).status_code == 401


def test_a_new_password_by_letter_does_not_pass_by_the_second_factor(phone, kim, stranger):
    from community.entrance.resetting import reset_password, reset_token

    reset_password(reset_token(kim), "another one, and longer")
    came = stranger.post("/sign-in", data={"name": "kim", "password": "another one, and longer"})
    assert came.location == HERE


def test_an_administrator_lets_in_who_has_lost_everything(drawer, kim, stranger, letters):
    remove_all(kim)
    assert stranger.post("/sign-in", data={"name": "kim", "password": PASSWORD}).location == "/"
    assert db.session.query(AuthenticatorApp).count() == db.session.query(RecoveryCode).count() == 0
    told = [it.get_body(("plain",)).get_content() for it in letters()]
    assert any("An administrator removed" in text for text in told)
    assert db.session.query(LockChange).count() > 1


def test_of_fifty_who_send_the_same_code_one_is_believed(tmp_path):
    """On a database of its own, each on a line of its own."""
    from community.entrance.factors.apps import add_app
    from community.entrance.joining import joined
    from community.migrating import upgrade
    from config import Config
    from wsgi import create_app

    app = create_app(
        Config(ZONE_DATA=tmp_path, SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/own.db", TESTING=True)
    )
    with app.app_context():
        upgrade()
        with transaction():
            member = joined(handle="kim", name="Kim", email="kim@example.org", password=None)
        id = member.id
        with clock.stopped(clock.now() - timedelta(hours=1)):
            add_app(member, SECRET, shown(), "")
    code = shown()

    def sent(_number: int) -> bool:
        with app.app_context():
            return fits_an_app(db.session.get_one(type(member), id), code)

    with ThreadPoolExecutor(10) as many:
        assert sum(many.map(sent, range(50))) == 1
    with app.app_context():
        db.engine.dispose()

"""Coming in and going out."""

import time
from datetime import timedelta
from statistics import median

import pytest

from community import clock
from community.db import db
from community.entrance.sessions import COOKIE, Session, digest
from community.entrance.suspending import lift, suspend
from community.jobs import run_due

PASSWORD = "three green teapots"


def sign_in(browser, name="kim", password=PASSWORD, **more):
    return browser.post("/sign-in", data={"name": name, "password": password, **more})


@pytest.mark.parametrize("name", ["kim", "KIM", "@kim", " kim ", "Kim@Example.org"])
def test_by_handle_or_address(kim, stranger, name):
    assert sign_in(stranger, name).location == "/"
    assert stranger.get("/settings").status_code == 200


def test_a_stranger_learns_nothing_from_a_refusal(kim, stranger):
    wrong, unknown = sign_in(stranger, password="wrong"), sign_in(stranger, "nobody", "wrong")
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.text.replace("kim", "") == unknown.text.replace("nobody", "")
    assert COOKIE not in wrong.headers.get("Set-Cookie", "")


def test_nor_from_the_time_it_takes(kim, stranger):
    def takes(name):
        began = time.perf_counter()
        sign_in(stranger, name, "wrong")
        return time.perf_counter() - began

    known, unknown = zip(*[(takes("kim"), takes("nobody")) for _ in range(15)], strict=True)
    assert abs(median(known) - median(unknown)) < median(known) / 3


def test_nobody_without_a_password_is_let_in(ada, stranger):
    assert sign_in(stranger, "ada", "").status_code == 403


def test_each_time_a_new_session(kim, stranger):
    sign_in(stranger)
    first = stranger.get_cookie(COOKIE).value
    sign_in(stranger)
    second = stranger.get_cookie(COOKIE).value
    assert first != second
    stranger.set_cookie(COOKIE, first)
    assert stranger.get("/settings").status_code == 401  # signing in again ended it


def test_a_token_somebody_planted_is_not_taken_up(kim, stranger):
    stranger.set_cookie(COOKIE, "planted")
    sign_in(stranger)
    assert stranger.get_cookie(COOKIE).value != "planted"
    assert db.session.query(Session).filter_by(token_hash=digest("planted")).count() == 0


def test_the_database_holds_no_token(kim, stranger):
    sign_in(stranger)
    token = stranger.get_cookie(COOKIE).value
    assert db.session.query(Session).one().token_hash not in {token, ""}


def test_the_cookie_is_for_us_alone(kim, stranger):
    cookie = sign_in(stranger).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("wanted", ["/stories", "/stories?page=2", "/@ada"])
def test_one_goes_on_where_one_wanted_to(kim, stranger, wanted):
    assert sign_in(stranger, next=wanted).location == wanted


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\/evil",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "evil.example",
        "/x\\y",
        " //evil.example",
        "/x\r\nSet-Cookie: a=b",
        "http://[::1",
        "//[::1",
    ],
)
def test_but_never_to_another_site(kim, stranger, evil):
    assert sign_in(stranger, next=evil).location == "/"
    assert stranger.get("/sign-in", query_string={"next": evil}).location == "/"


def test_signing_out_ends_it_on_the_server(kim, stranger):
    sign_in(stranger)
    token = stranger.get_cookie(COOKIE).value
    assert stranger.post("/sign-out").location == "/sign-in"
    stranger.set_cookie(COOKIE, token)
    assert stranger.get("/settings").status_code == 401


def test_the_suspended_are_told_only_if_they_know_the_password(kim, stranger):
    suspend(kim, until=clock.now() + timedelta(days=7))
    assert "suspended until" in (told := sign_in(stranger).text)
    assert "A letter of ours tells you why" in told
    assert "suspended" not in sign_in(stranger, password="wrong").text
    assert stranger.get_cookie(COOKIE) is None


def test_a_suspension_lifts_by_itself(kim, stranger):
    suspend(kim, until=clock.now() + timedelta(days=7))
    with clock.stopped(clock.now() + timedelta(days=6)):
        run_due()
        assert kim.suspended_at
    with clock.stopped(clock.now() + timedelta(days=8)):
        run_due()
        assert sign_in(stranger).location == "/"


def test_a_prolonged_one_does_not_lift_early(kim):
    suspend(kim, until=clock.now() + timedelta(days=7))
    suspend(kim)
    with clock.stopped(clock.now() + timedelta(days=8)):
        run_due()
    assert kim.suspended_at
    lift(kim)
    assert kim.suspended_at is None


def test_guessing_ends_after_five_tries_a_minute(limited, kim, stranger):
    tries = [sign_in(stranger, password=f"guess {n}").status_code for n in range(6)]
    assert tries == [403] * 5 + [429]
    refused = sign_in(stranger)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "One moment" in refused.text


def test_another_member_on_the_same_line_is_not_locked_out(limited, kim, lin, stranger):
    for n in range(6):
        sign_in(stranger, password=f"guess {n}")
    assert sign_in(stranger, "lin").status_code == 303


def test_a_forged_forwarded_address_is_no_way_round(limited, kim, stranger):
    tries = [
        stranger.post(
            "/sign-in", data={"name": "kim", "password": "x"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}
        ).status_code
        for n in range(6)
    ]
    assert tries[-1] == 429

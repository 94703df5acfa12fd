"""Where a member is signed in, and how it ends there: at once, in open pages too."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.entrance import watching
from community.entrance.browsers import browser_in_words
from community.entrance.sessions import LASTS, Session, end_sessions
from community.entrance.suspending import suspend
from community.realtime import socketio

PASSWORD = "three green teapots"
AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox on Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 "
    "Mobile/15E148 Safari/604.1": "Safari on iPhone",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/130.0 "
    "Safari/537.36": "Chrome on Mac",
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Edg/130.0": "Edge on Windows",
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 MicroMessenger/8.0": ("WeChat on Android"),
    "curl/8.0": "An unknown browser",
    "": "An unknown browser",
}


@pytest.mark.parametrize("agent", AGENTS)
def test_browsers_in_words(app, agent):
    assert browser_in_words(agent) == AGENTS[agent]


def test_the_page_lists_them_and_says_which_is_this(ada, browser_of):
    here, _there = browser_of(ada), browser_of(ada)
    page = here.get("/settings/sessions").text
    assert page.count("last seen") == 2
    assert page.count("This one") == 1


def test_ending_one_leaves_the_others(ada, browser_of):
    phone, desk = browser_of(ada), browser_of(ada)
    first = db.session.query(Session).order_by(Session.id).first()
    assert desk.post(f"/settings/sessions/{first.id}/end").status_code == 303
    assert phone.get("/settings").status_code == 401
    assert desk.get("/settings").status_code == 200


def test_ending_all_others_leaves_this(ada, mia, browser_of):
    phone, desk, mias = browser_of(ada), browser_of(ada), browser_of(mia)
    desk.post("/settings/sessions/end")
    assert phone.get("/settings").status_code == 401
    assert desk.get("/settings").status_code == 200
    assert mias.get("/settings").status_code == 200


def test_nobody_ends_anothers(ada, mia, browser_of):
    adas = browser_of(ada)
    session = db.session.query(Session).one()
    assert browser_of(mia).post(f"/settings/sessions/{session.id}/end").status_code == 404
    assert adas.get("/settings").status_code == 200


def test_one_that_was_not_used_for_long_is_over(ada, browser_of):
    browser = browser_of(ada)
    with clock.stopped(clock.now() + LASTS + timedelta(minutes=1)):
        assert browser.get("/settings").status_code == 401


def test_a_new_password_ends_the_others(kim, browser_of):
    phone, desk = browser_of(kim), browser_of(kim)
    desk.post("/settings/password", data={"old": PASSWORD, "new": "seven quiet lanterns"})
    assert phone.get("/settings").status_code == 401
    assert desk.get("/settings").status_code == 200


def test_the_old_password_is_asked_for(kim, browser_of):
    desk = browser_of(kim)
    answer = desk.post("/settings/password", data={"old": "wrong", "new": "seven quiet lanterns"})
    assert answer.status_code == 400
    assert "not your password" in answer.text
    assert desk.post("/settings/password", data={"old": PASSWORD, "new": "kim"}).status_code == 400
    assert desk.post("/sign-in", data={"name": "kim", "password": PASSWORD}).status_code == 303


def test_suspension_ends_every_session(ada, browser_of):
    browser = browser_of(ada)
    suspend(ada)
    assert browser.get("/settings").status_code == 401


def screen_of(app, browser):
    return socketio.test_client(app, flask_test_client=browser)


def test_an_open_page_is_cut_when_its_session_ends(app, ada, mia, browser_of):
    phone, desk, other = (screen_of(app, browser_of(member)) for member in (ada, ada, mia))
    first = db.session.query(Session).order_by(Session.id).first()
    assert phone.is_connected()
    with transaction():
        end_sessions(ada, only=first.id)
        assert phone.is_connected()  # not before it is stored
    assert not phone.is_connected()
    assert desk.is_connected()
    assert other.is_connected()


@pytest.mark.parametrize("how", ["sign-out", "suspension"])
def test_signing_out_and_suspension_cut_it_too(app, ada, browser_of, how):
    browser = browser_of(ada)
    screen = screen_of(app, browser)
    browser.post("/sign-out") if how == "sign-out" else suspend(ada)
    assert not screen.is_connected()


def test_an_ended_session_opens_no_new_line(app, ada, browser_of):
    browser = browser_of(ada)
    suspend(ada)
    assert not screen_of(app, browser).is_connected()


def test_what_ended_in_another_process_is_noticed(app, ada, browser_of):
    screen = screen_of(app, browser_of(ada))
    with transaction():
        db.session.query(Session).update({"ended_at": clock.now()})
    assert screen.is_connected()
    watching.cut_ended()
    assert not screen.is_connected()

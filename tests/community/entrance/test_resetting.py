"""A member has forgotten the password."""

import pytest
import time_machine

from community import clock
from community.entrance.resetting import reset_token
from community.entrance.suspending import suspend
from community.jobs import run_due
from community.realtime import socketio

OLD, NEW = "three green teapots", "seven quiet lanterns"


def forgot(browser, name="kim"):
    return browser.post("/sign-in/forgotten", data={"name": name})


def test_from_the_letter_to_a_new_password(kim, stranger, letters, link_in):
    forgot(stranger)
    (letter,) = letters()
    path = link_in(letter)
    assert "@kim" in stranger.get(path).text
    assert stranger.post(path, data={"password": NEW}).location == "/sign-in"
    assert stranger.post("/sign-in", data={"name": "kim", "password": OLD}).status_code == 403
    assert stranger.post("/sign-in", data={"name": "kim", "password": NEW}).status_code == 303
    assert len(letters()) == 2  # and kim is told


def test_the_answer_is_the_same_for_nobody(kim, stranger, letters):
    assert forgot(stranger).data == forgot(stranger, "nobody@example.org").data
    assert [letter["To"] for letter in letters()] == ["kim@example.org"]


def test_the_suspended_get_no_letter(kim, stranger, letters):
    suspend(kim)
    forgot(stranger)
    assert letters() == []


def test_a_link_works_once(kim, stranger, letters, link_in):
    forgot(stranger)
    path = link_in(letters()[0])
    stranger.post(path, data={"password": NEW})
    assert stranger.get(path).status_code == 410
    assert stranger.post(path, data={"password": "eight loud trumpets"}).status_code == 410
    assert stranger.post("/sign-in", data={"name": "kim", "password": NEW}).status_code == 303


def test_a_changed_password_ends_it(kim, stranger, browser_of):
    path = f"/password/{reset_token(kim)}"
    browser_of(kim).post("/settings/password", data={"old": OLD, "new": NEW})
    assert stranger.get(path).status_code == 410


def test_after_an_hour_it_is_over(kim, stranger):
    path = f"/password/{reset_token(kim)}"
    with time_machine.travel(clock.now().timestamp() + 3599, tick=False):
        assert stranger.get(path).status_code == 200
    with time_machine.travel(clock.now().timestamp() + 3602, tick=False):
        assert stranger.get(path).status_code == 410


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "x" + t, lambda _: "nonsense", lambda t: t.replace(".", "..")]
)
def test_a_link_cannot_be_made_up(kim, stranger, change):
    assert stranger.get(f"/password/{change(reset_token(kim))}").status_code == 410


def test_a_bad_password_is_refused_and_the_link_stays(kim, stranger):
    path = f"/password/{reset_token(kim)}"
    assert stranger.post(path, data={"password": "kim"}).status_code == 400
    assert stranger.post(path, data={"password": NEW}).status_code == 303


def test_every_session_ends(app, kim, stranger, browser_of):
    thief = browser_of(kim)
    screen = socketio.test_client(app, flask_test_client=thief)
    stranger.post(f"/password/{reset_token(kim)}", data={"password": NEW})
    assert thief.get("/settings").status_code == 401
    assert not screen.is_connected()


def test_the_letter_speaks_the_language_of_its_reader(kim, stranger, letters):
    from community.db import transaction

    with transaction():
        kim.language = "vi"
    forgot(stranger)
    assert letters()[0]["Content-Language"] == "vi"


def test_letters_cannot_be_made_to_rain(limited, kim, stranger):
    answers = [forgot(stranger).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    run_due()

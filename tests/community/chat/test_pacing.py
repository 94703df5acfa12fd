"""A slow room: one word each in a while; what was refused is not lost, what was stored is not refused."""

from datetime import timedelta

import pytest
from werkzeug.exceptions import Forbidden

from community import clock
from community.chat.messages import say
from community.chat.pacing import TooSoon, slow_down
from community.db import db


@pytest.fixture
def slow(ada, owls):
    slow_down(owls, 45, by=ada)
    return owls


def test_each_speaks_once_in_a_while_and_its_keeper_at_will(app, ada, ben, mia, slow):
    assert slow.slow_seconds == 30
    first = say(slow, "One", by=ben, client_id="1")
    assert say(slow, "One", by=ben, client_id="1").id == first.id
    with pytest.raises(TooSoon) as refusal:
        say(slow, "Two", by=ben, client_id="2")
    assert 1 <= refusal.value.retry_after <= 30
    say(slow, "Mine", by=mia, client_id="1")
    for number in range(3):
        say(slow, "Order", by=ada, client_id=f"{number}")
    with clock.stopped(clock.now() + timedelta(seconds=31)):
        say(slow, "Two", by=ben, client_id="2")


def test_one_is_told_how_long_on_every_way(app, ben, slow, looks_at, browser_of):
    say(slow, "One", by=ben, client_id="1")
    told = looks_at(ben, slow).emit(
        "message", {"room": slow.id, "client_id": "2", "text": "Two"}, callback=True
    )
    assert "This room is slow" in told["error"]
    assert 1 <= told["retry_after"] <= 30
    browser = browser_of(ben)
    sent = browser.post(f"{slow.url}/messages", json={"text": "Two", "client_id": "2"})
    assert (sent.status_code, "This room is slow" in sent.json["detail"]) == (422, True)
    sent = browser.post(f"/api/v1/rooms/{slow.slug}/messages", json={"text": "Two", "client_id": "2"})
    assert (sent.status_code, "This room is slow" in sent.text) == (422, True)


def test_those_who_keep_it_set_the_pace(ada, ben, owls, browser_of):
    with pytest.raises(Forbidden):
        slow_down(owls, 60, by=ben)
    browser = browser_of(ada)
    form = {"name": "Night owls", "topic": "", "slow_seconds": "60"}
    assert browser.post(f"{owls.url}/edition", data=form).status_code == 303
    assert owls.slow_seconds == 60
    assert 'value="60" selected' in browser.get(f"{owls.url}/edition").text
    assert "Slow" in browser_of(ben).get(owls.url).text
    browser.post(f"{owls.url}/edition", data=form | {"slow_seconds": "0"})
    db.session.refresh(owls)
    assert owls.slow_seconds == 0
    assert browser.post(f"{owls.url}/edition", data={"name": "", "slow_seconds": "60"}).status_code == 422
    db.session.refresh(owls)
    assert owls.slow_seconds == 0

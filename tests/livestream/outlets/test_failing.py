"""An outlet that takes nothing says so, to those who keep outlets too; for long, and people are told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock
from community.api.doors import ROOT
from community.db import db, transaction
from community.notifications.kinds import Kind
from community.notifications.models import Notification
from community.realtime import socketio
from livestream.outlets import standing, telling
from livestream.outlets.keeping import remove_outlet
from livestream.outlets.states import LineState, Trouble
from livestream.streams.going_live import rest

LATER = timedelta(seconds=61)
WAITS = (LineState.WAITING, Trouble.UNREACHABLE, 3, 8.0)


@pytest.fixture
def way(live, outlet):
    return live.id, outlet().id


def told():
    news = select(Notification.member_id).where(Notification.kind == Kind.OUTLET)
    return sorted(db.session.scalars(news))


def a_minute_passes():
    """Somebody looks then."""
    with clock.stopped(clock.now() + LATER):
        standing.wanted()


def test_who_keeps_outlets_reads_how_each_stands(rob, way, browser_of):
    robs = browser_of(rob)
    for state, words in (
        ((LineState.CONNECTING,), "connecting"),
        ((LineState.SENDING,), "carries"),
        (WAITS, "Nobody answers at its address"),
        ((LineState.CONNECTING,), "It is called again just now"),
    ):
        standing.note(way, *state)
        for page in ("/live/outlets", f"/live/outlets/{way[1]}"):
            assert words in robs.get(page).text
            assert ("carries" in robs.get(page).text) is (state[0] is LineState.SENDING)
    standing.note(way, *WAITS)
    assert "Tried 3 times" in robs.get("/live/outlets").text
    (said,) = robs.get(f"{ROOT}/outlets").json["items"]
    assert (said["way"]["state"], said["way"]["trouble"]) == ("waiting", "unreachable")
    assert said["way"]["failed_since"]


def test_what_fails_for_long_is_told_once_to_its_host_and_to_who_keeps_it(ada, rob, mia, way, browser_of):
    standing.note(way, *WAITS)
    standing.wanted()
    assert told() == []
    a_minute_passes()
    a_minute_passes()
    assert told() == sorted([ada.id, rob.id])
    assert "does not arrive at The big screen" in browser_of(ada).get("/notifications").text
    assert "does not arrive at The big screen" in browser_of(rob).get("/notifications").text


def test_it_is_told_no_more_once_it_carries_for_some_seconds(way):
    standing.note(way, *WAITS)
    a_minute_passes()
    standing.note(way, LineState.SENDING)
    standing.wanted()
    assert told(), "some take a line and end it at once"
    with clock.stopped(clock.now() + timedelta(seconds=6)):
        standing.wanted()
        assert told() == []
        standing.note(way, *WAITS)
        standing.wanted()
    assert told() == [], "its minute begins anew"


def test_a_line_that_is_ended_again_and_again_fails_all_the_while(way):
    standing.note(way, *WAITS)
    standing.note(way, LineState.SENDING)
    standing.note(way, LineState.WAITING, Trouble.CLOSED, 4, 8.0)
    a_minute_passes()
    assert len(told()) == 2


@pytest.mark.parametrize("how", ["over", "removed", "anew"])
def test_it_is_told_no_more_once_nothing_is_to_be_sent(how, rob, way, outlet):
    standing.note(way, *WAITS)
    a_minute_passes()
    assert told()
    if how == "over":
        standing.note(way, LineState.READY)
    elif how == "removed":
        from livestream.outlets.models import Outlet

        remove_outlet(db.session.get(Outlet, way[1]), by=rob)
    else:
        standing.nothing_is_sent()
    assert told() == []


def test_while_the_hosts_own_line_is_broken_nobody_is_told(live, way):
    standing.note(way, *WAITS)
    rest(live)
    a_minute_passes()
    assert told() == []
    with transaction():
        live.resting_since = None
    a_minute_passes()
    assert told()


def test_who_keeps_outlets_hears_at_once_and_nobody_else_does(app, rob, mia, way, browser_of):
    screens = [socketio.test_client(app, flask_test_client=browser_of(it)) for it in (rob, mia)]
    answers = [it.emit("outlets.kept", {}, callback=True) for it in screens]
    assert answers == [[], {"error": "This stream is not there any more."}]
    telling.look()
    standing.note(way, *WAITS)
    telling.look()
    heard = [[said["name"] for said in it.get_received()] for it in screens]
    assert "outlets.moved" in heard[0]
    assert "outlets.moved" not in heard[1]
    for it in screens:
        it.disconnect()

"""A host sees where her stream goes and how each way stands, and says where it does not go."""

import pytest
from sqlalchemy import func, select

from community import clock
from community.api.doors import ROOT
from community.contributions import Audience
from community.db import db, transaction
from community.leaving.erasing import erase
from community.realtime import socketio
from livestream.outlets import standing, telling
from livestream.outlets.keeping import pause_outlet
from livestream.outlets.models import OutletLine
from livestream.outlets.states import LineState, Trouble
from livestream.streams.going_live import announce, begin, end
from livestream.streams.models import Broadcaster


@pytest.fixture
def hers(ada, browser_of):
    return browser_of(ada)


@pytest.fixture
def bens(ben, ada):
    """Ben is live, too, and later."""
    with transaction():
        db.session.add(Broadcaster(member_id=ben.id))
    it = announce("From the train", Audience.MEMBERS, by=ben)
    begin(it)
    return it


def studio(browser, it):
    return browser.get(f"/live/{it.id}/studio").text


def test_without_outlets_the_studio_says_nothing_of_them(hers, stream):
    assert "Where it goes besides" not in studio(hers, stream)


def test_a_host_reads_how_each_way_stands(hers, stream, outlet):
    there = outlet()
    way = (stream.id, there.id)
    assert "as soon as you are live" in studio(hers, stream)
    begin(stream)
    for state, words in (
        ((LineState.CONNECTING,), "Connecting"),
        ((LineState.SENDING,), "since"),
        ((LineState.WAITING, Trouble.REFUSED, 1, 2.0), "It does not take the key"),
        ((LineState.WAITING, Trouble.CLOSED, 3, 8.0), "Tried 3 times"),
    ):
        standing.note(way, *state)
        page = hers.get(f"/live/{stream.id}/outlets").text
        assert "The big screen" in page
        assert words in page
    (said,) = hers.get(f"{ROOT}/streams/{stream.id}/outlets").json["items"]
    assert (said["state"], said["trouble"], said["tries"]) == ("waiting", "closed", 3)
    assert said["again_at"]


def test_she_switches_one_off_and_on_again(hers, ada, live, outlet):
    first, second = outlet(), outlet("The hall", port=19351)
    at = f"/live/{live.id}/outlets/{first.id}"
    assert hers.post(at, data={"on": ""}).location == f"{live.url}/studio#outlets"
    assert {*standing.wanted()} == {(live.id, second.id)}
    assert "This stream does not go there" in studio(hers, live)
    assert hers.post(at, data={"on": "1"}, headers={"Accept": "application/json"}).json == {"ok": True}
    assert {*standing.wanted()} == {(live.id, first.id), (live.id, second.id)}
    api = f"{ROOT}/streams/{live.id}/outlets/{second.id}"
    assert hers.post(api, json={"on": False}).status_code == 204
    assert {*standing.wanted()} == {(live.id, first.id)}


def test_what_is_on_already_is_left_as_it_is(hers, live, outlet):
    there = outlet()
    way = (live.id, there.id)
    standing.note(way, LineState.SENDING)
    since = standing.wanted()
    assert hers.post(f"/live/{live.id}/outlets/{there.id}", data={"on": "1"}).status_code == 303
    assert standing.wanted() == since
    assert db.session.get(OutletLine, way).state is LineState.SENDING


def test_what_is_for_some_members_goes_out_to_nobody(hers, stream, outlet):
    there, it = outlet(), stream
    with transaction():
        it.audience = Audience.SUPER
    begin(it)
    assert "goes out to nobody" in studio(hers, it)
    assert standing.wanted() == {}
    answer = hers.post(f"{ROOT}/streams/{it.id}/outlets/{there.id}", json={"on": True})
    assert answer.status_code == 409
    assert "some members only" in answer.json["detail"]
    assert standing.wanted() == {}


def test_an_outlet_carries_the_stream_that_began_first_and_then_the_next(
    hers, ada, ben, live, bens, outlet, browser_of
):
    there = outlet()
    assert {*standing.wanted()} == {(live.id, there.id)}
    assert "Another stream of the club goes there" in studio(browser_of(ben), bens)
    end(live, by=ada)
    assert {*standing.wanted()} == {(bens.id, there.id)}
    assert "Another stream" not in studio(browser_of(ben), bens)


def test_what_is_paused_hidden_or_hosted_no_more_is_not_sent(ada, rob, live, outlet):
    there = outlet()
    assert standing.wanted()
    pause_outlet(there, by=rob)
    assert standing.wanted() == {}
    pause_outlet(there, by=rob, on=False)
    assert standing.wanted()
    with transaction():
        live.hidden_at = clock.now()
    assert standing.wanted() == {}
    with transaction():
        live.hidden_at = None
        db.session.delete(db.session.get(Broadcaster, ada.id))
    assert standing.wanted() == {}


def test_nobody_else_sees_or_moves_her_ways(mia, rob, live, outlet, browser_of):
    there = outlet()
    for other in (mia, rob):
        theirs = browser_of(other)
        assert theirs.get(f"/live/{live.id}/outlets").status_code == 403
        assert theirs.post(f"/live/{live.id}/outlets/{there.id}", data={"on": ""}).status_code == 403
        assert theirs.get(f"{ROOT}/streams/{live.id}/outlets").status_code == 403
        assert "The big screen" not in theirs.get(live.url).text
    assert standing.wanted()


def test_the_studio_hears_at_once_and_nobody_else_does(app, ada, mia, live, outlet, browser_of):
    there = outlet()
    screens = [socketio.test_client(app, flask_test_client=browser_of(it)) for it in (ada, mia)]
    answers = [it.emit("stream.outlets", {"stream": live.id}, callback=True) for it in screens]
    assert answers == [[], {"error": "This stream is not there any more."}]
    telling.look()
    standing.note((live.id, there.id), LineState.SENDING)
    telling.look()
    heard = [[said["name"] for said in it.get_received()] for it in screens]
    assert heard[0].count("outlets.moved") == 1
    assert "outlets.moved" not in heard[1]
    telling.look()
    assert "outlets.moved" not in [said["name"] for said in screens[0].get_received()]
    for it in screens:
        it.disconnect()
    assert not telling._here


def test_what_moves_before_the_first_look_is_told(app, ada, live, outlet, browser_of):
    there = outlet()
    screen = socketio.test_client(app, flask_test_client=browser_of(ada))
    screen.emit("stream.outlets", {"stream": live.id}, callback=True)
    standing.note((live.id, there.id), LineState.SENDING)
    telling.look()
    assert "outlets.moved" in [said["name"] for said in screen.get_received()]
    screen.disconnect()
    assert not telling._told


def test_after_a_start_nothing_is_said_to_be_sent(live, outlet):
    there = outlet()
    standing.note((live.id, there.id), LineState.SENDING)
    standing.nothing_is_sent()
    assert db.session.get(OutletLine, (live.id, there.id)).state is LineState.READY


def test_what_is_gone_meanwhile_is_noted_nowhere(live):
    standing.note((live.id, 4711), LineState.SENDING)
    assert db.session.scalar(select(func.count()).select_from(OutletLine)) == 0


def test_her_ways_leave_the_club_with_her(ada, live, outlet):
    there = outlet()
    standing.note((live.id, there.id), LineState.SENDING)
    erase(ada, keeps_words=False)
    assert db.session.scalar(select(func.count()).select_from(OutletLine)) == 0

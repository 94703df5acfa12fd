"""Ada is on air, Ben and Mia watch, Rob runs the club: what the stream came to, and who reads it."""

from datetime import UTC, datetime, timedelta

import pytest

from community import clock
from community.contributions import Audience
from community.db import db, transaction
from community.members import Role
from community.realtime import socketio
from community.sharing.linking import share
from community.sharing.visiting import visit
from livestream.figures.reading import figures_of
from livestream.streams import watching
from livestream.streams.going_live import announce, begin
from livestream.streams.models import Broadcaster
from tests.conftest import joins


@pytest.fixture
def stream(ada):
    watching._here.clear()
    with transaction():
        db.session.add(Broadcaster(member_id=ada.id))
    it = announce("A morning at the lake", Audience.MEMBERS, by=ada)
    yield it
    watching._here.clear()


def counts(stream, at):
    """One process's count, `at` seconds after noon."""
    with clock.stopped(datetime(2026, 9, 1, 12, tzinfo=UTC) + timedelta(seconds=at)):
        watching.count({stream.id})
    db.session.expire_all()


def test_a_member_counts_once_however_many_browsers_they_have(stream, ben, mia):
    begin(stream)
    for sid, member in (("a", ben), ("b", ben), ("c", mia)):
        watching.come(sid, stream.id, member.id)
    counts(stream, at=0)
    watching.go("c")
    counts(stream, at=5)
    figures = figures_of(stream)
    assert (figures.members, figures.peak, figures.seconds) == (2, 2, 15)


def test_two_processes_and_a_new_line_count_a_minute_once(stream, ben):
    begin(stream)
    watching.come("a", stream.id, ben.id)
    for five in range(12):
        counts(stream, at=five * 5)
        watching.go("a")
        watching.come("a again", stream.id, ben.id)
        counts(stream, at=five * 5 + 2.5)
    assert figures_of(stream).seconds == 60


def test_its_host_hears_how_many_watch_and_is_none_of_them(app, stream, ada, ben, browser_of):
    begin(stream)
    studio = socketio.test_client(app, flask_test_client=browser_of(ada))
    studio.emit("stream.watch", {"stream": stream.id}, callback=True)
    watching.come("ben", stream.id, ben.id)
    counts(stream, at=0)
    watching.go("ben")
    counts(stream, at=60)
    told = [one["args"][0]["viewers"] for one in studio.get_received() if one["name"] == "stream.viewers"]
    assert told == [1, 0]
    assert (figures_of(stream).members, figures_of(stream).peak) == (1, 1)
    studio.disconnect()


def test_what_was_not_watched_does_not_count(stream, ben):
    begin(stream)
    watching.come("a", stream.id, ben.id)
    counts(stream, at=0)
    counts(stream, at=3600)
    assert figures_of(stream).seconds == 10


def test_its_host_and_those_who_run_the_club_read_them(stream, ada, mia, browser_of):
    rob = joins("Rob")
    with transaction():
        rob.role = Role.PROGRAMME_MANAGER
    for reader in (ada, rob):
        assert "It has not begun" in browser_of(reader).get(f"/live/{stream.id}/figures").get_data(
            as_text=True
        )
    assert browser_of(mia).get(f"/live/{stream.id}/figures").status_code == 403
    assert browser_of(mia).get(f"/api/v1/streams/{stream.id}/figures").status_code == 403
    assert "Figures" not in browser_of(mia).get(f"/live/{stream.id}").get_data(as_text=True)
    assert f"/live/{stream.id}/figures" in browser_of(rob).get(f"/live/{stream.id}").get_data(as_text=True)


def test_they_are_read_while_it_runs(stream, ada, ben, browser_of):
    begin(stream)
    watching.come("a", stream.id, ben.id)
    watching.count({stream.id})
    assert "Watching now" in browser_of(ada).get(f"/live/{stream.id}/figures").get_data(as_text=True)
    told = browser_of(ada).get(f"/api/v1/streams/{stream.id}/figures").get_json()
    watched = {"here": 1, "members": 1, "seconds": 5, "peak": 1, "curve": [1]}
    assert told == watched | {"links": 0, "visits": 0, "collected": 0, "weeks": []}


def test_the_most_of_each_minute_make_its_curve(stream, ada, ben, mia, browser_of):
    with clock.stopped(datetime(2026, 9, 1, 12, tzinfo=UTC)):
        begin(stream)
    watching.come("a", stream.id, ben.id)
    watching.come("b", stream.id, mia.id)
    counts(stream, at=0)
    watching.go("b")
    counts(stream, at=50)
    counts(stream, at=130)
    assert figures_of(stream).curve == [2, 0, 1]
    assert "Viewers, minute by minute" in browser_of(ada).get(f"/live/{stream.id}/figures").text
    assert "viewers in minute,0,2" in browser_of(ada).get(f"/live/{stream.id}/figures.csv").text


def test_how_it_was_shared_stands_beside_it(stream, ada, ben, browser_of):
    begin(stream)
    visit(share(stream, by=ben), "somebody")
    figures = figures_of(stream)
    assert (figures.links, figures.visits) == (1, 1)

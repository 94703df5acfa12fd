"""Administrators say where streams go besides; the key they give is told to nobody, themselves included."""

import pytest
from sqlalchemy import select, text

from community import jobs
from community.api.doors import ROOT
from community.audit import AuditEntry
from community.db import db, transaction
from community.members import Role
from livestream.outlets.addresses import rtmp_place
from livestream.outlets.models import MOST, NotRtmp, Outlet, OutletLine
from livestream.outlets.states import Trouble
from livestream.outlets.switching import switch
from tests.livestream.outlets.receiving import KEY, free_port

HERE = "/live/outlets"
OPEN = {"name": "The big screen", "address": "rtmps://203.0.113.7/app", "key": KEY}


@pytest.fixture
def anywhere(monkeypatch):
    """No name is asked for."""
    monkeypatch.setattr("livestream.outlets.addresses.ways_to", lambda _place: ["203.0.113.7"])


@pytest.fixture
def his(rob, browser_of):
    return browser_of(rob)


def acts():
    return [it.act for it in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def test_an_outlet_is_added_changed_paused_and_removed_and_each_is_written_down(his, anywhere):
    assert "Streams go nowhere else yet" in his.get(HERE).text
    added = his.post(HERE, data=OPEN)
    assert added.status_code == 303
    page = his.get(added.location).text
    assert "The big screen" in page
    assert "rtmps://203.0.113.7/app" in page
    changed = OPEN | {"name": "The hall", "key": ""}
    assert his.post(added.location, data=changed).status_code == 303
    assert "The hall" in his.get(HERE).text
    his.post(f"{added.location}/pause")
    assert "paused" in his.get(HERE).text
    his.post(f"{added.location}/pause", data={"on": ""})
    assert "paused" not in his.get(HERE).text
    assert his.post(f"{added.location}/removal").status_code == 303
    assert his.get(added.location).status_code == 404
    done = ["added", "tried", "changed", "paused", "resumed", "removed"]
    assert acts() == [f"outlet.{word}" for word in done]


def test_the_key_stands_in_no_page_no_answer_and_no_row(his, anywhere):
    at = his.post(HERE, data=OPEN).location
    told = [his.get(HERE).text, his.get(at).text, his.get(f"{ROOT}/outlets").text]
    told += [his.post(at, data=OPEN | {"address": "nonsense", "key": "another secret"}).text]
    rows = db.session.execute(text("SELECT * FROM outlet")).all()
    rows += db.session.execute(text("SELECT args FROM job")).all()
    rows += db.session.execute(text("SELECT facts, about FROM audit_entry")).all()
    for secret in (KEY, "another secret"):
        assert secret not in f"{told}{rows}"
    assert KEY not in repr(db.session.scalars(select(Outlet)).one().key)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"name": " "}, "Give it a name"),
        ({"name": "x" * 61}, "At most 60"),
        ({"address": "https://live.example.com/app"}, "Give an address such as"),
        ({"address": "rtmp://live.example.com"}, "Give an address such as"),
        ({"address": "rtmp://me:word@live.example.com/app"}, "Give an address such as"),
        ({"address": "rtmp://live.example.com:25/app"}, "Give an address such as"),
        ({"address": "rtmp://127.0.0.1/app"}, "not on the open internet"),
        ({"address": "rtmp://[::ffff:10.0.0.1]/app"}, "not on the open internet"),
        ({"address": "rtmp://169.254.169.254/latest"}, "not on the open internet"),
        ({"key": " "}, "Give its stream key"),
        ({"key": "k" * 501}, "too long"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(his, asked, words):
    answer = his.post(HERE, data=OPEN | asked)
    assert answer.status_code == 422
    assert words in answer.text
    assert not db.session.scalars(select(Outlet)).all()


def test_another_address_is_never_shown_the_key_of_the_old_one(his, anywhere):
    at = his.post(HERE, data=OPEN).location
    moved = OPEN | {"address": "rtmps://203.0.113.8/app", "key": ""}
    answer = his.post(at, data=moved)
    assert answer.status_code == 422
    assert "must be given anew" in answer.text
    assert his.post(at, data=moved | {"key": "of the other"}).status_code == 303
    assert db.session.scalars(select(Outlet.address)).one() == "rtmps://203.0.113.8/app"


def test_the_same_is_not_added_twice_and_there_are_only_so_many(his, anywhere):
    his.post(HERE, data=OPEN)
    assert "with the same key" in his.post(HERE, data=OPEN).text
    for number in range(MOST - 1):
        assert his.post(HERE, data=OPEN | {"key": f"key {number}"}).status_code == 303
    assert his.post(HERE, data=OPEN | {"key": "one more"}).status_code == 422
    assert "Add an outlet" not in his.get(HERE).text


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MODERATOR, Role.PROGRAMME_MANAGER])
def test_nobody_else_sees_or_changes_them(his, mia, browser_of, anywhere, role):
    at = his.post(HERE, data=OPEN).location
    with transaction():
        mia.role = role
    hers = browser_of(mia)
    assert "Outlets" not in hers.get("/live").text
    for path in (HERE, at):
        assert hers.get(path).status_code == 403
    for path in (HERE, at, f"{at}/try", f"{at}/pause", f"{at}/removal"):
        assert hers.post(path, data=OPEN).status_code == 403
    assert hers.get(f"{ROOT}/outlets").status_code == 403
    assert hers.post(f"{ROOT}/outlets", json=OPEN).status_code == 403


def test_a_try_says_what_came_of_it(his, outlet):
    there = outlet(port=free_port())
    at = f"{HERE}/{there.id}"
    assert "Not tried yet" in his.get(at).text
    his.post(f"{at}/try")
    assert "It is tried just now" in his.get(at).text
    jobs.run_due()
    assert "Nobody answers" in his.get(at).text
    assert db.session.get(Outlet, there.id).trouble is Trouble.UNREACHABLE


def test_a_try_never_pushes_out_what_goes_there(his, live, outlet):
    there = outlet()
    answer = his.post(f"{HERE}/{there.id}/try", follow_redirects=True)
    assert "A stream goes there just now" in answer.text
    assert "Try it" not in answer.text
    assert "outlet.tried" not in acts()
    assert his.post(f"{ROOT}/outlets/{there.id}/try").status_code == 409


def test_a_key_of_another_secret_is_asked_for_anew(his, app, outlet, monkeypatch):
    there = outlet()
    monkeypatch.setitem(app.config, "SECRET_KEY", "another one, as long as it has to be, too")
    his.post(f"{HERE}/{there.id}/try")
    jobs.run_due()
    assert "Enter it anew" in his.get(f"{HERE}/{there.id}").text


def test_removed_it_leaves_no_line(his, ada, live, outlet):
    there = outlet()
    switch(live, there, by=ada, on=False)
    his.post(f"{HERE}/{there.id}/removal")
    assert not db.session.scalars(select(OutletLine)).all()


def test_programs_of_administrators_do_the_same(his, anywhere):
    made = his.post(f"{ROOT}/outlets", json=OPEN)
    assert made.status_code == 201
    at = f"{ROOT}/outlets/{made.json['id']}"
    assert his.patch(at, json={"name": "The hall"}).json["name"] == "The hall"
    moved = his.patch(at, json={"address": "rtmp://203.0.113.8/app"})
    assert (moved.status_code, set(moved.json["errors"])) == (422, {"key"})
    assert his.post(f"{at}/pause", json={"on": True}).json["paused_at"]
    assert his.post(f"{at}/try").status_code == 204
    (listed,) = his.get(f"{ROOT}/outlets").json["items"]
    assert (listed["name"], "key" in listed) == ("The hall", False)
    assert his.delete(at).status_code == 204
    assert his.get(f"{ROOT}/outlets").json["items"] == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("RTMP://Live.Example.com/app/", "rtmp://live.example.com/app"),
        ("rtmp://live.example.com:1935/app/inst", "rtmp://live.example.com/app/inst"),
        ("rtmps://live-api-s.facebook.com:443/rtmp/", "rtmps://live-api-s.facebook.com/rtmp"),
        ("rtmp://[2001:db8::1]:1936/live", "rtmp://[2001:db8::1]:1936/live"),
    ],
)
def test_addresses_are_kept_as_services_show_them(typed, kept):
    assert rtmp_place(typed).address == kept


@pytest.mark.parametrize(
    "typed", ["", "rtmp://", "rtmp:///app", "rtmp://a b/app", "rtmp://x:99999/app", "rtmp://x\0/a"]
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(NotRtmp):
        rtmp_place(typed)

"""Ada says who finds her by name; where she is not found, nothing tells that she is there."""

import pytest

from community import jobs
from community.chat.rooms import add, open_room
from community.db import transaction
from community.following import follow, unfollow
from community.members import Role
from community.quiet.keeping import be_found
from community.quiet.models import OpenTo
from community.search import find


@pytest.fixture
def sees(browser_of):
    """Where a member comes upon Ada: in search, while typing, in completion."""

    def sees(member):
        browser = browser_of(member)
        jobs.run_due()
        searched = browser.get("/api/v1/search?q=ada").json
        typed = browser.get("/api/v1/search/suggestions?q=ad").json
        begun = browser.get("/api/v1/members?begins=ad").json["items"]
        people = [it for it in searched["items"] if it["kind"] == "member"]
        assert bool(people) == bool(searched["total"])
        told = bool(people), "@ada" in str(typed), [it["handle"] for it in begun] == ["ada"]
        assert len(set(told)) == 1, told
        return told[0]

    return sees


@pytest.fixture
def mo(ben):
    with transaction():
        ben.role = Role.MODERATOR
    return ben


def test_whom_she_follows_finds_her_and_nobody_else(ada, mia, mo, sees):
    assert sees(mia)
    be_found(by=ada, found_by=OpenTo.FOLLOWED)
    assert not sees(mia)
    follow(mia, by=ada)
    assert sees(mia)
    unfollow(mia, by=ada)
    assert not sees(mia)
    follow(ada, by=mia)
    assert not sees(mia), "to follow her is not to be followed"
    assert sees(ada)
    assert sees(mo)


def test_nobody_finds_her_but_those_who_keep_order_and_she_takes_it_back(ada, mia, mo, sees, browser_of):
    browser_of(ada).post("/settings/quiet/finding", data={"found_by": "nobody"})
    follow(mia, by=ada)
    assert not sees(mia)
    assert sees(ada)
    assert sees(mo)
    assert browser_of(mia).get("/@ada").status_code == 200, "whoever has her handle reaches her page"
    assert browser_of(ada).post("/settings/quiet/finding", data={"found_by": "martians"}).status_code == 400
    browser_of(ada).post("/settings/quiet/finding", data={"found_by": "everybody"})
    assert sees(mia)


def test_while_there_is_no_index_she_is_hidden_too(ada, mia, browser_of):
    be_found(by=ada, found_by=OpenTo.NOBODY)
    told = browser_of(mia).get("/api/v1/search?q=ada").json
    assert not [it for it in told["items"] if it["kind"] == "member"]


def test_the_rows_are_asked_too_while_the_index_is_behind(ada, mia, browser_of):
    jobs.run_due()
    assert find("ada").total
    be_found(by=ada, found_by=OpenTo.NOBODY)
    assert not [
        it for it in browser_of(mia).get("/api/v1/search?q=ada").json["items"] if it["kind"] == "member"
    ]


def test_a_slip_in_typing_is_not_set_right_by_a_name_one_may_not_find(ada, mia, browser_of):
    with transaction():
        ada.name = "Wilhelmina"
    be_found(by=ada, found_by=OpenTo.NOBODY)
    jobs.run_due()
    assert "wilhelmina" not in browser_of(mia).get("/search?q=wilhelmima").text.lower()


def test_a_room_names_her_to_those_who_belong_to_it(ada, mia, ben, browser_of):
    room = open_room("Kitchen", by=ben)
    add(ada, room, by=ben)
    be_found(by=ada, found_by=OpenTo.NOBODY)

    def named(member):
        people = browser_of(member).get(f"{room.url}/members", headers={"Accept": "application/json"}).json
        return "ada" in [it["handle"] for it in people["items"]]

    assert not named(mia)
    assert named(ben)
    assert named(ada)

"""Rooms for a tier and up, or for the team; and rooms of a few, who let themselves be asked."""

import pytest
from werkzeug.exceptions import NotFound

from community.chat.messages import say
from community.chat.models import Kind, Membership, Mention, Room
from community.chat.reading import rooms_of, rooms_that_wait, talking_in
from community.chat.rooms import NotAmongThem, NotAskable, add, join, open_room
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.standing import Standing, Tier
from community.members import Role
from community.quiet.models import LetterBox, OpenTo
from tests.conftest import joins


@pytest.fixture
def super_(app):
    """A member of the tier."""
    member = joins("Sue")
    with_tier(member, Tier.SUPER)
    return member


def with_tier(member, tier):
    with transaction():
        standing = db.session.get(Standing, member.id) or Standing(member_id=member.id)
        standing.tier = tier
        db.session.add(standing)


@pytest.fixture
def salon(super_):
    return open_room("Salon", by=super_, audience=Audience.SUPER)


@pytest.fixture
def moderator(app):
    member = joins("Mod")
    with transaction():
        member.role = Role.MODERATOR
    return member


def names(member):
    return {line.name for line in rooms_of(member)}


def test_a_tier_finds_its_room_and_nobody_else_learns_of_it(ada, mia, super_, salon, browser_of, screen_of):
    with_tier(mia, Tier.APASS)
    say(salon, "The cellar is open", by=super_, client_id="1")
    assert "Salon" in names(mia)
    assert "Salon" not in names(ada)
    assert "Salon" in {line.name for line in talking_in(mia, 9)}
    assert "Salon" not in {line.name for line in talking_in(ada, 9)}
    stranger = browser_of(ada)
    for path in ("", "/members", "/pins", "/search?q=cellar", "/messages?since=0"):
        assert stranger.get(f"{salon.url}{path}").status_code == 404
    assert stranger.post(f"{salon.url}/membership").status_code == 404
    assert stranger.get(f"/api/v1/rooms/{salon.slug}").status_code == 404
    assert "error" in screen_of(ada).emit("join", {"room": salon.id}, callback=True)
    assert browser_of(mia).get(salon.url).status_code == 200
    join(salon, by=mia)


def test_who_falls_out_of_the_tier_falls_out_of_the_room(mia, super_, salon):
    with_tier(mia, Tier.SUPER)
    join(salon, by=mia)
    say(salon, "Still here?", by=super_, client_id="1")
    assert rooms_that_wait(mia)[salon.id]
    with_tier(mia, Tier.STANDARD)
    assert salon.id not in rooms_that_wait(mia)
    assert "Salon" not in names(mia)
    with pytest.raises(NotFound):
        say(salon, "I was", by=mia, client_id="2")


def test_a_call_reaches_those_of_the_tier_alone(ada, mia, super_, salon):
    with_tier(mia, Tier.SUPER)
    say(salon, "@ada and @mia, come", by=super_, client_id="1")
    assert [it.member_id for it in db.session.query(Mention)] == [mia.id]


def test_one_opens_rooms_for_those_to_whom_one_belongs(ada, super_, moderator, browser_of):
    for audience in (Audience.SUPER, Audience.STAFF, Audience.FOLLOWERS, Audience.ONLY_ME):
        with pytest.raises(NotAmongThem):
            open_room("Not mine", by=ada, audience=audience)
    assert open_room("Office", by=moderator, audience=Audience.STAFF).audience is Audience.STAFF
    page = browser_of(ada).get("/chat/new").text
    assert 'value="members"' in page
    assert 'value="super"' not in page
    browser = browser_of(super_)
    assert 'value="super"' in browser.get("/chat/new").text
    opened = browser.post("/chat", data={"name": "Salon", "kind": "super"}).location
    assert browser_of(ada).get(opened).status_code == 404
    refused = browser_of(ada).post("/api/v1/rooms", json={"name": "Salon", "audience": "super"})
    assert (refused.status_code, "audience" in refused.text) == (422, True)


def test_a_few_are_let_in_at_once_and_the_room_has_their_names(ada, ben, mia, browser_of):
    opened = browser_of(ada).post("/chat", data={"name": "", "kind": "private", "company": "@ben, MIA @ben"})
    room = db.session.query(Room).one()
    assert (opened.location, room.name, room.kind) == (room.url, "Ada, Ben, Mia", Kind.PRIVATE)
    assert {seat.member_id for seat in db.session.query(Membership)} == {ada.id, ben.id, mia.id}


def test_a_name_that_is_nobodys_opens_nothing_and_keeps_what_was_typed(ada, ben, browser_of):
    refused = browser_of(ada).post(
        "/chat", data={"name": "Us", "kind": "private", "company": "@ben @nobody9"}
    )
    assert refused.status_code == 422
    assert "Nobody here is called “nobody9”" in refused.text
    assert 'value="@ben @nobody9"' in refused.text
    assert db.session.query(Room).count() == 0


def test_too_many_at_once_are_refused_and_nobody_is_passed_over(ada, browser_of):
    many = " ".join(f"@{joins(f'Guest{number}').handle}" for number in range(21))
    refused = browser_of(ada).post("/chat", data={"name": "All", "kind": "private", "company": many})
    assert (refused.status_code, "At most 20 members at once" in refused.text) == (422, True)
    assert db.session.query(Room).count() == 0


def test_who_takes_no_letters_is_not_brought_into_a_room(ada, ben, mia, italy, browser_of):
    with transaction():
        db.session.add(LetterBox(member_id=mia.id, open_to=OpenTo.NOBODY))
    with pytest.raises(NotAskable):
        add(mia, italy, by=ada)
    refused = browser_of(ada).post("/chat", data={"kind": "private", "company": "@mia"})
    assert "Mia does not take invitations from you" in refused.text
    browser = browser_of(ada)
    browser.post(f"{italy.url}/members", data={"handle": "mia"})
    assert "does not take invitations" in browser.get(f"{italy.url}/members").text
    assert db.session.get(Membership, (italy.id, mia.id)) is None

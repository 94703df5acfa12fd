"""Rooms are opened, found, entered and left, with and without scripts."""

from lxml.html import fromstring

from community.chat.messages import say, take_back
from community.chat.models import Membership, Message, Room
from community.chat.threads import open_thread
from community.db import db
from posts.reactions.models import Like


def test_a_newcomer_finds_an_open_room_speaks_and_belongs(app, ada, ben, owls, browser_of):
    browser = browser_of(ben)
    assert "Night owls" in browser.get("/chat").text
    answer = browser.post(f"{owls.url}/messages", data={"text": "Good evening", "client_id": "1"})
    assert answer.status_code == 303
    page = browser.get(owls.url).text
    assert "Good evening" in page
    assert db.session.get(Membership, (owls.id, ben.id)).read_seq == 1


def test_the_same_form_sent_twice_is_one_message(app, ada, owls, browser_of):
    browser = browser_of(ada)
    for _ in range(2):
        browser.post(f"{owls.url}/messages", data={"text": "once", "client_id": "from-the-form"})
    assert db.session.get(Room, owls.id, populate_existing=True).last_seq == 1


def test_its_page_tells_its_scripts_whose_it_is(ada, ben, owls, italy, browser_of):
    """An owner pins and calls all, what is said to all is carried to boards, a thread has none below it."""

    def told(member, url):
        (shown,) = fromstring(browser_of(member).get(url).text).xpath("//*[@data-chat]")
        return set(shown.attrib) & {"data-for-all", "data-keeps", "data-thread"}

    asked = say(owls, "Who is up?", by=ada, client_id="1")
    thread = open_thread(db.session.get_one(Message, asked.id), by=ada)
    assert told(ada, owls.url) == {"data-for-all", "data-keeps"}
    assert told(ben, owls.url) == {"data-for-all"}
    assert told(ada, thread.url) == {"data-for-all", "data-thread"}
    assert told(ada, italy.url) == {"data-keeps"}
    assert told(ben, italy.url) == set()


def test_opening_a_room_by_its_form(app, ada, mia, browser_of):
    browser = browser_of(ada)
    assert browser.get("/chat/new").status_code == 200
    answer = browser.post("/chat", data={"name": " Watches  &  time ", "topic": "Slow", "kind": "open"})
    assert answer.location == "/chat/watches-time"
    assert "Watches &amp; time" in browser_of(mia).get("/chat").text
    private = browser.post("/chat", data={"name": "Ten of us", "kind": "private"}).location
    assert private.endswith("/members")
    assert browser_of(mia).get(private).status_code == 404


def test_a_nameless_room_is_refused_in_words_and_keeps_what_was_typed(app, ada, browser_of):
    answer = browser_of(ada).post("/chat", data={"name": " ", "topic": "All about it"})
    assert answer.status_code == 422
    assert "Give the room a name." in answer.text
    assert "All about it" in answer.text


def test_its_keeper_renames_closes_and_opens_it_again(app, ada, ben, owls, browser_of):
    browser = browser_of(ada)
    browser.post(f"{owls.url}/edition", data={"name": "Early birds", "topic": ""})
    assert "Early birds" in browser_of(ben).get(owls.url).text
    browser.post(f"{owls.url}/archive")
    assert "Early birds" not in browser_of(ben).get("/chat").text
    assert browser_of(ben).post(f"{owls.url}/membership").status_code == 403
    browser.post(f"{owls.url}/archive", data={"undo": "1"})
    assert "Early birds" in browser_of(ben).get("/chat").text


def test_joining_and_leaving(app, ada, ben, owls, browser_of):
    browser = browser_of(ben)
    browser.post(f"{owls.url}/membership")
    assert db.session.get(Membership, (owls.id, ben.id))
    assert browser.post(f"{owls.url}/membership/removal").location == "/chat"
    assert not db.session.get(Membership, (owls.id, ben.id), populate_existing=True)


def test_members_are_listed_for_people_and_for_scripts(app, ada, ben, italy, browser_of):
    browser = browser_of(ben)
    assert "Ada" in browser.get(f"{italy.url}/members").text
    items = browser.get(f"{italy.url}/members", headers={"Accept": "application/json"}).json["items"]
    assert [it["handle"] for it in items] == ["ada", "ben"]


def test_a_stranger_to_the_club_is_not_let_in(app, ada, italy, browser_of):
    answer = browser_of(ada).post(f"{italy.url}/members", data={"handle": "nobody"}, follow_redirects=True)
    assert "Nobody here is called" in answer.text


def test_a_message_has_an_address_that_leads_into_its_room(app, ada, ben, mia, italy, browser_of):
    for number in range(60):
        answer = browser_of(ada).post(
            f"{italy.url}/messages", json={"text": f"no. {number}", "client_id": str(number)}
        )
    first = answer.json["id"] - 59
    there = browser_of(ben).get(f"/chat/messages/{first}")
    assert there.location == f"{italy.url}?at=1#m{first}"
    assert "no. 0<" in browser_of(ben).get(there.location).text
    assert browser_of(mia).get(f"/chat/messages/{first}").status_code == 404


def test_what_was_taken_back_still_has_its_place(ada, ben, owls, browser_of):
    gone = say(owls, "Never mind", by=ada, client_id="gone")
    take_back(gone, by=ada)
    there = browser_of(ben).get(f"/chat/messages/{gone.id}")
    assert there.location.endswith(f"#m{gone.id}")
    assert "Never mind" not in browser_of(ben).get(there.location).text


def test_chat_without_any_room_says_what_to_do(app, mia, browser_of):
    assert "No room yet" in browser_of(mia).get("/chat").text


def test_the_likes_we_name_are_the_floor_aboves(app):
    assert Like.__tablename__ == "reaction"
    assert {"contribution_id", "member_id"} <= {column.name for column in Like.__table__.columns}

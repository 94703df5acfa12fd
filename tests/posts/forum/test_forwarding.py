"""What was said in a room becomes a topic; what was said behind a door does not."""

import pytest

from community.chat.messages import say
from community.chat.models import Kind
from community.chat.rooms import add, open_room


@pytest.fixture
def owls(ada):
    return open_room("Night [owls]", by=ada)


@pytest.fixture
def italy(ada, ben):
    room = open_room("Italy", by=ada, kind=Kind.PRIVATE)
    add(ben, room, by=ada)
    return room


def test_it_begins_a_topic_with_whose_words_they_are_and_where(ada, ben, mia, lab, owls, browser_of):
    message = say(owls, "Is lanolin wool?\nOr fat?", by=ben, client_id="1")
    browser = browser_of(mia)
    page = browser.get(f"/topics/new?message={message.id}").text
    assert "&gt; Is lanolin wool?\n&gt; Or fat?" in page
    assert rf"[Ben in Night \[owls\]]({message.url})" in page
    assert "data-draft=" not in page
    words = f"> Is lanolin wool?\n\n[Ben in Night \\[owls\\]]({message.url})"
    opened = browser.post("/topics", data={"board": lab.slug, "title": "Lanolin?", "text": words})
    shown = browser.get(opened.location).text
    assert f'href="{message.url}"' in shown
    assert "Ben in Night [owls]" in shown


def test_words_from_behind_a_door_are_carried_by_who_said_them_alone(ada, ben, mia, lab, italy, browser_of):
    message = say(italy, "The hotel is dear", by=ben, client_id="1")
    page = browser_of(ben).get(f"/topics/new?message={message.id}").text
    assert "&gt; The hotel is dear" in page
    assert message.url not in page
    assert "Italy" not in page
    assert browser_of(ada).get(f"/topics/new?message={message.id}").status_code == 403
    assert browser_of(mia).get(f"/topics/new?message={message.id}").status_code == 404
    assert browser_of(mia).get("/topics/new?message=99999").status_code == 404

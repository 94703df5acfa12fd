"""What a moderator hid in a room: its writer goes on reading it and finds why, nobody else does."""

import pytest
from lxml.html import fromstring

from community import clock
from community.chat.messages import say
from community.db import transaction
from tests.community.chat.conftest import heard


@pytest.fixture
def hidden(ada, owls):
    it = say(owls, "Two for one, only today", by=ada, client_id="1")
    with transaction():
        it.hidden_at = clock.now()
    return it


def test_its_writer_reads_it_and_where_why_stands_on_the_page(hidden, ada, ben, owls, browser_of):
    hers = fromstring(browser_of(ada).get(owls.url).text).get_element_by_id(f"m{hidden.id}")
    assert "Two for one" in hers.text_content()
    assert f"/contributions/{hidden.id}/hiding" in hers.xpath(".//a/@href")
    assert "removed" in " ".join(hers.attrib)  # none of a message's tools is for it
    others = browser_of(ben).get(owls.url).text
    assert "Two for one" not in others
    assert f"/contributions/{hidden.id}/hiding" not in others


def test_so_do_programs(hidden, ada, ben, owls, browser_of):
    (hers,) = browser_of(ada).get(f"{owls.url}/messages?since=0").json["items"]
    assert (hers["text"], hers["removed"], hers["pinned"]) == ("Two for one, only today", True, False)
    assert hers["hidden"] == f"/contributions/{hidden.id}/hiding"
    (theirs,) = browser_of(ben).get(f"{owls.url}/messages?since=0").json["items"]
    assert (theirs["text"], theirs["html"], theirs["removed"], theirs["hidden"]) == ("", "", True, None)


def test_the_live_line_tells_its_words_to_nobody_and_its_writer_asks(ada, ben, owls, looks_at, browser_of):
    it = say(owls, "Two for one, only today", by=ada, client_id="1")
    line = looks_at(ben, owls)
    with transaction():
        it.hidden_at = clock.now()
    (told,) = heard(line, "message.changed")
    assert (told["removed"], told["text"]) == (True, "")
    caught = browser_of(ada).get(f"{owls.url}/messages?since=1&changes={told['change'] - 1}").json
    assert [each["text"] for each in caught["changed"]] == ["Two for one, only today"]


def test_what_was_taken_back_besides_is_gone_for_her_too(hidden, ada, owls, browser_of):
    with transaction():
        hidden.removed_at = clock.now()
    page = browser_of(ada).get(owls.url).text
    assert "Two for one" not in page
    assert "This message was taken back." in page

"""Ada was paid for what she says under a topic and in a room. Mo labels it; Nia reads what Ada answers."""

import re

import pytest

from community.chat.facts import message_facts
from community.chat.messages import say
from community.chat.pinning import pin
from community.chat.threads import open_thread
from community.disclosing import disclosed
from community.engagement.standing import standing_of
from community.jobs import run_due
from community.moderation.appealing import appeal, decide_appeal
from community.moderation.deciding import undo
from community.moderation.reporting import report
from community.search import rebuild
from posts.bookmarks.keeping import keep
from posts.forum.opening import open_topic
from posts.reactions.liking import like
from posts.replies.writing import reply
from tests.community.chat.conftest import looks_at, owls, screen_of
from tests.community.moderation.conftest import decided, fresh, half_a_minute_later

__all__ = ["looks_at", "owls", "screen_of"]
LABEL = "Advertisement"
SAID = "Molla cream mends every crack"
TOLD = {"kind": "advertisement", "sponsor": ""}


@pytest.fixture
def topic(ben, lab):
    return open_topic(lab, "What helps old leather?", "Mine is dry.", by=ben)


@pytest.fixture
def answer(topic, ada):
    return reply(topic, SAID, by=ada)


@pytest.fixture
def message(owls, ada):
    return say(owls, SAID, by=ada, client_id="1")


def labelled(it, by, moderator):
    return decided(report(it, "undisclosed", "She is paid for it.", by=by).case, "label", moderator)


def test_a_reply_is_labelled_in_its_thread_in_search_among_bookmarks_and_for_programs(
    answer, topic, mia, moderator, browser_of
):
    theirs = browser_of(mia)
    keep(answer, by=mia)
    assert LABEL not in theirs.get(topic.url).text
    labelled(answer, mia, moderator)
    rebuild()
    for place in (topic.url, "/search?q=molla", "/bookmarks", f"/contributions/{answer.id}/disclosures"):
        assert theirs.get(place).text.count(LABEL) == 1, place
    assert theirs.get(f"/api/v1/replies/{answer.id}").json["disclosure"] == TOLD
    (kept,) = theirs.get("/api/v1/me/bookmarks").json["items"]
    (found,) = theirs.get("/api/v1/search?q=molla").json["items"]
    assert kept["disclosure"] == found["disclosure"] == TOLD
    (proposed,) = theirs.get("/api/v1/search/suggestions?q=molla").json["items"]
    assert LABEL in proposed["line"]


def test_a_reply_under_a_story_is_labelled_too(story, ada, mia, ben, moderator, browser_of):
    said = reply(story, SAID, by=ben)
    labelled(said, mia, moderator)
    assert browser_of(mia).get(story.url).text.count(LABEL) == 1


def test_whose_topic_it_is_reads_the_label_with_the_news(answer, ben, mia, moderator, browser_of):
    labelled(answer, mia, moderator)
    run_due()
    hers = browser_of(ben)
    assert LABEL in hers.get("/notifications").text
    news = hers.get("/api/v1/me/notifications").json["items"]
    assert [line["said_disclosure"] for line in news] == [TOLD]
    assert [line["disclosure"] for line in news] == [None]


def test_the_points_of_a_reply_go_back_and_come_again_with_a_won_appeal(
    answer, ada, ben, mia, moderator, nia
):
    like(answer, by=ben)
    worth = standing_of(ada.id).score
    assert worth > 0
    decision = labelled(answer, mia, moderator)
    half_a_minute_later()
    assert standing_of(ada.id).score == 0
    decide_appeal(appeal(fresh(decision), "I bought it."), "Right.", by=nia, won=True)
    run_due()
    assert fresh(answer).disclosure is None
    assert standing_of(ada.id).score == worth


def test_an_open_thread_shows_the_label_at_once(answer, topic, mia, moderator, screen_of):
    screen = screen_of(mia)
    screen.emit("follow", {"contribution": topic.id}, callback=True)
    screen.get_received()
    labelled(answer, mia, moderator)
    heard = [it["args"][0] for it in screen.get_received() if it["name"] == "reply.changed"]
    assert [it["id"] for it in heard] == [answer.id]


def test_a_message_is_labelled_in_its_room_where_it_is_quoted_pinned_found_and_kept(
    message, owls, ada, mia, moderator, browser_of
):
    say(owls, "Really?", by=mia, client_id="2", reply_to=message.id)
    pin(message, by=ada)
    keep(message, by=mia)
    labelled(message, mia, moderator)
    theirs = browser_of(mia)
    assert re.search(r'class="paid"\s+data-paid>Advertisement</small>', theirs.get(owls.url).text)
    for place in (f"{owls.url}/pins", f"{owls.url}/search?q=molla", "/bookmarks"):
        assert theirs.get(place).text.count(LABEL) == 1, place
    said, quoting = theirs.get(f"/api/v1/rooms/{owls.id}/messages").json["items"]
    assert said["disclosure"] == quoting["reply_to"]["disclosure"] == TOLD
    assert LABEL in theirs.get(f"/contributions/{message.id}/disclosures").text
    assert [it.disclosure for it in disclosed(message)] == ["advertisement"]


def test_whoever_looks_at_the_room_sees_the_label_come_and_go(message, owls, ben, mia, moderator, looks_at):
    screen = looks_at(ben, owls)
    decision = labelled(message, mia, moderator)
    undo(decision, by=moderator)
    heard = [it["args"][0] for it in screen.get_received() if it["name"] == "message.changed"]
    assert [it["disclosure"] for it in heard if it["id"] == message.id] == [TOLD, None]


def test_a_message_carried_to_a_board_keeps_its_label(message, lab, mia, moderator, browser_of):
    labelled(message, mia, moderator)
    assert "**Advertisement**" in browser_of(mia).get(f"/topics/new?message={message.id}").text


def test_what_is_taken_back_says_nothing(message, mia, moderator, ada, browser_of):
    labelled(message, mia, moderator)
    assert browser_of(ada).delete(f"/api/v1/messages/{message.id}").status_code == 204
    assert message_facts(message.id)["disclosure"] is None


def test_above_its_thread_a_message_shows_its_label(message, ben, mia, moderator, browser_of):
    thread = open_thread(message, by=ben)
    say(thread, "Does it?", by=ben, client_id="3")
    labelled(message, mia, moderator)
    assert LABEL in browser_of(mia).get(thread.url).text

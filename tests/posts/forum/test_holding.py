"""Review before publishing: what waits is seen by nobody else, and is decided once, with a reason."""

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from community.db import db
from community.engagement.standing import Standing
from posts.forum.boards import create_board
from posts.forum.holding import approve, decline, hold_reply, hold_topic, waiting_on, withdraw
from posts.forum.marking import lock
from posts.forum.models import DecidedAlready, HeldPost, NeedsReason, Review, Topic
from posts.forum.opening import open_topic
from posts.replies.models import Closed, Reply
from tests.posts.conftest import plan


@pytest.fixture
def question(careful, moderator):
    return open_topic(careful, "Is this clasp real?", "Look.", by=moderator)


def test_a_topic_waits_and_appears_when_it_was_approved(ada, ben, mia, careful, browser_of):
    form = {"board": careful.slug, "title": "A loose stitch", "text": "Is it *real*?", "tags": "bags"}
    answer = browser_of(ada).post("/topics", data=form)
    assert answer.location == careful.url
    assert "1 post of yours waits" in browser_of(ada).get(careful.url).text
    assert "A loose stitch" in browser_of(ada).get("/boards/held").text
    for page in (careful.url, "/?view=latest", "/@ada", "/boards/held"):
        assert "A loose stitch" not in browser_of(mia).get(page).text
    assert db.session.get(Standing, ada.id).points == 0
    assert "1 post waits" in browser_of(ben).get(careful.url).text
    assert "A loose stitch" in browser_of(ben).get(f"{careful.url}/held").text
    held = db.session.scalars(select(HeldPost)).one()
    browser_of(ben).post(f"/held/{held.id}/approval")
    topic = db.session.scalars(select(Topic)).one()
    assert (topic.author_id, topic.title, topic.tags) == (ada.id, "A loose stitch", "bags")
    assert db.session.get(Standing, ada.id).points == 5
    assert "A loose stitch" in browser_of(mia).get(careful.url).text
    assert "A loose stitch" not in browser_of(ada).get("/boards/held").text


def test_a_reply_waits_in_whatever_way_it_is_sent(ada, ben, careful, question, browser_of):
    at = f"/contributions/{question.id}/replies"
    plain = browser_of(ada).post(at, data={"text": "It is."})
    assert plain.location == question.url
    by_script = browser_of(ada).post(at, data={"text": "It is."}, headers={"Accept": "application/json"})
    assert by_script.status_code == 202
    assert "waits" in by_script.json["waiting"]
    by_program = browser_of(ada).post(f"/api/v1{at}", json={"text": "It is."})
    assert by_program.status_code == 409
    assert db.session.scalars(select(Reply)).all() == []
    first, second = waiting_on(careful)
    became = approve(first, by=ben)
    assert (became.about_id, became.number, became.author_id) == (question.id, 1, ada.id)
    decline(second, "You said it twice.", by=ben)
    assert "You said it twice." in browser_of(ada).get("/boards/held").text


def test_keepers_need_not_wait(ben, moderator, careful, question, browser_of):
    browser_of(ben).post(f"/contributions/{question.id}/replies", data={"text": "It is."})
    assert [it.text for it in db.session.scalars(select(Reply))] == ["It is."]


def test_only_topics_wait_where_only_topics_are_read_first(ada, moderator, browser_of):
    board = create_board({**plan("Topics first"), "review": Review.TOPICS}, by=moderator)
    topic = open_topic(board, "Welcome", "Text", by=moderator)
    browser_of(ada).post(f"/contributions/{topic.id}/replies", data={"text": "Hello"})
    assert topic.replies == 1
    browser_of(ada).post("/topics", data={"board": board.slug, "title": "Mine", "text": "Text"})
    assert [it.title for it in waiting_on(board)] == ["Mine"]


def test_nobody_decides_twice_or_on_their_own_or_without_a_reason(
    ada, ben, mia, moderator, careful, browser_of
):
    held = hold_topic(careful, "A loose stitch", "Is it real?", by=ada)
    for member, status in ((mia, 404), (ada, 403)):
        assert browser_of(member).post(f"/held/{held.id}/approval").status_code == status
        assert browser_of(member).post(f"/held/{held.id}/refusal", data={"reason": "x"}).status_code == status
    with pytest.raises(NeedsReason):
        decline(held, "  ", by=ben)
    assert browser_of(ben).post(f"/held/{held.id}/refusal").status_code == 422
    approve(held, by=ben)
    with pytest.raises(DecidedAlready):
        decline(held, "Too late", by=moderator)
    assert browser_of(moderator).post(f"/held/{held.id}/approval").status_code == 409
    own = hold_topic(careful, "My own", "Text", by=ben)
    with pytest.raises(Forbidden):
        approve(own, by=ben)


def test_it_can_be_taken_back_while_it_waits(ada, mia, ben, careful, browser_of):
    held = hold_topic(careful, "A loose stitch", "Is it real?", by=ada)
    assert browser_of(mia).post(f"/held/{held.id}/removal").status_code == 404
    withdraw(held, by=ada)
    assert waiting_on(careful) == []
    decided = hold_topic(careful, "Another", "Text", by=ada)
    decline(decided, "No.", by=ben)
    with pytest.raises(Forbidden):
        withdraw(decided, by=ada)


def test_a_reply_to_what_was_closed_since_is_not_approved(ada, ben, moderator, question, browser_of):
    held = hold_reply(question, "It is.", by=ada)
    lock(question, by=moderator, on=True)
    with pytest.raises(Closed):
        approve(held, by=ben)
    assert "was closed" in browser_of(ben).post(f"/held/{held.id}/approval").text
    db.session.refresh(held)
    assert held.decided_at is None

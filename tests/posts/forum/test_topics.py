"""Topics: opened, answered, kept in order, and never shown to whom they are not for."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from community import clock
from community.db import db, transaction
from community.engagement.standing import Standing
from community.permissions import may
from posts.forum.marking import lock, mark_answer, pin
from posts.forum.models import NotItsReply, OpensTo, Topic, UnfinishedTopic
from posts.forum.opening import open_topic, remove_topic, restore_topic, revise_topic
from posts.forum.reading import topic_for
from posts.replies.models import TooLate
from posts.replies.writing import reply

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_topic_is_opened_and_read(ada, ben, lab, browser_of):
    form = {"board": lab.slug, "title": "Is the  cream worth it?", "text": "I *cannot* say why."}
    answer = browser_of(ada).post("/topics", data=form)
    topic = db.session.scalars(select(Topic)).one()
    assert answer.status_code == 303
    assert answer.location == topic.url == f"/topics/{topic.id}-is-the-cream-worth-it"
    page = browser_of(ben).get(topic.url).text
    assert "Is the cream worth it?" in page
    assert "<em>cannot</em>" in page
    assert "1 / 1" in page
    assert db.session.get(Standing, ada.id).points == 5


def test_an_unfinished_topic_comes_back_with_its_words(ada, lab, browser_of):
    answer = browser_of(ada).post("/topics", data={"board": lab.slug, "title": "", "text": "long thoughts"})
    assert answer.status_code == 422
    assert "long thoughts" in answer.text
    assert "form-error" in answer.text
    for title, text in (("", "x"), ("x", "  "), ("x" * 201, "x")):
        with pytest.raises(UnfinishedTopic):
            open_topic(lab, title, text, by=ada)


def test_a_board_says_who_opens_topics(ada, moderator, board_for):
    for posts_from in (OpensTo.SUPER, OpensTo.APASS, OpensTo.STAFF):
        board = board_for(posts_from)
        assert not may(ada, "open_topic", board)
        assert may(moderator, "open_topic", board)
        with pytest.raises(Forbidden):
            open_topic(board, "A title", "A text", by=ada)


def test_strangers_and_other_sites_do_nothing(app, ada, cream, browser_of):
    stranger = app.test_client()
    for path in (cream.url, "/boards", "/topics/new"):
        assert stranger.get(path, headers={"Accept": "application/json"}).status_code == 401
    for verb in ("removal", "edition", "answer", "pin", "lock", "reading"):
        path = f"/topics/{cream.id}/{verb}"
        assert stranger.post(path, headers={"Accept": "application/json"}).status_code == 401
        foreign = {"Origin": "https://evil.example"}
        assert browser_of(ada).post(path, headers=foreign).status_code == 403
    assert db.session.get(Topic, cream.id).removed_at is None


def test_only_its_author_changes_or_removes_a_topic(ada, mia, cream, browser_of):
    passer_by = browser_of(mia)
    for path in ("edition", "removal", "restoration", "answer", "pin", "lock"):
        assert passer_by.post(f"/topics/{cream.id}/{path}", data={"on": "1"}).status_code == 403
    revise_topic(cream, "Is the cream worth half?", "Changed", by=ada)
    page = passer_by.get(cream.url).text
    assert "edited" in page
    assert "Changed" in page


def test_a_removed_topic_is_gone_and_can_come_back_for_a_while(ada, mia, lab, cream, browser_of):
    with clock.stopped(NOON):
        remove_topic(cream, by=ada)
    assert browser_of(mia).get(cream.url).status_code == 404
    assert browser_of(ada).get(cream.url).status_code == 404
    db.session.refresh(lab)
    assert (lab.topics, lab.newest_id) == (0, None)
    assert db.session.get(Standing, ada.id).points == 0
    with clock.stopped(NOON + timedelta(seconds=31)):
        restore_topic(cream, by=ada)
    db.session.refresh(lab)
    assert (lab.topics, lab.newest_id) == (1, cream.id)
    assert db.session.get(Standing, ada.id).points == 5
    with clock.stopped(NOON):
        remove_topic(cream, by=ada)
    with clock.stopped(NOON + timedelta(seconds=40)), pytest.raises(TooLate):
        restore_topic(cream, by=ada)


def test_the_page_after_a_removal_offers_to_undo_it(ada, mia, cream, browser_of):
    browser = browser_of(ada)
    answer = browser.post(f"/topics/{cream.id}/removal")
    assert f"/topics/{cream.id}/restoration" in browser.get(answer.location).text
    assert "restoration" not in browser_of(mia).get(answer.location).text
    assert browser.post(f"/topics/{cream.id}/restoration").location == cream.url
    assert browser.get(cream.url).status_code == 200


def test_whoever_may_read_a_topic_sees_it_and_nobody_else(ada, mia, cream):
    """The columns a page reads and the rule agree."""
    for hidden, removed in ((None, None), (NOON, None), (None, NOON), (NOON, NOON)):
        with transaction():
            cream.hidden_at, cream.removed_at = hidden, removed
        for member in (ada, mia):
            assert bool(topic_for(cream.id, member)) is may(member, "read", cream)


def test_a_topic_hidden_by_a_moderator_leaves_its_board(mia, lab, cream, browser_of):
    with transaction():
        cream.hidden_at = NOON
    db.session.refresh(lab)
    assert lab.topics == 0
    assert cream.title not in browser_of(mia).get(lab.url).text
    assert cream.title not in browser_of(mia).get("/boards").text
    assert browser_of(mia).get("/topics/similar?title=repair+cream").json == {"items": []}
    assert browser_of(mia).get(f"/topics/similar?title={'repair' * 9_000}").json == {"items": []}


def test_the_asker_says_what_helped(ada, ben, mia, cream, browser_of):
    half = reply(cream, "Half a jar, half the result.", by=ben)
    with pytest.raises(Forbidden):
        mark_answer(cream, half, by=mia)
    assert "This helped" not in browser_of(mia).get(cream.url).text
    assert "This helped" in browser_of(ada).get(cream.url).text
    browser_of(ada).post(f"/topics/{cream.id}/answer", data={"reply": half.id})
    page = browser_of(mia).get(cream.url).text
    assert "Marked helpful by the asker" in page
    assert "Answered" in page
    browser_of(ada).post(f"/topics/{cream.id}/answer")
    assert "Marked helpful" not in browser_of(mia).get(cream.url).text


def test_a_reply_of_another_topic_is_no_answer(ada, ben, lab, cream):
    other = open_topic(lab, "Another one", "Text", by=ada)
    elsewhere = reply(other, "Here", by=ben)
    with pytest.raises(NotItsReply):
        mark_answer(cream, elsewhere, by=ada)


def test_a_closed_topic_says_so_instead_of_a_form(ada, ben, moderator, cream, browser_of):
    with pytest.raises(Forbidden):
        lock(cream, by=ada, on=True)
    lock(cream, by=moderator, on=True)
    page = browser_of(ben).get(cream.url).text
    assert "This topic is closed" in page
    assert "data-composer" not in page
    assert "data-quote=" not in page
    refused = browser_of(ben).post(f"/contributions/{cream.id}/replies", data={"text": "But I know!"})
    assert refused.status_code == 403
    assert "But I know!" in refused.text  # what was written is not lost
    assert "This is closed" in refused.text
    assert cream.replies == 0
    lock(cream, by=moderator, on=False)
    assert "data-composer" in browser_of(ben).get(cream.url).text


def test_what_is_pinned_stands_on_top(ada, ben, lab, cream, moderator, browser_of):
    newer = open_topic(lab, "Newer by far", "Text", by=ben)
    page = browser_of(ben).get(lab.url).text
    assert page.index(newer.title) < page.index(cream.title)
    with pytest.raises(Forbidden):
        pin(cream, by=ada, on=True)
    pin(cream, by=moderator, on=True)
    page = browser_of(ben).get(lab.url).text
    assert page.index(cream.title) < page.index(newer.title)
    assert page.count(f'href="{cream.url}') == 1


def test_similar_topics_show_themselves_while_one_types(ada, ben, lab, cream, browser_of):
    open_topic(lab, "换季的时候面霜好用吗", "x", by=ada)
    browser = browser_of(ben)
    found = browser.get("/topics/similar", query_string={"title": "What repair cream do you use?"}).json
    assert [it["title"] for it in found["items"]] == [cream.title]
    assert len(browser.get("/topics/similar", query_string={"title": "面霜怎么样"}).json["items"]) == 1
    for nothing in ("", "%%%", "___", "to be"):
        assert browser.get("/topics/similar", query_string={"title": nothing}).json == {"items": []}

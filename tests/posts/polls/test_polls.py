"""A poll: asked once, voted in once by each, shown when it may be, and always the sum of its votes."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from community import clock
from community.contributions import Audience
from community.db import db
from community.realtime import socketio
from posts.forum.boards import revise_board
from posts.forum.merging import CannotMerge, merge
from posts.forum.models import Topic
from posts.forum.opening import open_topic
from posts.polls.asking import Question, ask, close
from posts.polls.models import HasPoll, NoSuchChoice, PollClosed, Shows, UnfinishedPoll, Vote
from posts.polls.reading import poll_of
from posts.polls.voting import vote
from tests.posts.conftest import plan

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
JARS = Question(["Half a jar", "A whole one", "None"], "How much?")


@pytest.fixture
def poll(ada, cream):
    return ask(cream, JARS, by=ada)


def counts(poll, member):
    return [answer.votes for answer in poll_of(poll.topic_id, member).answers]


def test_a_topic_is_opened_with_a_poll(ada, ben, lab, browser_of):
    form = {"board": lab.slug, "title": "How much cream?", "text": "I wonder.", "poll_question": "How much?",
            "poll_answers": "Half a jar\n\nA whole one\nHalf a jar\n", "poll_days": "7"}  # fmt: skip
    answer = browser_of(ada).post("/topics", data=form)
    page = browser_of(ben).get(answer.location).text
    assert page.count('name="choice"') == 2
    assert "&lt;article" not in page
    assert "vote to see how it stands" in page
    refused = browser_of(ada).post("/topics", data={**form, "poll_answers": "Only one"})
    assert refused.status_code == 422
    assert "Only one" in refused.text
    assert len(db.session.scalars(select(Topic)).all()) == 1  # all or nothing


def test_one_votes_changes_it_and_takes_it_back(ada, ben, mia, poll):
    vote(poll, [0], by=ben)
    vote(poll, [0], by=ben)  # pressed twice
    vote(poll, [1], by=mia)
    assert (counts(poll, ben), poll.voters) == ([1, 1, 0], 2)
    vote(poll, [2], by=ben)
    assert (counts(poll, ben), poll.voters) == ([0, 1, 1], 2)
    vote(poll, [], by=ben)
    vote(poll, [], by=ben)
    assert (counts(poll, mia), poll.voters) == ([0, 1, 0], 1)


def test_what_was_voted_is_always_the_sum_of_its_votes(ada, ben, mia, moderator, cream):
    poll = ask(cream, JARS._replace(most=2, shows=Shows.ALWAYS), by=ada)
    chance = random.Random(7)
    for _ in range(40):
        vote(
            poll, chance.sample(range(3), chance.randint(0, 2)), by=chance.choice([ada, ben, mia, moderator])
        )
        votes = [it.choices for it in db.session.scalars(select(Vote))]
        assert poll.counts == [sum(place in one for one in votes) for place in range(3)]
        assert poll.voters == len(votes)


def test_only_what_is_offered_is_chosen(ben, poll):
    for odd in ([3], [-1], [0, 1]):
        with pytest.raises(NoSuchChoice):
            vote(poll, odd, by=ben)
    assert poll.voters == 0


@pytest.mark.parametrize(
    ("shows", "before", "after"),
    [(Shows.ALWAYS, True, True), (Shows.AFTER_VOTE, False, True), (Shows.AT_END, False, False)],
)
def test_how_it_stands_is_shown_when_it_may_be(ada, ben, mia, cream, shows, before, after, browser_of):
    poll = ask(cream, JARS._replace(shows=shows), by=ada)
    vote(poll, [0], by=mia)
    assert (counts(poll, ben)[0] is not None) is before
    assert ("100 %" in browser_of(ben).get(f"{cream.url}?page=1").text) is before
    vote(poll, [0], by=ben)
    assert (counts(poll, ben)[0] is not None) is after
    close(poll, by=ada)
    assert counts(poll, ben) == [2, 0, 0]


def test_it_closes_by_itself_and_the_page_says_so(ada, ben, cream, browser_of):
    with clock.stopped(NOON):
        poll = ask(cream, JARS._replace(days=2), by=ada)
    browser = browser_of(ben)
    with clock.stopped(NOON + timedelta(days=1)):
        vote(poll, [0], by=ben)
    with clock.stopped(NOON + timedelta(days=2)):
        with pytest.raises(PollClosed):
            vote(poll, [1], by=ben)
        answer = browser.post(f"/topics/{cream.id}/votes", data={"choice": "1", "part": "1"})
        assert (answer.status_code, "closed" in answer.text) == (409, True)
    assert poll.counts == [1, 0, 0]


def test_names_are_shown_in_an_open_poll_and_in_no_other(ada, ben, mia, lab, cream, poll, browser_of):
    vote(poll, [0], by=ben)
    secret = browser_of(ben).get(f"/topics/{cream.id}/poll").text
    assert 'href="/@ben">Ben</a>' not in secret
    topic = open_topic(lab, "In the open", "Text", by=ada)
    shown = ask(topic, JARS._replace(secret=False), by=ada)
    vote(shown, [0], by=ben)
    assert 'href="/@ben">Ben</a>' in browser_of(ben).get(f"/topics/{topic.id}/poll").text
    assert (
        'href="/@ben">Ben</a>' not in browser_of(mia).get(f"/topics/{topic.id}/poll").text
    )  # not yet for her


def test_only_the_asker_asks_and_once(ada, ben, moderator, cream):
    with pytest.raises(Forbidden):
        ask(cream, JARS, by=ben)
    poll = ask(cream, JARS, by=ada)
    with pytest.raises(HasPoll):
        ask(cream, JARS, by=ada)
    with pytest.raises(Forbidden):
        close(poll, by=ben)
    close(poll, by=moderator)
    with pytest.raises(UnfinishedPoll):
        ask(cream, JARS._replace(answers=["x", " x "]), by=ada)


def test_whoever_may_not_read_the_topic_knows_of_no_poll(ben, moderator, lab, cream, poll, browser_of):
    revise_board(lab, {**plan("Skincare lab"), "reads_from": Audience.STAFF}, by=moderator)
    browser = browser_of(ben)
    for path in (f"/topics/{cream.id}/poll", f"/api/v1/topics/{cream.id}/poll"):
        assert browser.get(path).status_code == 404
    for path in (f"/topics/{cream.id}/votes", f"/topics/{cream.id}/poll/end"):
        assert browser.post(path, data={"choice": "0"}).status_code == 404
    assert poll.voters == 0


def test_a_topic_with_a_poll_stays_what_it_is(ada, moderator, lab, cream, poll):
    other = open_topic(lab, "Another", "Text", by=ada)
    with pytest.raises(CannotMerge):
        merge(cream, other, by=moderator)
    merge(other, cream, by=moderator)


def test_votes_are_told_without_saying_what_they_are(app, ada, ben, cream, poll, browser_of):
    adas = socketio.test_client(app, flask_test_client=browser_of(ada))
    adas.emit("follow", {"contribution": cream.id}, callback=True)
    vote(poll, [0], by=ben)
    assert {"topic": cream.id} in [it["args"][0] for it in adas.get_received() if it["name"] == "poll.moved"]


def test_a_program_asks_votes_and_reads(ada, ben, cream, browser_of):
    adas, bens, here = browser_of(ada), browser_of(ben), f"/api/v1/topics/{cream.id}/poll"
    assert adas.post(here, json={"answers": ["One"]}).status_code == 422
    assert adas.post(here, json={"answers": ["One", "Two"], "question": "Which?"}).status_code == 201
    assert adas.post(here, json={"answers": ["One", "Two"]}).status_code == 409
    assert bens.get(here).json["answers"][0]["votes"] is None
    told = bens.post(f"{here}/votes", json={"choices": [1]})
    assert [it["votes"] for it in told.json["answers"]] == [0, 1]
    assert bens.post(f"{here}/votes", json={"choices": [7]}).status_code == 422
    assert adas.post(f"{here}/end").json["is_closed"] is True
    assert bens.post(f"{here}/votes", json={"choices": [0]}).status_code == 409

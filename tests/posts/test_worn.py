"""Ada is Apass and says who sees it; where she is met, nothing tells those others. Mo is of the team."""

import json
import re
from zipfile import ZipFile

import pytest

from community import jobs
from community.chat.facts import message_facts
from community.chat.messages import say
from community.chat.rooms import add, open_room
from community.db import db, transaction
from community.engagement.standing import Standing, Tier
from community.entrance.tokens import Scope, create_token
from community.following import follow, unfollow
from community.leaving.packing import pack
from community.quiet.keeping import show_tier_to
from community.quiet.models import OpenTo
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.forum.opening import open_topic
from posts.reactions.liking import react
from posts.reactions.models import Kind
from posts.replies.writing import reply
from posts.reposts.reposting import repost
from posts.shopping.filling import Piece
from posts.shopping.filling import add as put
from posts.shopping.publishing import publish as publish_list
from posts.shopping.writing import begin


@pytest.fixture
def ada(ada):
    with transaction():
        db.session.merge(Standing(member_id=ada.id, since=ada.joined_at.date(), tier=Tier.APASS))
    return ada


@pytest.fixture
def places(ada, ben, lab):
    """Pages and answers in which Ada stands."""
    story = write("Three days on the coast", "One bag and nothing else.", by=ada)
    publish(story, by=ada)
    basket = begin("The November basket", "Things.", by=ada)
    item = put(basket, Piece("Saddle leather weekender", "Ardita"), by=ada)
    publish_list(basket, by=ada)
    topic = open_topic(lab, "Is the repair cream worth it?", "I cannot say why.", by=ada)
    reply(topic, "Nobody knows.", by=ada)
    hers = reply(topic, "I do not know it.", by=ben)
    react(hers, Kind.LIKE, by=ada)
    his = write("One bag", "Too many.", by=ben)
    publish(his, by=ben)
    answer = reply(his, "Which one?", by=ada)
    repost(his, "Read this", by=ada)
    room = open_room("Kitchen", by=ben)
    add(ada, room, by=ben)
    say(room, "I am here", by=ada, client_id="said-1")
    jobs.run_due()
    return {
        "profile": "/@ada",
        "story": story.url,
        "stories": "/stories",
        "feed": "/?view=latest",
        "list": basket.url,
        "lists": "/lists",
        "product": item.product.url,
        "topic": topic.url,
        "thread of a story": his.url,
        "reactions": f"/contributions/{hers.id}/reactions",
        "reposts": f"/contributions/{his.id}/reposts",
        "search": "/search?q=ada",
        "room": f"{room.url}/members",
        "words in a room, for programs": f"/api/v1/rooms/{room.id}/messages",
        "of a member, for programs": "/api/v1/members/ada",
        "members, for programs": "/api/v1/members?begins=ad",
        "feed, for programs": "/api/v1/feed?view=latest",
        "story, for programs": f"/api/v1/stories/{story.id}",
        "stories, for programs": "/api/v1/stories",
        "list, for programs": f"/api/v1/lists/{basket.id}",
        "topic, for programs": f"/api/v1/topics/{topic.id}",
        "replies, for programs": f"/api/v1/contributions/{topic.id}/replies",
        "a reply, for programs": f"/api/v1/replies/{answer.id}",
        "reactions, for programs": f"/api/v1/contributions/{hers.id}/reactions",
        "reposts, for programs": f"/api/v1/contributions/{his.id}/reposts",
        "search, for programs": "/api/v1/search?q=ada",
    }


@pytest.fixture
def told(places, browser_of):
    """The places that tell a member Ada's tier."""

    def told(member):
        browser = browser_of(member)
        answers = {name: browser.get(address) for name, address in places.items()}
        assert {it.status_code for it in answers.values()} == {200}
        return {name for name, it in answers.items() if says_apass(it)}

    return told


def says_apass(answer):
    """In lists of programs and in HTML alike. The reader's own corner says what she is, not what Ada is."""
    return '"apass"' in json.dumps(answer.json) if answer.is_json else 'class="tier apass"' in answer.text


SILENT = {"search, for programs"}  # says of nobody which tier she has


def test_everybody_sees_it_until_she_says_otherwise(ada, mia, places, told):
    assert told(mia) == set(places) - SILENT


def test_whom_she_follows_sees_it_and_nobody_else(ada, ben, mia, moderator, places, told):
    show_tier_to(OpenTo.FOLLOWED, by=ada)
    assert told(mia) == set()
    follow(ada, by=mia)
    assert told(mia) == set(), "to follow her is not to be followed"
    follow(mia, by=ada)
    assert told(mia) == set(places) - SILENT
    assert told(ben) == set()
    assert told(moderator) == set(places) - SILENT, "those who run the club see it"
    unfollow(mia, by=ada)
    assert told(mia) == set(), "what was rendered for others is not shown to her"


def test_nobody_sees_it_but_herself_and_she_takes_it_back(ada, mia, places, told, browser_of):
    follow(mia, by=ada)
    page = browser_of(ada)
    assert page.post("/settings/quiet/tier", data={"tier_for": "nobody"}).status_code == 303
    assert page.get("/api/v1/me/letters").json["tier_for"] == "nobody"
    assert re.search(r'name="tier_for"\s+value="nobody"\s+checked', page.get("/settings/quiet").text)
    assert told(mia) == set()
    assert told(ada) == set(places) - SILENT
    assert page.post("/settings/quiet/tier", data={"tier_for": "martians"}).status_code == 400
    page.post("/settings/quiet/tier", data={"tier_for": "everybody"})
    assert told(mia) == set(places) - SILENT


def test_what_many_are_told_at_once_carries_it_only_where_everybody_may_see_it(ada, ben):
    room = open_room("Kitchen", by=ben)
    add(ada, room, by=ben)
    said = say(room, "I am here", by=ada, client_id="said-1")
    assert message_facts(said.id)["author"]["tier"] == Tier.APASS
    show_tier_to(OpenTo.FOLLOWED, by=ada)
    assert message_facts(said.id)["author"]["tier"] is None


def test_what_her_like_weighs_in_a_feed_does_not_tell_it(ada, ben, mia, browser_of):
    his = write("One bag", "Too many.", by=ben)
    publish(his, by=ben)
    react(his, Kind.LIKE, by=ada)

    def weight():
        browser_of(mia).get("/?view=for-you&fresh")
        why = browser_of(mia).get(f"/api/v1/contributions/{his.id}/why").json
        return next(pull["points"] for pull in why["levers"] if pull["lever"] == "valued")

    worn = weight()
    show_tier_to(OpenTo.NOBODY, by=ada)
    hidden = weight()
    with transaction():
        db.session.get_one(Standing, ada.id).tier = Tier.STANDARD
    assert worn > hidden == weight()


def test_her_takeout_holds_what_she_said(ada, tmp_path):
    show_tier_to(OpenTo.FOLLOWED, by=ada)
    pack(ada, tmp_path / "ada.zip")
    with ZipFile(tmp_path / "ada.zip") as box:
        told = json.loads(box.read("data/letter_box.json"))
    assert [row["tier_for"] for row in told] == ["followed"]


def test_her_score_is_told_to_no_other_member(app, ada, mia, moderator, browser_of):
    _token, word = create_token(mia, "a test", [Scope.ALL])
    asked = {"Authorization": f"Bearer {word}"}
    assert app.test_client().get("/api/v1/members/ada/score", headers=asked).status_code == 404
    assert browser_of(moderator).get("/api/v1/members/ada/score").status_code == 200

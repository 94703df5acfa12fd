"""What waits on this floor stands in the moderators' queue; what is hidden is hidden for all who look."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock
from community.contributions import Audience
from community.db import db, transaction
from community.entrance.joining import joined
from community.jobs import run_due
from community.members import Role
from community.moderation.deciding import Verdict, decide
from community.moderation.models import Case, Measure
from community.moderation.reporting import report
from community.pictures import store
from community.read_first.keeping import read_first
from community.realtime import socketio
from posts.blog.publishing import publish as publish_story
from posts.blog.writing import write
from posts.forum.holding import hold_topic
from posts.forum.models import Review
from posts.forum.opening import open_topic
from posts.replies.writing import reply
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish as publish_list
from posts.shopping.writing import begin as begin_list
from posts.tips.writing import TipWords, share_tip
from tests.community.pictures.conftest import coast, file_of


def test_what_waits_to_be_read_stands_in_the_queue(ada, mia, lab, moderator, browser_of):
    with transaction():
        lab.review = Review.TOPICS
    hold_topic(lab, "May I ask?", "Something.", by=ada)
    queue = browser_of(moderator).get("/moderation").text
    assert "May I ask?" in queue
    assert "Read before it appears on Skincare lab" in queue
    assert f"{lab.url}/held" in queue


def test_whoever_reads_a_thread_sees_a_reply_go_at_once(app, ada, mia, cream, moderator, browser_of):
    said = reply(cream, "Mine, at a fifth of the price.", by=mia)
    case = report(said, "selling", "", by=ada).case
    screen = socketio.test_client(app, flask_test_client=browser_of(ada))
    screen.emit("follow", {"contribution": cream.id}, callback=True)
    screen.get_received()
    decide(case, Verdict(Measure.HIDE, "selling"), by=moderator)
    names = [news["name"] for news in screen.get_received()]
    screen.disconnect()
    assert "at a fifth of the price" not in browser_of(ada).get(cream.url).text
    assert "reply.changed" in names


@pytest.fixture
def nia(app):
    """A second moderator."""
    with transaction():
        return joined(handle="nia", name="Nia", email="nia@x.org", password=None, role=Role.MODERATOR)


@pytest.fixture
def hides_at_two(app, monkeypatch):
    monkeypatch.setitem(app.config, "REPORTS_HIDE_AT", 2)


def test_a_reply_that_waits_says_so_and_its_author_has_her_words(
    hides_at_two, ada, ben, mia, cream, moderator, browser_of
):
    said = reply(cream, "Half a jar, half the price.", by=mia)
    case = report(said, "selling", "", by=ada).case
    browser_of(mia).get(cream.url)
    report(said, "selling", "", by=ben)
    page = browser_of(ben).get(cream.url).text
    assert "This reply waits until a moderator has looked at it." in page
    assert "half the price" not in page
    page = browser_of(mia).get(cream.url).text
    assert "half the price" in page
    assert "It waits until a moderator has looked at it; only you see it." in page
    assert f"/replies/{said.id}/removal" not in page
    page = browser_of(moderator).get(cream.url).text
    assert "half the price" in page
    assert "It is hidden until somebody decides." in page
    decide(case, Verdict(Measure.HIDE, "selling"), by=moderator)
    assert "This reply was hidden by a moderator." in browser_of(ben).get(cream.url).text
    page = browser_of(mia).get(cream.url).text
    assert "A moderator has hidden it; only you see it." in page
    assert "half the price" in page


def test_a_topic_that_is_read_first_is_not_called_closed_nor_hidden_by_anybody(
    ada, ben, lab, moderator, browser_of
):
    read_first(ada, "To begin with.", 7, by=moderator)
    waiting = open_topic(lab, "A bag", "Which one would you take?", by=ada)
    page = browser_of(ada).get(waiting.url).text
    assert "Which one would you take?" in page
    assert "It waits until a moderator has looked at it; only you see it." in page
    for untrue in ("hidden by a moderator", "This topic is closed", "Nobody has replied yet"):
        assert untrue not in page
    assert browser_of(ben).get(waiting.url).status_code == 404
    case = db.session.scalars(select(Case)).one()
    theirs = browser_of(moderator)
    assert f'href="{waiting.url}"' in theirs.get(case.url).text
    page = theirs.get(waiting.url)
    assert page.status_code == 200
    assert "It is hidden until somebody decides." in page.text
    assert theirs.post(f"/contributions/{waiting.id}/replies", data={"text": "Mine."}).status_code == 403


def test_whose_report_hides_a_thing_goes_on_to_a_page_that_exists(
    hides_at_two, ada, ben, mia, lab, nia, browser_of
):
    topic = open_topic(lab, "A bag", "Which one would you take?", by=ada)
    for reporter, place in ((mia, topic.url), (ben, "/reports")):
        hers = browser_of(reporter)
        sent = {"rule": "selling", "text": "", "next": topic.url}
        answer = hers.post(f"/contributions/{topic.id}/report", data=sent)
        assert answer.location == place
        assert hers.get(answer.location).status_code == 200
    answer = browser_of(nia).post(
        f"/contributions/{topic.id}/report", data={"rule": "selling", "text": "", "next": topic.url}
    )
    assert browser_of(nia).get(answer.location).status_code == 200


def test_a_hidden_list_is_read_in_its_place_by_those_who_decide_unless_it_is_for_nobody(
    ada, mia, moderator, browser_of
):
    hers = begin_list("Hers", by=ada)
    add(hers, Piece("A bag"), by=ada)
    publish_list(hers, by=ada)
    case = report(hers, "selling", "", by=mia).case
    decide(case, Verdict(Measure.HIDE, "selling"), by=moderator)
    theirs = browser_of(moderator)
    page = theirs.get(hers.url)
    assert page.status_code == 200
    assert "hidden by a moderator" in page.text
    assert browser_of(mia).get(hers.url).status_code == 404
    with transaction():
        hers.audience = Audience.ONLY_ME
    assert theirs.get(hers.url).status_code == 404
    assert f'href="{hers.url}"' not in theirs.get(case.url).text


@pytest.fixture
def told(ada):
    """A story and a tip of Ada's."""
    story = write("A bag", "Which one?", by=ada)
    publish_story(story, by=ada)
    tip = share_tip(
        TipWords("Warm the cream in your hands first.", store(file_of(coast()), by=ada).digest), by=ada
    )
    return [story, tip]


def test_what_is_hidden_is_read_in_its_place_by_those_who_decide_and_its_author(
    told, ada, ben, mia, moderator, browser_of
):
    theirs, hers = browser_of(moderator), browser_of(ada)
    for it in told:
        case = report(it, "selling", "", by=mia).case
        decision = decide(case, Verdict(Measure.HIDE, "selling"), by=moderator)
        page = theirs.get(it.url)
        assert page.status_code == 200
        assert "only its author and those who keep order see it" in page.text
        door = f"/contributions/{it.id}/hiding"
        assert f'href="{door}"' in page.text
        assert theirs.get(door).location == case.url
        for dead in ('class="story-foot"', "data-talk", f"/contributions/{it.id}/bookmark"):
            assert dead not in page.text
        assert f'href="{it.url}"' in theirs.get(case.url).text
        page = hers.get(it.url)
        assert "A moderator has hidden it; only you see it." in page.text
        assert f'href="{door}"' in page.text
        assert hers.get(door).location == "/reports"
        with clock.stopped(clock.now() + timedelta(minutes=1)):
            run_due()
        assert hers.get(door).location == decision.url
        assert browser_of(ben).get(it.url).status_code in {403, 404}
        assert browser_of(ben).get(door).status_code == 404


def test_what_was_for_its_author_alone_stays_hers(told, mia, moderator, browser_of):
    case = report(told[0], "selling", "", by=mia).case
    decide(case, Verdict(Measure.HIDE, "selling"), by=moderator)
    with transaction():
        told[0].audience = Audience.ONLY_ME
    assert browser_of(moderator).get(told[0].url).status_code in {403, 404}
    assert f'href="{told[0].url}"' not in browser_of(moderator).get(case.url).text


def test_beside_a_reply_stands_what_was_said_around_it(cream, ada, ben, mia, moderator, browser_of):
    first = reply(cream, "It is too dear.", by=ben)
    for words in ("The first of two.", "The second of two."):
        reply(cream, words, by=mia)
    said = reply(cream, "What nonsense.", by=ada, quoted=first)
    reply(cream, "Be kind, please.", by=ben)
    reply(cream, "And another thing.", by=mia)
    page = browser_of(moderator).get(report(said, "unkind", "", by=ben).case.url).text
    around = page.split("What was said around it")[1].split("</details>")[0]
    order = [
        "it answers this",
        "It is too dear.",
        "The first of two.",
        "The second of two.",
        "Be kind, please.",
    ]
    places = [around.index(words) for words in order]
    assert places == sorted(places)
    assert "And another thing." not in around
    alone = browser_of(moderator).get(report(first, "unkind", "", by=ada).case.url).text
    assert "it answers this" in alone.split("What was said around it")[1]

"""Ada is new: she reads when she can go on. Ben has been here for long; Mo is of the team."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community import clock
from community.chat.models import Message
from community.chat.rooms import direct_with, open_room
from community.db import db, transaction
from community.engagement.standing import Standing, Tier, standing_of
from community.entrance.invitations import Acceptance, Invitation
from config import ImpossibleSetting, _measures
from posts.blog.models import Story
from posts.blog.writing import write
from posts.forum.models import Topic
from posts.forum.opening import remove_topic
from posts.replies.models import Reply

A_WHILE = timedelta(minutes=3)


@pytest.fixture(autouse=True)
def with_limits(app, monkeypatch):
    monkeypatch.setitem(app.config, name="RATE_LIMITS", value=True)
    yield
    app.extensions["limiter"].storage.reset()


@pytest.fixture
def ada(ada):
    return came_by_invitation(ada)


@pytest.fixture
def ben(ben):
    with transaction():
        ben.joined_at = clock.now() - timedelta(days=2)
    return ben


@pytest.fixture
def later():
    """Some time goes by: `with later(n)` is after n while."""
    begin = clock.now()
    return lambda whiles: clock.stopped(begin + whiles * A_WHILE)


def came_by_invitation(member):
    with transaction():
        link = Invitation(inviter_id=member.id, code_hash=f"{member.id}", expires_at=clock.now())
        db.session.add(link)
        db.session.flush()
        db.session.add(Acceptance(member_id=member.id, invitation_id=link.id))
    return member


def opens(browser, board, number=0):
    words = {"board": board.slug, "title": f"Bags {number}", "text": f"Which one? {number}"}
    return browser.post("/topics", data=words)


def replies(browser, about, number=0):
    return browser.post(f"/contributions/{about.id}/replies", data={"text": f"This one, {number}."})


def publishes(browser, by):
    story = write("Bags", "Look.", by=by)
    return browser.post(f"/stories/{story.id}/publication", data={"sponsor": "", "audience": "super"})


def how_many(kind):
    return db.session.scalar(select(func.count()).select_from(kind))


def given_tier(member, tier=Tier.SUPER):
    with transaction():
        standing_of(member.id).tier = tier
    assert db.session.get(Standing, member.id).tier is tier


def test_on_the_first_day_she_opens_three_topics_and_stories_and_loses_no_word(ada, lab, browser_of, later):
    hers = browser_of(ada)
    for number in range(2):
        with later(number):
            assert opens(hers, lab, number).status_code == 303
    with later(2):
        assert publishes(hers, ada).status_code == 303
    with later(3):
        refused = opens(hers, lab, 3)
        story = publishes(hers, ada)
    for answer in (refused, story):
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) == pytest.approx(86_400 - 540, abs=5)
        assert "up to 3 topics and stories" in answer.text
        assert "in 1 day" in answer.text
    assert "Which one? 3" in refused.text
    assert 'value="super" checked' in " ".join(story.text.split())
    assert how_many(Topic) == 2
    assert db.session.scalar(select(func.count(Story.id)).where(Story.published_at.isnot(None))) == 1
    with clock.stopped(ada.joined_at + timedelta(days=1)):
        assert opens(browser_of(ada), lab, 4).status_code == 303


def test_what_she_took_away_was_said(ada, lab, browser_of, later, app, monkeypatch):
    monkeypatch.setitem(app.config, "NEWCOMER_TOPICS", 1)
    assert opens(browser_of(ada), lab).status_code == 303
    remove_topic(db.session.scalars(select(Topic)).one(), by=ada)
    with later(1):
        assert opens(browser_of(ada), lab, 1).status_code == 429


def test_on_the_first_day_she_replies_ten_times(ada, cream, browser_of, later):
    hers = browser_of(ada)
    for number in range(10):
        with later(number + 1):
            assert replies(hers, cream, number).status_code == 303
    with later(11):
        refused = replies(hers, cream, 11)
        told = hers.post(f"/contributions/{cream.id}/replies", json={"text": "One more"})
    assert "up to 10 replies" in refused.text
    assert "This one, 11." in refused.text
    assert (refused.status_code, told.status_code, how_many(Reply)) == (429, 429, 10)
    assert "up to 10 replies" in told.json["detail"]
    assert int(told.headers["Retry-After"]) > 80_000


def test_she_leaves_time_between_two_posts_and_a_refused_one_does_not_count(ada, lab, browser_of):
    hers, begin = browser_of(ada), clock.now()
    with clock.stopped(begin):
        assert hers.post("/topics", data={"board": lab.slug, "title": "", "text": ""}).status_code == 422
        assert opens(hers, lab).status_code == 303
    with clock.stopped(begin + timedelta(seconds=50)):
        refused = opens(hers, lab, 1)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "70")
    assert "You can go on in 2 minutes." in refused.text
    with clock.stopped(begin + timedelta(seconds=120)):
        assert opens(hers, lab, 1).status_code == 303


def test_who_has_been_here_for_long_waits_only_in_a_flood(ben, cream, browser_of):
    his, begin = browser_of(ben), clock.now()
    with clock.stopped(begin):
        assert [replies(his, cream, n).status_code for n in range(6)] == [303] * 5 + [429]
    with clock.stopped(begin + timedelta(seconds=30)):
        assert replies(his, cream, 6).status_code == 303


def test_team_and_tiers_are_not_measured(ada, moderator, cream, browser_of):
    given_tier(ada)
    for member in (ada, moderator):
        browser = browser_of(member)
        assert [replies(browser, cream, n).status_code for n in range(12)] == [303] * 12


def test_programs_read_the_same_sentence(ada, lab, cream, app, monkeypatch, browser_of):
    opens(browser_of(ada), lab)
    hers, story = browser_of(ada), write("Bags", "Look.", by=ada)
    asked = [
        hers.post(f"/api/v1/boards/{lab.slug}/topics", json={"title": "More", "text": "More?"}),
        hers.post(f"/api/v1/contributions/{cream.id}/replies", json={"text": "More"}),
        hers.post(f"/api/v1/stories/{story.id}/publication", json={}),
    ]
    assert [answer.status_code for answer in asked] == [429] * 3
    assert all("Newcomers leave a little time" in answer.json["detail"] for answer in asked)
    assert all(0 < int(answer.headers["Retry-After"]) <= 120 for answer in asked)


def test_in_rooms_she_speaks_slowly_and_ben_as_he_likes(ada, ben, browser_of):
    room, begin = open_room("Bags", by=ben), clock.now()

    def says(member, number):
        sent = {"text": "Hello", "client_id": f"{member.handle} {number}"}
        return browser_of(member).post(f"{room.url}/messages", json=sent)

    with clock.stopped(begin):
        assert [says(ben, n).status_code for n in range(3)] == [201] * 3
        assert [says(ada, n).status_code for n in range(2)] == [201, 429]
        refused = says(ada, 2)
    assert refused.headers["Retry-After"] == "120"
    assert "You can go on in 2 minutes." in refused.json["detail"]
    assert how_many(Message) == 4
    with clock.stopped(begin + timedelta(seconds=120)):
        assert says(ada, 3).status_code == 201


def test_she_writes_five_letters_in_half_a_minute_to_whomever(ada, ben, mia, browser_of):
    begin, hers = clock.now(), browser_of(ada)
    rooms = [direct_with(other, by=ada) for other in (ben, mia)]

    def writes(number):
        sent = {"text": "Buy this", "client_id": str(number)}
        return hers.post(f"{rooms[number % 2].url}/messages", json=sent)

    with clock.stopped(begin):
        assert [writes(n).status_code for n in range(6)] == [201] * 5 + [429]
    with clock.stopped(begin + timedelta(seconds=30)):
        assert [writes(n).status_code for n in range(6, 12)] == [201] * 5 + [429]
        assert 560 < int(writes(12).headers["Retry-After"]) <= 600


def test_a_club_says_otherwise(ada, lab, browser_of, app, monkeypatch):
    monkeypatch.setitem(app.config, "NEWCOMER_HOURS", 0)
    monkeypatch.setitem(app.config, "POSTS_FLOOD", [])
    assert [opens(browser_of(ada), lab, n).status_code for n in range(7)] == [303] * 7


def test_a_measure_that_is_none_is_refused_at_the_start(monkeypatch):
    monkeypatch.setenv("POSTS_FLOOD", "5/30  15/600")
    assert _measures("POSTS_FLOOD", "") == [(5, 30), (15, 600)]
    for wrong in ("5", "0/30", "5/0", "five/30", "5/30,15/600"):
        monkeypatch.setenv("POSTS_FLOOD", wrong)
        with pytest.raises(ImpossibleSetting, match="POSTS_FLOOD"):
            _measures("POSTS_FLOOD", "5/30")


def test_whom_the_club_itself_made_a_member_is_no_newcomer(mia, lab, browser_of):
    """She joined today as well, by the hand of who runs the club."""
    browser = browser_of(mia)
    assert [opens(browser, lab, number).status_code for number in range(5)] == [303] * 5
    assert opens(browser, lab, 6).status_code == 429  # too fast for anybody

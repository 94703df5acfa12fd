"""The bell's page: what happened in sentences, read on every device, gone when its cause is."""

import pytest
from sqlalchemy import event

from community import clock
from community.db import db, transaction
from community.following import follow
from community.notifications.kinds import Kind
from community.notifications.models import Muted, Notification
from community.notifications.notifying import notify
from community.realtime import socketio
from posts.reactions.liking import like
from posts.replies.writing import reply
from tests.community.notifications.conftest import news_of, published
from tests.conftest import joins

JSON = {"Accept": "application/json"}


@pytest.fixture
def adas(ada, browser_of):
    return browser_of(ada)


def unread_in(page: str) -> int:
    return page.count('class="news unread"')


def test_it_is_empty_and_says_what_comes(adas):
    assert 'class="empty"' in adas.get("/notifications").text


def test_people_are_gathered_in_a_sentence(ada, ben, mia, story, adas):
    like(story, by=ben)
    assert "Ben liked “Three days on the coast”" in adas.get("/notifications").text
    like(story, by=mia)
    assert "Mia and Ben liked" in adas.get("/notifications").text
    for n in range(2):
        like(story, by=joins(f"Guest{n}"))
    assert "Guest1 and 3 others liked" in adas.get("/notifications").text


def test_a_reply_is_shown_with_its_words_and_leads_to_it(ada, ben, story, adas):
    it = reply(story, "Where did you stay?", by=ben)
    page = adas.get("/notifications").text
    assert "Ben replied to “Three days on the coast”" in page
    assert "Where did you stay?" in page
    assert f'href="{it.url}"' in page


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        (Kind.PRICE, {"price": 128000, "was": 150000}, "costs ¥\xa01,280 now, before it was ¥\xa01,500"),
        (Kind.REMINDER, {}, "You wanted to come back to “Three days on the coast”"),
        (Kind.REVIEW, {"outcome": "approved"}, "was approved"),
        (Kind.SOLVED, {}, "Your reply was the answer in “Three days on the coast”"),
        (Kind.CLUB, {"text": "The club moves on Sunday"}, "The club moves on Sunday"),
    ],
)
def test_what_rooms_say_becomes_a_sentence(ada, story, adas, kind, facts, words):
    with transaction():
        notify(kind, [ada.id], about=story, **facts)
    assert words in adas.get("/notifications").text


def test_opening_the_thing_reads_it_and_prefetching_does_not(ada, ben, story, adas):
    reply(story, "Where did you stay?", by=ben)
    follow(ada, by=joins("Nora"))
    adas.get(story.url, headers={"Sec-Purpose": "prefetch"})
    assert unread_in(adas.get("/notifications").text) == 2
    adas.get(story.url)
    assert unread_in(adas.get("/notifications").text) == 1
    adas.get("/@nora")
    assert unread_in(adas.get("/notifications").text) == 0


def test_a_page_from_the_browsers_memory_says_itself_that_it_is_seen(app, ada, ben, story, adas):
    reply(story, "Where did you stay?", by=ben)
    line = socketio.test_client(app, flask_test_client=adas)
    assert line.emit("bell", {}, callback=True) == {"unread": 1}
    assert line.emit("bell", {"path": story.url}, callback=True) == {"unread": 0}
    assert line.emit("bell", "nonsense", callback=True) == {"unread": 0}


def test_one_is_marked_and_then_all_up_to_what_was_seen(ada, ben, mia, story, adas):
    like(story, by=ben)
    with transaction():
        notify(Kind.REMINDER, [ada.id], about=story)
    id = news_of(ada, Kind.LIKE)[0].id
    assert adas.post(f"/notifications/{id}/read", headers=JSON).json == {"unread": 1}
    seen = clock.now().isoformat()
    reply(story, "And then?", by=mia)
    assert adas.post("/notifications/read", data={"until": seen}, headers=JSON).json == {"unread": 1}
    assert adas.post("/notifications/read", data={"until": "nonsense"}).location == "/notifications"
    assert unread_in(adas.get("/notifications").text) == 0


def test_nobody_marks_or_mutes_for_another(ada, ben, mia, story, browser_of):
    like(story, by=ben)
    id = news_of(ada, Kind.LIKE)[0].id
    browser_of(mia).post(f"/notifications/{id}/read")
    assert news_of(ada, Kind.LIKE)[0].read_at is None
    assert browser_of(mia).post(f"/notifications/{id}/mute").status_code == 404


def test_a_stranger_has_no_bell(app, ada):
    stranger = app.test_client()
    assert stranger.get("/notifications").status_code == 401
    assert stranger.post("/notifications/read").status_code == 401
    assert stranger.post("/notifications/1/mute").status_code == 401


def test_one_thing_is_muted_and_heard_of_again(ada, ben, mia, story, adas):
    like(story, by=ben)
    id = news_of(ada, Kind.LIKE)[0].id
    adas.post(f"/notifications/{id}/mute", data={"muted": "1"})
    reply(story, "Hello?", by=mia)
    assert news_of(ada) == [Kind.LIKE]
    adas.post(f"/notifications/{id}/mute", data={"muted": "0"})
    assert db.session.query(Muted).count() == 0
    reply(story, "Hello again?", by=mia)
    assert Kind.REPLY in news_of(ada)


def test_shelves_show_their_own(ada, ben, story, adas):
    like(story, by=ben)
    reply(story, "Where did you stay?", by=ben)
    words, favours = (adas.get(f"/notifications?only={shelf}").text for shelf in ("words", "favours"))
    assert ("replied" in words, "liked" in words) == (True, False)
    assert ("replied" in favours, "liked" in favours) == (False, True)


def test_the_badge_is_on_every_page(ada, ben, story, adas):
    like(story, by=ben)
    assert 'data-count="bell">1<' in adas.get("/passport").text
    adas.get(story.url)
    assert 'data-count="bell" hidden><' in adas.get("/passport").text


def test_what_i_may_no_longer_read_is_not_told(ada, ben, mia, story, browser_of):
    """Ada keeps a story for followers: Mia, who was called in it, does not follow."""
    with transaction():
        notify(Kind.THREAD, [mia.id, ben.id], about=story)
        story.audience = "followers"
    assert "Three days" not in browser_of(mia).get("/notifications").text
    assert "Three days" in browser_of(ben).get("/notifications").text


def test_pages_follow_one_another_without_gaps(ada, adas):
    with transaction():
        for n in range(45):
            notify(Kind.CLUB, [ada.id], text=f"News {n:02}", thing=str(n))
    seen, address = [], "/notifications"
    while address:
        page = adas.get(address).text
        seen += [f"News {n:02}" for n in range(45) if f"News {n:02}<" in page]
        address = page.split('href="/notifications?only=&amp;before=')[1:]
        address = address and "/notifications?only=&before=" + address[0].split('"')[0]
    assert sorted(seen) == [f"News {n:02}" for n in range(45)]
    assert adas.get("/notifications?before=nonsense").status_code == 200


def test_the_page_costs_the_same_however_long_it_is(ada, ben, mia, adas):
    asked, counts = [], []
    event.listen(db.engine, "before_cursor_execute", lambda *words: asked.append(words[2]))
    for _ in range(2):
        for n in range(7):
            it = published(f"Story {n}", ada)
            for friend in (ben, mia):
                like(it, by=friend)
                reply(it, "Yes.", by=friend)
        asked.clear()
        adas.get("/notifications")
        counts.append(len([statement for statement in asked if statement.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 6


def test_words_of_others_are_only_words(ada, ben, adas):
    story = published("<b>Bold</b>", ada)
    with transaction():
        ben.name = "<script>alert(1)</script>"
    like(story, by=ben)
    page = adas.get("/notifications").text
    assert "<script>alert" not in page
    assert "<b>Bold" not in page


def test_what_is_read_stays_read_when_it_happens_again(ada, ben, mia, story, adas):
    like(story, by=ben)
    adas.post("/notifications/read")
    like(story, by=mia)
    page = adas.get("/notifications").text
    assert "Mia liked" in page
    assert "Ben liked" in page
    assert unread_in(page) == 1
    assert db.session.query(Notification).count() == 2

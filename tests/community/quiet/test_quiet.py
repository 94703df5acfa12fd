"""Ada wants it quieter: Mia goes on talking, and Ada decides what reaches her."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock
from community.chat.messages import say
from community.chat.models import Message
from community.chat.rooms import direct_with, open_room
from community.db import db, transaction
from community.entrance.tokens import Scope, create_token
from community.following import Follow, follow
from community.notifications.counting import unread_of
from community.notifications.kinds import Kind
from community.notifications.listeners import listeners
from community.permissions import may
from community.profiles.reading import profile_of
from community.quiet.hearing import Quiet, blocked_by, quiet_of
from community.quiet.keeping import NoWord, hear_again, mute_word, open_letters_to, silence
from community.quiet.models import How, MutedWord, OpenTo, Silence
from community.realtime import socketio
from community.words import exact
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.forum.opening import open_topic
from posts.reactions.liking import like
from posts.replies.models import KeptAway
from posts.replies.writing import reply
from posts.texts import html_of

A_DAY = timedelta(days=1)


def told_of(whom, *members):
    """Those of them who are told what that one does."""
    return listeners(Kind.REPLY, [member.id for member in members], by_id=whom.id)


def heard(line):
    """What a browser heard that carries numbers, as event and facts."""
    numbered = {"contribution.liked", "message", "message.changed"}
    told = [(it["name"], it["args"]) for it in line.get_received() if it["name"] in numbered]
    return [(what, facts[0] if isinstance(facts, list) else facts) for what, facts in told]


def test_a_mute_ends_by_itself_and_nobody_learns_of_it(ada, mia):
    silence(mia, How.MUTE, by=ada, span=A_DAY)
    assert not quiet_of(ada).hears(mia.id)
    assert set(told_of(mia, ada, mia)) == {mia.id}
    assert may(mia, "follow", ada)
    assert may(mia, "write_to", ada)
    with clock.stopped(clock.now() + A_DAY + timedelta(seconds=1)):
        assert quiet_of(ada).hears(mia.id)
        assert set(told_of(mia, ada)) == {ada.id}


def test_a_block_ends_the_following_both_ways_and_keeps_the_other_away(ada, ben):
    follow(ben, by=ada)
    room = direct_with(ada, by=ben)
    silence(ben, How.BLOCK, by=ada)
    assert not db.session.get(Follow, (ben.id, ada.id))
    assert not db.session.get(Follow, (ada.id, ben.id))
    for action in ("follow", "write_to"):
        assert not may(ben, action, ada)
        assert not may(ada, action, ben)
    assert not may(ben, "write", room)
    hear_again(ben, by=ada)
    assert may(ben, "follow", ada)
    assert may(ben, "write", room)


def test_what_was_said_last_holds(ada, mia):
    silence(mia, How.BLOCK, by=ada, span=A_DAY)
    silence(mia, How.MUTE, by=ada)
    assert quiet_of(ada).members == {mia.id: How.MUTE}
    assert blocked_by([ada.id], whom_id=mia.id) == set()
    assert not may(ada, "silence", ada)


def test_whoever_is_blocked_cannot_reply_or_name(ada, mia, ben, lab):
    topic = open_topic(lab, "Creams", "Which?", by=ada)
    bens = open_topic(lab, "Soap", "From Aleppo.", by=ben)
    hers = reply(bens, "Laurel.", by=ada)
    silence(mia, How.BLOCK, by=ada)
    with pytest.raises(KeptAway):
        reply(topic, "The blue one.", by=mia)
    with pytest.raises(KeptAway):
        reply(bens, "No.", by=mia, quoted=hers)
    assert reply(bens, "I like olive, @ada.", by=mia).html == "<p>I like olive, @ada.</p>\n"
    assert 'href="/@ada"' in html_of("@ada", by=ben)


def test_a_call_in_a_room_does_not_reach_who_blocked_the_caller(ada, mia):
    from community.chat.models import Mention

    room = open_room("Kitchen", by=ada)
    silence(mia, How.BLOCK, by=ada)
    said = say(room, "@ada are you there?", by=mia, client_id="1")
    assert not db.session.get(Mention, (said.id, ada.id))


@pytest.mark.parametrize(
    ("word", "text", "hidden"),
    [
        ("sale", "The winter SALE begins", True),
        ("sale", "A whole salesroom", False),
        ("促销", "双十一促销开始了", True),
        ("flash  sale", "a Flash sale today", True),
        ("cà phê", "Cà phê sữa đá", True),
        ("iphone", "我的iPhone手机壳", True),
        ("a.b", "a-b", False),
    ],
)
def test_a_muted_word_is_met_nowhere(ada, word, text, hidden):
    mute_word(word, by=ada)
    assert quiet_of(ada).hides("", text) is hidden


def test_a_word_is_muted_once_and_for_as_long_as_was_said(ada):
    mute_word("Sale", by=ada, span=A_DAY)
    mute_word(" sale ", by=ada, span=A_DAY * 2)
    assert quiet_of(ada).words == ("sale",)
    with clock.stopped(clock.now() + A_DAY * 3):
        assert quiet_of(ada) == Quiet()
    for nothing in ("", "  ", "…"):
        with pytest.raises(NoWord):
            mute_word(nothing, by=ada)


def test_who_may_begin_to_write(ada, mia, ben, browser_of):
    begun = direct_with(ada, by=mia)
    open_letters_to(OpenTo.FOLLOWED, by=ada)
    assert not may(mia, "write_to", ada)
    assert may(mia, "write", begun), "what was begun goes on"
    follow(ben, by=ada)
    assert may(ben, "write_to", ada)
    open_letters_to(OpenTo.NOBODY, by=ada)
    assert not may(ben, "write_to", ada)
    assert browser_of(ben).post("/chat/direct/ada").status_code == 403


@pytest.mark.parametrize("open_to", list(OpenTo))
@pytest.mark.parametrize("how", [None, *How])
def test_a_profile_offers_what_the_rule_allows(ada, mia, ben, moderator, open_to, how):
    follow(ben, by=ada)
    open_letters_to(open_to, by=ada)
    for member in (mia, ben, moderator):
        if how:
            silence(member, how, by=ada)
        profile = profile_of("ada", seen_by=member)
        assert profile.takes_letters_of(member) is may(member, "write_to", ada)
        assert profile.parted is not may(member, "follow", ada)


def test_the_pages(ada, mia, browser_of):
    browser = browser_of(ada)
    assert "You hear everybody" in browser.get("/settings/quiet").text
    assert "Mute or block Mia" in browser.get("/@mia/quiet").text
    assert browser.get("/@ada/quiet").status_code == 403
    answer = browser.post("/@mia/quiet", data={"how": "block", "span": "week", "next": "/boards"})
    assert answer.location == "/boards"
    assert "You have blocked this member." in browser.get("/@mia").text
    assert "but not follow, reply or write" in browser_of(mia).get("/@ada").text
    assert 'action="/@ada/follow"' not in browser_of(mia).get("/@ada").text
    assert browser_of(mia).post("/@ada/follow").status_code == 403
    assert ">Mia<" in browser.get("/settings/quiet").text
    browser.post("/@mia/quiet", data={"how": "none"})
    assert 'action="/@mia/follow"' in browser.get("/@mia").text
    assert browser.post("/settings/quiet/words", data={"word": " "}).status_code == 422
    assert browser.post("/settings/quiet/words", data={"word": "x" * 51}).status_code == 422
    browser.post("/settings/quiet/words", data={"word": "sale", "span": "month"})
    assert ">sale<" in browser.get("/settings/quiet").text
    word = db.session.query(MutedWord).one()
    assert browser_of(mia).post(f"/settings/quiet/words/{word.id}/removal").status_code == 404
    browser.post(f"/settings/quiet/words/{word.id}/removal")
    assert quiet_of(ada).words == ()
    browser.post("/settings/quiet/letters", data={"open_to": "nobody"})
    assert browser.post("/settings/quiet/letters", data={"open_to": "martians"}).status_code == 400
    assert not may(mia, "write_to", ada)


def test_replies_of_whom_one_does_not_hear_are_folded_away(ada, mia, ben, lab, browser_of):
    topic = open_topic(lab, "Creams", "Which?", by=ada)
    reply(topic, "The blue one.", by=mia)
    browser = browser_of(ada)
    page = browser.get(topic.url)
    assert "data-folded" not in page.text
    assert 'href="/@mia/quiet"' in page.text
    silence(mia, How.MUTE, by=ada)
    page = browser.get(topic.url, headers={"If-None-Match": page.headers["ETag"]})
    assert page.status_code == 200, "the browser's page is no longer hers"
    assert page.text.count("data-folded") == 1
    assert "data-folded" not in browser_of(ben).get(topic.url).text


def test_programs_mute_and_block(app, ada, mia):
    _token, word = create_token(ada, "a test", [Scope.ALL])
    program, headers = app.test_client(), {"Authorization": f"Bearer {word}"}

    def ask(method, path, body=None, **more):
        return program.open(f"/api/v1{path}", method=method, json=body, headers=headers | more)

    made = ask("POST", "/members/mia/silence", {"how": "block", "span": "day"})
    assert (made.status_code, made.json["handle"], made.json["how"]) == (201, "mia", "block")
    assert [one["handle"] for one in ask("GET", "/me/silences").json["items"]] == ["mia"]
    assert ask("POST", "/members/ada/silence", {}).status_code == 403
    assert ask("POST", "/members/mia/silence", {"how": "hate"}).status_code == 422
    assert ask("DELETE", "/members/mia/silence").status_code == 204
    assert ask("GET", "/me/silences").json["items"] == []
    assert ask("GET", "/me/letters").json == {
        "open_to": "everybody",
        "tells_reading": True,
        "is_seen": True,
        "shows_counts": True,
        "found_by": "everybody",
        "tier_for": "everybody",
    }
    assert ask("PATCH", "/me/letters", {"tells_reading": False}).json["open_to"] == "everybody"
    assert not ask("PATCH", "/me/letters", {"is_seen": False, "shows_counts": False}).json["is_seen"]
    settled = {"open_to": "nobody", "tells_reading": False, "is_seen": False, "shows_counts": False}
    settled |= {"found_by": "followed", "tier_for": "nobody"}
    assert ask("PATCH", "/me/letters", {"tier_for": "nobody"}).json["tier_for"] == "nobody"
    assert ask("PATCH", "/me/letters", {"open_to": "nobody", "found_by": "followed"}).json == settled
    assert ask("GET", "/me/letters").json == settled
    assert ask("PATCH", "/me/letters", {"open_to": "martians"}).status_code == 422
    muted = ask("POST", "/me/muted-words", {"word": "sale"}, **{"Idempotency-Key": "once"}).json
    assert [one["word"] for one in ask("GET", "/me/muted-words").json["items"]] == ["sale"]
    assert ask("POST", "/me/muted-words", {"word": "!"}).status_code == 422
    assert ask("DELETE", f"/me/muted-words/{muted['id']}").status_code == 204
    assert ask("DELETE", "/me/muted-words/99").status_code == 404


def test_members_that_run_out_are_not_told_of(ada, mia, browser_of):
    with transaction():
        pass
    silence(mia, How.MUTE, by=ada, span=A_DAY)
    with clock.stopped(clock.now() + A_DAY * 2):
        assert "You hear everybody" in browser_of(ada).get("/settings/quiet").text
        assert "You have muted" not in browser_of(ada).get("/@mia").text


def test_what_they_do_is_no_news(ada, mia, lab):
    topic = open_topic(lab, "Creams", "Which?", by=ada)
    silence(mia, How.MUTE, by=ada)
    reply(topic, "The blue one, @ada.", by=mia)
    assert unread_of([ada.id]) == {ada.id: 0}
    hear_again(mia, by=ada)
    reply(topic, "And the green one, @ada.", by=mia)
    assert unread_of([ada.id]) == {ada.id: 1}


def test_who_wants_no_numbers_is_spared_them_and_nobody_else_is(ada, mia, browser_of):
    hers, others = browser_of(ada), browser_of(mia)
    assert "data-counts" not in hers.get("/").text
    assert hers.post("/settings/quiet/counts", data={"hidden": "1"}).status_code == 303
    assert '<html lang="en" data-counts="none">' in hers.get("/").text
    assert "data-counts" not in others.get("/").text
    hers.post("/settings/quiet/counts")
    assert "data-counts" not in hers.get("/").text


def test_programs_of_who_wants_no_counts_are_told_none(ada, ben, mia, browser_of):
    story = write("Three days", "Rain.", by=ada)
    publish(story, by=ada)
    like(story, by=ben)
    reply(story, "And wind?", by=ben)
    hers, others = browser_of(ada), browser_of(mia)
    hers.patch("/api/v1/me/letters", json={"shows_counts": False})
    numbers = ("likes", "replies", "reactions")
    read = f"/api/v1/stories/{story.id}"
    for address, of in ((read, lambda told: told), ("/api/v1/stories", lambda told: told["items"][0])):
        assert [of(hers.get(address).json)[name] for name in numbers] == [None, None, {}], address
        assert [of(others.get(address).json)[name] for name in numbers] == [1, 1, {"like": 1}], address
    assert hers.get("/api/v1/members/ada").json["followers"] is None
    assert others.get("/api/v1/members/ada").json["followers"] == 1
    hers.patch("/api/v1/me/letters", json={"shows_counts": True})
    assert hers.get(read).json["likes"] == 1


def test_live_lines_of_who_wants_no_counts_hear_none(app, ada, ben, mia, browser_of):
    story = write("Three days", "Rain.", by=ada)
    publish(story, by=ada)
    room = open_room("Night owls", by=ada)
    word = say(room, "Tea?", by=ada, client_id="1")
    browser_of(mia).patch("/api/v1/me/letters", json={"shows_counts": False})
    hers, others = (socketio.test_client(app, flask_test_client=browser_of(it)) for it in (mia, ben))
    for line in (hers, others):
        line.emit("join", {"room": room.id}, callback=True)
        line.emit("follow", {"contribution": story.id}, callback=True)
        line.get_received()
    like(story, by=ben)
    like(db.session.get_one(Message, word.id), by=ben)
    say(room, "Yes", by=ben, client_id="2")
    assert [what for what, _ in heard(others)] == [
        "contribution.liked",
        "contribution.liked",
        "message.changed",
        "message",
    ]
    assert [(what, it["likes"], it["reactions"]) for what, it in heard(hers)] == [
        ("message.changed", None, {}),
        ("message", None, {}),
    ]
    for line in (hers, others):
        line.emit("leave", {"room": room.id}, callback=True)
        line.emit("unfollow", {"contribution": story.id})
    say(room, "Who is there?", by=ben, client_id="3")
    assert heard(hers) == heard(others) == []


def test_open_lines_are_opened_anew_once_it_is_settled(app, mia, browser_of):
    hers = browser_of(mia)
    line = socketio.test_client(app, flask_test_client=hers)
    hers.post("/settings/quiet/counts", data={"hidden": "1"})
    assert [it["name"] for it in line.get_received()] == ["rights.moved"]


def test_when_a_silence_ends_is_said_as_a_day_and_an_hour(ada, mia, browser_of):
    """«Until in 23h» is no sentence."""
    with clock.stopped(clock.now().replace(hour=12)):  # one day of the calendar for her and for us
        silence(mia, How.BLOCK, by=ada, span=A_DAY)
        mute_word("giveaway", by=ada, span=A_DAY)
        page = browser_of(ada).get("/settings/quiet").text
    ends = db.session.scalars(select(Silence.until)).one()
    assert page.count(f"until {exact(ends)[:-6]}") == 2
    assert not re.search(r"until\s+<time", page)

"""What is read: missed messages by their numbers, one mark per reader, pages of few queries."""

import pytest
from lxml.html import fromstring
from sqlalchemy import event

from community import clock
from community.chat.messages import revise, say, take_back
from community.chat.models import Membership
from community.chat.reading import mark_read
from community.chat.rooms import direct_with, join
from community.db import db, transaction
from community.quiet.models import How, Silence
from tests.community.chat.conftest import heard


def test_since_gives_all_that_came_after_in_pages_and_in_order(app, ada, ben, owls, browser_of):
    for number in range(1, 8):
        say(owls, f"no. {number}", by=ada, client_id=str(number))
    ask = browser_of(ben)
    first = ask.get(f"{owls.url}/messages?since=2&limit=3").json
    assert [it["seq"] for it in first["items"]] == [3, 4, 5]
    assert (first["more"], first["next"], first["seq"]) == (True, 5, 7)
    rest = ask.get(f"{owls.url}/messages?since=5&limit=3").json
    assert [it["text"] for it in rest["items"]] == ["no. 6", "no. 7"]
    assert (rest["more"], rest["next"]) == (False, None)


def test_who_missed_more_than_a_page_begins_at_the_first_of_it_and_reads_on(app, ada, ben, owls, browser_of):
    join(owls, by=ben)
    for number in range(1, 121):
        say(owls, f"no. {number}", by=ada, client_id=str(number))
    mark_read(owls, 40, ben)
    ask = browser_of(ben)

    def shown(url):
        page = fromstring(ask.get(url).text)
        log, further = page.xpath("//*[@data-log]")[0], page.xpath("//*[@data-further]/@href")
        below = log.xpath(".//*[@data-new]/following-sibling::article[1]/@data-seq")
        return [int(seq) for seq in log.xpath(".//article/@data-seq")], below, further

    assert shown(owls.url) == ([*range(17, 67)], ["41"], [f"{owls.url}?at=91"])
    assert shown("/chat")[1] == ["41"]
    assert shown(f"{owls.url}?at=91") == ([*range(67, 117)], [], [f"{owls.url}?at=141"])
    assert shown(f"{owls.url}?at=141") == ([*range(117, 121)], [], [])
    assert shown(f"{owls.url}?at=1")[0] == [*range(1, 51)]
    mark_read(owls, 70, ben)
    assert shown(owls.url) == ([*range(71, 121)], ["71"], [])
    mark_read(owls, 120, ben)
    assert shown(owls.url) == ([*range(71, 121)], [], [])


def test_before_goes_back_to_the_beginning(app, ada, ben, owls, browser_of):
    for number in range(1, 8):
        say(owls, f"no. {number}", by=ada, client_id=str(number))
    ask = browser_of(ben)
    page = ask.get(f"{owls.url}/messages?limit=3").json
    assert ([it["seq"] for it in page["items"]], page["next"]) == ([5, 6, 7], 5)
    page = ask.get(f"{owls.url}/messages?before=3&limit=3").json
    assert ([it["seq"] for it in page["items"]], page["next"]) == ([1, 2], None)


def test_since_also_tells_what_changed_meanwhile(app, ada, ben, owls, browser_of):
    one, two = (say(owls, word, by=ada, client_id=word) for word in ("one", "two"))
    ask = browser_of(ben)
    changes = ask.get(f"{owls.url}/messages?since=2&changes=0").json["changes"]
    revise(one, "uno", by=ada)
    take_back(two, by=ada)
    say(owls, "three", by=ada, client_id="three")
    missed = ask.get(f"{owls.url}/messages?since=2&changes={changes}").json
    assert [it["text"] for it in missed["items"]] == ["three"]
    assert [(it["text"], it["removed"]) for it in missed["changed"]] == [("uno", False), ("", True)]
    assert ask.get(f"{owls.url}/messages?since=3&changes={missed['changes']}").json["changed"] == []


def test_absurd_numbers_are_no_trouble(app, ada, owls, browser_of):
    for query in (
        "since=-1",
        "since=x",
        f"since={10**30}",
        "before=0",
        "limit=0",
        "limit=99999",
        f"before={2**31}",
    ):
        assert browser_of(ada).get(f"{owls.url}/messages?{query}").status_code == 200, query
    for name in (str(10**30), "0", "-1", "%00", "é"):
        assert browser_of(ada).get(f"/chat/{name}").status_code == 404, name


def test_each_reader_has_one_mark_that_only_goes_forward(app, ada, ben, mia, owls, screen_of):
    join(owls, by=ben)
    join(owls, by=mia)
    for number in range(3):
        say(owls, "hm", by=ada, client_id=str(number))
    bens, bens_other_tab, mias = screen_of(ben), screen_of(ben), screen_of(mia)
    assert bens.emit("read", {"room": owls.id, "seq": 2}, callback=True) == {"seq": 2}
    bens.emit("read", {"room": owls.id, "seq": 1})
    assert [mark.read_seq for mark in (mark_of(ben, owls), mark_of(mia, owls))] == [2, 0]
    bens.emit("read", {"room": owls.id, "seq": 99})
    assert mark_of(ben, owls).read_seq == 3
    assert [facts["seq"] for facts in heard(bens_other_tab, "read")] == [2, 3]
    assert heard(mias, "read") == []


def test_unread_is_counted_for_each_and_calls_are_marked(app, ada, ben, mia, owls, browser_of):
    join(owls, by=ben)
    join(owls, by=mia)
    for number in range(3):
        say(owls, "@ben, are you there?" if number else "hm", by=ada, client_id=str(number))
    say(owls, "yes", by=mia, client_id="m")
    assert unread_in(browser_of(ben).get("/chat").text) == ("4", True)
    assert unread_in(browser_of(mia).get("/chat").text) == ("0", False)
    browser_of(ben).post(f"{owls.url}/reading")
    assert unread_in(browser_of(ben).get("/chat").text) == ("0", False)


def test_a_muted_room_wears_no_badge(app, ada, ben, owls, browser_of, screen_of):
    join(owls, by=ben)
    browser_of(ben).post(f"{owls.url}/mute", data={"hours": "8"})
    bens = screen_of(ben)
    assert bens.emit("unread", {}, callback=True) == {"rooms": []}
    say(owls, "loud!", by=ada, client_id="1")
    assert bens.get_received() == []
    assert unread_in(browser_of(ben).get("/chat").text) == ("0", False)


def test_who_looks_elsewhere_hears_that_there_is_something_not_what(app, ada, ben, owls, screen_of):
    join(owls, by=ben)
    bens = screen_of(ben)
    bens.emit("unread", {})
    say(owls, "the words themselves", by=ada, client_id="1")
    (news,) = bens.get_received()
    assert news["name"] == "room.moved"
    assert "the words" not in str(news)


def test_between_two_the_writer_learns_that_it_was_read(app, ada, ben, looks_at):
    room = direct_with(ben, by=ada)
    adas, bens = looks_at(ada, room), looks_at(ben, room)
    say(room, "did you see?", by=ada, client_id="1")
    bens.emit("read", {"room": room.id, "seq": 1})
    assert {"room": room.id, "seq": 1, "handle": "ben"} in heard(adas, "read")


@pytest.mark.parametrize("who_keeps_it", ["reader", "writer"])
def test_who_keeps_it_to_herself_is_not_told_either(
    app, ada, ben, mia, owls, looks_at, browser_of, who_keeps_it
):
    room, reader = direct_with(ben, by=ada), browser_of(ben)
    adas, bens = looks_at(ada, room), looks_at(ben, room)
    say(room, "did you see?", by=ada, client_id="1")
    bens.emit("read", {"room": room.id, "seq": 1})
    assert 'data-seen="1"' in browser_of(ada).get(room.url).text
    keeper = reader if who_keeps_it == "reader" else browser_of(ada)
    assert keeper.post("/settings/quiet/reading", data={}).status_code == 303
    assert 'name="told" value="1" checked' not in " ".join(keeper.get("/settings/quiet").text.split())
    say(room, "and this?", by=ada, client_id="2")
    heard(adas, "read")
    bens.emit("read", {"room": room.id, "seq": 2})
    assert heard(adas, "read") == []
    assert "data-seen" not in browser_of(ada).get(room.url).text
    assert "data-seen" not in reader.get(room.url).text
    keeper.post("/settings/quiet/reading", data={"told": "1"})
    assert 'data-seen="2"' in browser_of(ada).get(room.url).text


def test_a_room_of_more_shows_nobody_how_far_another_read(app, ada, ben, italy, browser_of):
    say(italy, "hm", by=ada, client_id="1")
    browser_of(ben).post(f"{italy.url}/reading")
    assert "data-seen" not in browser_of(ada).get(italy.url).text


def test_a_room_of_fifty_messages_takes_no_more_than_six_queries(app, ada, ben, italy, browser_of):
    browser, address = browser_of(ben), italy.url
    counts = []
    for amount in (2, 60):
        first = None
        for number in range(amount):
            said = say(italy, f"@ben {number}", by=ada, client_id=f"{amount}-{number}", reply_to=first)
            first = first or said.id
        browser.get(address)  # the bell's news of these calls is read with it, once
        counts.append(queries(lambda: browser.get(address)))
    assert counts[0] == counts[1]
    assert counts[1] <= 6


def test_the_page_says_where_new_begins_and_keeps_one_voice_together(app, ada, ben, owls, browser_of):
    join(owls, by=ben)
    say(owls, "read", by=ada, client_id="1")
    browser_of(ben).post(f"{owls.url}/reading")
    say(owls, "new", by=ada, client_id="2")
    say(owls, "newer", by=ada, client_id="3")
    page = browser_of(ben).get(owls.url).text
    assert page.count("data-new>") == 1
    assert page.index("data-new>") > page.index('data-seq="1"')
    assert page.index("data-new>") < page.index('data-seq="2"')
    assert page.count('class="message continued"') == 1


def test_search_finds_what_was_said_here_and_not_what_was_taken_back(app, ada, ben, owls, italy, browser_of):
    say(owls, "The jar is 100% sold out", by=ada, client_id="1")
    say(italy, "The jar in the cellar", by=ada, client_id="2")
    take_back(say(owls, "The jar I broke", by=ada, client_id="3"), by=ada)
    page = browser_of(ben).get(f"{owls.url}/search?q=JAR+100%25").text
    assert "sold out" in page
    page = browser_of(ben).get(f"{owls.url}/search?q=jar").text
    assert "cellar" not in page
    assert "broke" not in page


def mark_of(member, room):
    return db.session.get(Membership, (room.id, member.id), populate_existing=True)


def unread_in(page: str) -> tuple[str, bool]:
    line = page[page.index("data-unread>") + len("data-unread>") :]
    calls = page[page.index("data-calls") : page.index("data-unread>")]
    return line[: line.index("<")], "hidden" not in calls.split(">")[0]


def queries(act) -> int:
    asked = []
    listener = lambda *args: asked.append(args[2])  # noqa: E731
    engine = db.engines[None].engine
    event.listen(engine, "before_cursor_execute", listener)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", listener)
    return len([sql for sql in asked if sql.startswith("SELECT")])


def test_the_words_of_whom_one_muted_or_blocked_are_folded(ada, ben, mia, owls, browser_of, screen_of):
    for by in (ada, mia):
        say(owls, f"by {by.handle}", by=by, client_id="1")
    with transaction():
        db.session.add(Silence(member_id=ben.id, whom_id=ada.id, how=How.MUTE))

    def unfolded(reader):
        page = fromstring(browser_of(reader).get(owls.url).text)
        words = page.xpath("//*[@data-log]//*[@class='message-text'][not(ancestor::details)]")
        on_line = screen_of(reader).emit("join", {"room": owls.id}, callback=True)
        return [it.text_content().strip() for it in words], on_line["unheard"]

    assert unfolded(ben) == (["by mia"], ["ada"])
    assert unfolded(ada) == (["by ada", "by mia"], [])
    told = browser_of(ben).get(f"{owls.url}/messages?since=0").json["items"]
    assert [it["unheard"] for it in told] == [True, False]
    with transaction():
        db.session.get_one(Silence, (ben.id, ada.id)).until = clock.now()
    assert unfolded(ben) == (["by ada", "by mia"], [])


def test_between_two_who_are_kept_apart_nothing_offers_to_write(ada, ben, mia, browser_of):
    room = direct_with(ben, by=ada)
    with transaction():
        db.session.add(Silence(member_id=ben.id, whom_id=ada.id, how=How.BLOCK))
    for either in (ada, ben):
        page = browser_of(either).get(room.url).text
        assert "You can read here, but not write." in page
        assert "data-composer" not in page
    assert "data-composer" in browser_of(ada).get(direct_with(mia, by=ada).url).text

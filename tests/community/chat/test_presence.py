"""Who is here and who is writing: several tabs are one member, and nobody stays as a ghost."""

from datetime import timedelta

from community import clock
from community.chat import presence
from community.chat.messages import say
from community.quiet.keeping import be_seen
from community.realtime import look
from tests.community.chat.conftest import heard


def test_three_tabs_are_one_member(app, ada, ben, owls, screen_of):
    tabs = [screen_of(ada) for _ in range(3)]
    for tab in tabs:
        assert tab.emit("join", {"room": owls.id}, callback=True)["here"] == 1
    assert screen_of(ben).emit("join", {"room": owls.slug}, callback=True)["members"] == ["ada", "ben"]
    tabs[0].disconnect()
    tabs[1].emit("leave", {"room": owls.id})
    assert presence.here(owls.id) == ["ada", "ben"]
    tabs[2].disconnect()
    assert presence.here(owls.id) == ["ben"]


def test_a_tab_nobody_looks_at_is_forgotten_and_comes_back(app, ada, ben, owls, looks_at):
    adas, bens = looks_at(ada, owls), looks_at(ben, owls)
    with clock.stopped(clock.now() + presence.LASTS / 2):
        bens.emit("here", {"room": owls.id})
    with clock.stopped(clock.now() + presence.LASTS + timedelta(seconds=1)):
        assert presence.here(owls.id) == ["ben"]
        bens.emit("here", {"room": owls.id})
        assert heard(bens, "presence")[-1]["members"] == ["ben"]
        adas.emit("here", {"room": owls.id})
        assert presence.here(owls.id) == ["ada", "ben"]


def test_who_goes_at_once_is_missed_a_second_later_without_anybody_saying_a_word(
    app, ada, ben, owls, looks_at
):
    now = clock.now()
    with clock.stopped(now):
        adas = looks_at(ada, owls)
    with clock.stopped(now + presence.TELL_EVERY):
        looks_at(ben, owls).disconnect()
        look()
        assert heard(adas, "presence")[-1]["members"] == ["ada", "ben"]
    with clock.stopped(now + 2 * presence.TELL_EVERY):
        look()
        assert [facts["members"] for facts in heard(adas, "presence")] == [["ada"]]
        look()
        assert heard(adas, "presence") == []  # nothing twice


def test_typing_is_told_to_the_others_in_the_room_only_and_not_at_every_key(
    app, ada, ben, mia, owls, looks_at, screen_of
):
    adas, adas_other, bens, mias = (
        looks_at(ada, owls),
        looks_at(ada, owls),
        looks_at(ben, owls),
        screen_of(mia),
    )
    start = clock.now()
    for second in range(4):
        with clock.stopped(start + timedelta(seconds=second)):
            adas.emit("typing", {"room": owls.id})
    assert [facts["name"] for facts in heard(bens, "typing")] == ["Ada", "Ada"]
    for screen in (adas, adas_other, mias):
        assert heard(screen, "typing") == []


def test_who_is_not_in_the_room_neither_types_nor_is_here(app, ada, ben, owls, looks_at, screen_of):
    adas, bens = looks_at(ada, owls), screen_of(ben)
    for nonsense in (owls.id, str(owls.id), None, -1, 10**30, [], {"a": 1}, True):
        bens.emit("typing", {"room": nonsense})
        bens.emit("here", {"room": nonsense})
    assert adas.get_received() == []
    assert presence.here(owls.id) == ["ada"]


def test_garbled_words_from_a_browser_are_answered_not_broken(app, ada, owls, screen_of):
    adas = screen_of(ada)
    for event in ("join", "leave", "message", "read"):
        for said in ((), (None,), ([],), ("x",), ({"room": []},), ({"room": {"$gt": 0}},), ({"room": True},)):
            assert "error" in adas.emit(event, *said, callback=True), (event, said)
    for words in (
        {"text": 5},
        {"text": "x"},
        {"text": "x", "client_id": ""},
        {"text": None, "client_id": "k"},
    ):
        assert "error" in adas.emit("message", {"room": owls.id, **words}, callback=True)
    odd = {"room": owls.id, "text": "fine", "client_id": "k" * 500, "reply_to": "x", "photo": 7}
    assert adas.emit("message", odd, callback=True)["seq"] == 1


def test_what_is_said_comes_to_who_has_the_page_open_elsewhere_too(app, ada, ben, owls, looks_at):
    first, second = looks_at(ben, owls), looks_at(ben, owls)
    say(owls, "both tabs", by=ada, client_id="1")
    assert [len(heard(tab, "message")) for tab in (first, second)] == [1, 1]


def test_who_keeps_unseen_is_neither_here_nor_writing_and_talks_as_ever(app, ada, ben, owls, looks_at):
    be_seen(by=ada, on=False)
    bens = looks_at(ben, owls)
    adas = looks_at(ada, owls)
    heard(bens, "presence")
    adas.emit("here", {"room": owls.id})
    adas.emit("typing", {"room": owls.id})
    assert presence.here(owls.id) == ["ben"]
    assert heard(bens, "typing") == []
    adas.emit("message", {"room": owls.id, "text": "Good evening", "client_id": "a"})
    assert [it["text"] for it in heard(bens, "message")] == ["Good evening"]


def test_who_was_seen_goes_as_soon_as_she_says_so(app, ada, ben, owls, looks_at):
    adas = looks_at(ada, owls)
    assert presence.here(owls.id) == ["ada"]
    be_seen(by=ada, on=False)
    adas.emit("here", {"room": owls.id})
    assert presence.here(owls.id) == []

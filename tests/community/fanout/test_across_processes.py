"""Two web processes and a Redis between them are one club."""

import pytest


@pytest.fixture
def seated(two_processes, handmade, until):
    """Ada in one process, Ben in the other, and both processes listening to each other."""
    ada, ben = (handmade(club, room="hall") for club in two_processes)
    for speaks in two_processes:
        for hears in (ada, ben):
            until(lambda speaks=speaks, hears=hears: reaches(speaks, hears))
    return ada, ben


def reaches(club, browser):
    """Redis takes a moment to introduce them."""
    club.get("/say/hello")
    browser.socket.settimeout(0.1)
    try:
        return b"hello" in browser.hear_kind(1)
    except TimeoutError:
        return False
    finally:
        browser.socket.settimeout(5)


def heard_until_the_end(browser):
    words = []
    while b'"end"' not in (body := browser.hear_kind(1)):
        words += [body] if b"line" in body else []
    return words


def test_what_is_said_in_one_is_heard_in_both(seated):
    ada, _ = seated
    ada.say('422["broadcast",{"room":"hall","count":20,"text":"x"}]')
    ada.say('423["broadcast",{"room":"hall","count":1,"text":"end"}]')
    lines = [heard_until_the_end(browser) for browser in seated]
    assert lines[0] == lines[1]
    assert [f'"number":{number},'.encode() in line for number, line in enumerate(lines[0])] == [True] * 20
    assert len(lines[0]) == 20


def test_a_member_is_cut_from_the_other_process(two_processes, browse):
    here, there = two_processes
    ada = browse("stays", there, "websocket")
    here.get(f"/cut/{ada.tell()}")
    assert ada.tell() == "io server disconnect"

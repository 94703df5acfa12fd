"""What the club does with browsers that do not behave; nobody else notices."""

import json

import pytest


def code_of(body):
    return int.from_bytes(body[:2], "big")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"\x81\x02hi", 1002),  # not masked
        (b"\xc1\x80\0\0\0\0", 1002),  # an extension nobody agreed on
        (b"\x83\x80\0\0\0\0", 1002),  # a kind that does not exist
        (b"\x80\x80\0\0\0\0", 1002),  # the rest of a message that never began
        (b"\x81\xff" + (1_000_001).to_bytes(8, "big") + bytes(4), 1009),  # too much, before it comes
        (b"\x81\x82\0\0\0\0\xff\xfe", 1007),  # no UTF-8
    ],
)
def test_a_bad_frame_closes_with_its_code(club, handmade, sent, code):
    mia = handmade(club)
    mia.socket.sendall(sent)
    assert code_of(mia.hear_kind(8)) == code
    assert mia.hear() == (0, b"")


def test_too_much_is_refused_while_it_is_still_arriving(club, handmade, masked):
    mia = handmade(club)
    mia.socket.sendall(masked(b"4" + b"x" * 2_000_000))
    assert code_of(mia.hear_kind(8)) == 1009


def test_too_much_in_small_parts_is_refused_too(club, handmade, masked):
    mia = handmade(club)
    mia.socket.sendall(masked(b"4", final=False))
    mia.socket.sendall(masked(b"x" * 60_000, 0, final=False) * 17)
    assert code_of(mia.hear_kind(8)) == 1009


def test_a_ping_is_answered_in_the_middle_of_a_message(club, handmade, masked):
    mia = handmade(club)
    mia.socket.sendall(masked(b'422["jo', final=False) + masked(b"there?", 9) + masked(b'in","hall"]', 0))
    assert mia.hear_kind(10) == b"there?"
    assert mia.hear_kind(1).startswith(b"432")


def test_a_goodbye_is_returned_and_the_line_closed(club, handmade, masked):
    mia = handmade(club)
    mia.socket.sendall(masked((4001).to_bytes(2, "big") + b"bye", 8))
    assert code_of(mia.hear_kind(8)) == 4001
    assert mia.hear() == (0, b"")


def test_half_a_frame_and_a_broken_line_leave_nothing_behind(club, handmade, until):
    mia = handmade(club)
    mia.socket.sendall(b"\x81\xfe\x01")
    mia.socket.close()
    until(lambda: not json.loads(club.get("/gone"))["connected"])


@pytest.mark.parametrize(
    ("header", "status"),
    [("Sec-WebSocket-Version: 8", b"426"), ("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short", b"400")],
)
def test_who_does_not_greet_properly_stays_outside(club, handmade, header, status):
    mia = handmade(club)
    with type(mia.socket)() as caller:
        caller.settimeout(5)
        caller.connect(("127.0.0.1", club.port))
        asked = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\n"
        caller.sendall(f"{asked}Upgrade: websocket\r\n{header}\r\n\r\n".encode())
        assert caller.recv(4096).split()[1] == status

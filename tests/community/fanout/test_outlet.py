"""Writing to one reader: at once, in order, and never more kept than agreed."""

import socket

import gevent
import pytest

from community.fanout.frames import closing_frame
from community.fanout.outlet import IN_THE_KERNEL, KEPT_AT_MOST, Outlet

LINE = bytes(range(250)) * 40


@pytest.fixture
def line():
    """Our end, without gevent's wrapper, and the reader's."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(0)
        theirs.settimeout(0)
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, IN_THE_KERNEL)
        outlet = Outlet(ours)
        yield outlet, theirs
        outlet.cut()


def drain(theirs):
    """What the reader takes until the end, giving the loop its turns."""
    taken = bytearray()
    with gevent.Timeout(5):
        while True:
            try:
                data = theirs.recv(50_000)
            except BlockingIOError:
                gevent.sleep(0)
                continue
            if not data:
                return bytes(taken)
            taken += data


def test_a_slow_reader_gets_everything_in_order(line):
    outlet, theirs = line
    sent = [LINE[number:] for number in range(100)]
    for data in sent:
        outlet.write(data)
    assert 0 < outlet.waiting <= KEPT_AT_MOST
    outlet.end(closing_frame(1000))
    outlet.write(b"nothing follows a goodbye")
    assert drain(theirs) == b"".join(sent) + closing_frame(1000)
    assert outlet.waiting == 0


def test_a_reader_who_takes_nothing_is_cut_and_forgotten(line):
    outlet, theirs = line
    written = 0
    while outlet.open:
        outlet.write(LINE)
        written += len(LINE)
    assert KEPT_AT_MOST < written < KEPT_AT_MOST + 8 * IN_THE_KERNEL
    assert outlet.waiting == 0
    outlet.write(LINE)
    assert len(drain(theirs)) < written


def test_who_has_gone_is_no_error(line):
    outlet, theirs = line
    theirs.close()
    outlet.write(LINE)
    assert not outlet.open
    outlet.end(b"bye")
    outlet.cut()


def test_a_goodbye_nobody_takes_is_cut_in_the_end(line, monkeypatch):
    outlet, _ = line
    monkeypatch.setattr("community.fanout.outlet.PATIENCE", 0.01)
    while not outlet.waiting:
        outlet.write(LINE)
    outlet.end(b"bye")
    with gevent.Timeout(5):
        while outlet.open:
            gevent.sleep(0.01)

"""What is measured is what was heard: each message once, wherever the network cuts the stream."""

import socket
import time

import pytest

from benchmarks.fanout import first_of, opened
from benchmarks.listeners import WORDS, Crowd, Listener, masked
from tests.services import free_port

MESSAGE = b'\x81\x7e\x00\x3242["said",{"id":%d,"text":"^%d.5^ words"}]'
STREAM = b"".join(MESSAGE % (id, id) for id in range(40))


@pytest.mark.parametrize("watched", [True, False])
@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_each_message_is_heard_once(watched, size):
    server, line = socket.socketpair()
    line.settimeout(0)
    crowd, listener = Crowd(0), Listener(line, watched)
    for start in range(0, len(STREAM), size):
        server.sendall(STREAM[start : start + size])
        crowd._hear(listener)
    assert crowd.heard == 40
    assert len(crowd.late) == (40 if watched else 0)
    crowd.close()
    server.close()
    line.close()


def test_a_ping_is_answered_and_no_message():
    server, line = socket.socketpair()
    line.settimeout(0)
    crowd = Crowd(0)
    server.sendall(b"\x81\x012")
    crowd._hear(Listener(line, watched=False))
    assert server.recv(100) == masked("3")
    assert crowd.heard == 0
    server.close()
    line.close()
    crowd.close()


def test_the_hall_that_is_measured_opens():
    port = free_port()
    with opened("house", port):
        crowd = first_of(port)
        crowd.come(1)
        crowd.say("say", WORDS)
        ends = time.monotonic() + 20
        while crowd.heard < 2 and time.monotonic() < ends:
            crowd.listen(0.05)
        assert crowd.heard == 2
        crowd.close()

"""What a server in front could read as two requests and ours as one is none: said word by word on a line."""

import pytest

from server import Server, listen
from tests.livestream.streams.speaking import Line

HIDDEN = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def line(app):
    server = Server(listen("127.0.0.1", 0), app)
    server.start()
    line = Line(server.server_port)
    yield line
    line.close()
    server.stop(timeout=1)


def all_that_is_answered(line) -> list[int]:
    """Until the line ends."""
    answers = []
    while True:
        try:
            answers.append(line.answer().status)
        except (IndexError, ConnectionError):  # nothing comes any more
            return answers


@pytest.mark.parametrize(
    "ends",
    [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
        f"Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n",
        "Content-Length: 0, 0\r\n\r\n",
        "Content-Length: +0\r\n\r\n",
        "Content-Length: 0_0\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length:\r\n\r\n",
        "Content-Length : 0\r\n\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "X: y\r\n" * 101 + "\r\n",
    ],
)
def test_a_request_without_one_clear_end_is_refused_and_nothing_after_it_is_read(line, ends):
    line.send(f"POST /sign-in HTTP/1.1\r\nHost: localhost\r\n{ends}{HIDDEN}")
    assert all_that_is_answered(line) == [400]


@pytest.mark.parametrize(
    "ends",
    [
        "Content-Length: 0\r\n\r\n",
        "content-length:0 \r\n\r\n",
        "Content-Length: 5\r\n\r\nname=",
        "Transfer-Encoding: Chunked\r\n\r\n5\r\nname=\r\n0\r\n\r\n",
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\n\r\n--x--",
        "\r\n",
    ],
)
def test_one_that_ends_clearly_is_answered_and_so_is_the_next(line, ends):
    line.send(f"POST /sign-in HTTP/1.1\r\nHost: localhost\r\n{ends}")
    line.send(HIDDEN.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
    assert all_that_is_answered(line) == [403, 404]

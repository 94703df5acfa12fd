"""What players ask thousands of times a second is read and answered by hand, before the web server.

That is: requests as players write them, whole and plain. What asks for more (a range, an upgrade, a body), is
written oddly or has not come whole stays unread, and the web server reads it.
"""

import re
from email.utils import formatdate
from functools import lru_cache
from time import time
from typing import NamedTuple

from livestream.streams.shortcut import PATH, Kind, ShortWay

REQUEST = re.compile(b"GET " + PATH.pattern.encode() + rb"(?:\?([\w=&]{0,60}))? HTTP/1\.1\r\n")
ASKS_FOR_MORE = (
    rb"(?:range|if-[\w-]*|content-length|transfer-encoding|expect|upgrade):|connection:(?! keep-alive\r)"
)
HEADERS = re.compile(rb"(?:(?!%b)[\w-]+: [^\r\n\0]*\r\n)*\r\n" % ASKS_FOR_MORE, re.IGNORECASE)


class Request(NamedTuple):
    line: bytes
    length: int  # bytes of the whole request
    given: str
    stream_id: int
    name: str
    query: str


class Answer(NamedTuple):
    head: bytes
    body: bytes


class Door:
    """One connection's."""

    def __init__(self, way: ShortWay) -> None:
        self._way = way
        self._headers = b""  # that were read before: a player's are the same each time

    def read(self, heard: bytes) -> Request | None:
        asked = REQUEST.match(heard)
        if not asked or not self._is_plain(heard, asked.end()):
            return None
        given, stream_id, name, query = (word.decode() for word in asked.groups(b""))
        length = asked.end() + len(self._headers)
        return Request(asked[0], length, given, int(stream_id), name, query)

    def _is_plain(self, heard: bytes, at: int) -> bool:
        if self._headers and heard.startswith(self._headers, at):
            return True
        headers = HEADERS.match(heard, at)
        self._headers = headers[0] if headers else b""
        return headers is not None

    def answer(self, request: Request) -> Answer | None:
        """Once it is there; none for whoever has to go the long way."""
        found = self._way.find(request.given, request.stream_id, request.name, request.query)
        return Answer(_head(found.kind, len(found.body)), found.body) if found else None


def _head(kind: Kind, length: int) -> bytes:
    return b"HTTP/1.1 200 OK\r\n%bContent-Length: %d\r\nDate: %b\r\n\r\n" % (
        kind.head,
        length,
        _date(int(time())),
    )


@lru_cache(maxsize=1)
def _date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode()

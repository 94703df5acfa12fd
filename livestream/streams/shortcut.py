"""The short way of those who watch part by part: thousands of requests a second, and none asks the house.

Whoever went the long way seconds ago (serving.py, which looks at the pass and at what its member may) is
answered before Flask: the playlist that comes next, and pieces. All else goes the long way, and what both
answer is the same.
"""

import re
from typing import NamedTuple

from flask import Flask
from prometheus_client import Counter

from community.headers import said_always
from community.health import answered
from livestream.streams import playlists, serving
from livestream.streams.following import Following, following

PATH = re.compile(
    rf"/media/live/([\w.-]{{1,120}})/(\d{{1,9}})/(close\.m3u8|{serving.NAME.pattern})", re.ASCII
)
QUESTION = re.compile(r"_HLS_msn=(\d{1,9})(?:&_HLS_part=(\d{1,6}))?(&_HLS_skip=YES)?", re.ASCII)
SOON = 1.0  # seconds one is kept waiting here; whoever waits longer waits the long way
LIST = {"Content-Type": "application/vnd.apple.mpegurl", "Cache-Control": "public, max-age=1"}
PIECE = {"Content-Type": "video/mp4", "Cache-Control": serving.FOR_EVER}


class Kind(NamedTuple):
    """Of an answer: the headers that say the same each time, and where it is counted."""

    head: bytes
    answers: Counter


class Found(NamedTuple):
    kind: Kind
    body: bytes


class ShortWay:
    """What is answered to whoever was let in lately; nothing to whoever has to go the long way."""

    def __init__(self, app: Flask) -> None:
        self._films = app.config["ZONE_DATA"] / "live"
        always = dict(said_always(app))
        if app.config["FILM_URL"].startswith("http"):
            always["Access-Control-Allow-Origin"] = app.config["PUBLIC_URL"]
        self._list = Kind(_lines(LIST | always), answered.labels("serving.close_playlist", 200))
        self._piece = Kind(_lines(PIECE | always), answered.labels("serving.piece", 200))

    def find(self, given: str, stream_id: int, name: str, query: str) -> Found | None:
        """Once it is there. Who had to wait for it is asked again whether she may have it."""
        if not serving.was_let_in(given, stream_id):
            return None
        it = following(self._films / str(stream_id))
        if not it.look().segments:
            return None
        kind = self._list if name == "close.m3u8" else self._piece
        body = _playlist(it, query) if kind is self._list else _piece(it, name)
        if body is None or not serving.was_let_in(given, stream_id):
            return None
        kind.answers.inc()
        return Found(kind, body)


def _lines(said: dict[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in said.items()).encode("latin-1")


def _playlist(it: Following, query: str) -> bytes | None:
    asked = QUESTION.fullmatch(query)
    if not asked or int(asked[1]) > it.film.next_number + serving.AHEAD:
        return None
    if not serving.comes(it, int(asked[1]), asked[2], SOON):
        return None
    write = playlists.delta if asked[3] else playlists.close
    return it.text(write.__name__, write).encode()


def _piece(it: Following, name: str) -> bytes | None:
    body = it.piece(name)
    if body is None and serving.is_next(it.film, name):
        it.wait(lambda film: not serving.is_next(film, name), SOON)
        body = it.piece(name)
    return body

"""The short way of those who watch part by part: thousands of requests a second, and none asks the house.

Whoever went the long way seconds ago (serving.py, which looks at the pass and at what its member may) is
answered before Flask: the playlist that comes next, and pieces. All else goes the long way, and what both
answer is the same.
"""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from community.headers import said_always
from community.health import answered
from livestream.streams import playlists, serving
from livestream.streams.following import Following, following

PATH = re.compile(
    rf"/media/live/([\w.-]{{1,120}})/(\d{{1,9}})/(close\.m3u8|{serving.NAME.pattern})", re.ASCII
)
QUESTION = re.compile(r"_HLS_msn=(\d{1,9})(?:&_HLS_part=(\d{1,6}))?(&_HLS_skip=YES)?", re.ASCII)
OF_ANOTHER_KIND = ("HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH")
Said = list[tuple[str, str]]


class Shortcut:
    """A WSGI application before the house's own."""

    def __init__(self, app: Flask, long_way: WSGIApplication) -> None:
        self._long_way, self._films = long_way, app.config["ZONE_DATA"] / "live"
        self._always = said_always(app)
        if app.config["FILM_URL"].startswith("http"):
            self._always.append(("Access-Control-Allow-Origin", app.config["PUBLIC_URL"]))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        found = self._answer(environ)
        if found is None:
            return self._long_way(environ, start_response)
        place, body, said = found
        answered.labels(f"serving.{place}", 200).inc()
        start_response("200 OK", [*said, ("Content-Length", str(len(body))), *self._always])
        return [body]

    def _answer(self, environ: WSGIEnvironment) -> tuple[str, bytes, Said] | None:
        asked = PATH.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "GET" else None
        if not asked or any(name in environ for name in OF_ANOTHER_KIND):
            return None
        given, stream_id, name = asked[1], int(asked[2]), asked[3]
        if not serving.was_let_in(given, stream_id):
            return None
        it = following(self._films / str(stream_id))
        if not it.look().segments:
            return None
        if name == "close.m3u8":
            return _playlist(it, environ.get("QUERY_STRING", ""))
        return _piece(it, name)


def _playlist(it: Following, query: str) -> tuple[str, bytes, Said] | None:
    asked = QUESTION.fullmatch(query)
    if not asked or int(asked[1]) > it.film.next_number + serving.AHEAD:
        return None
    if not serving.comes(it, int(asked[1]), asked[2]):
        return None
    write = playlists.delta if asked[3] else playlists.close
    body = it.text(write.__name__, write).encode()
    kept = [("Content-Type", "application/vnd.apple.mpegurl"), ("Cache-Control", "public, max-age=1")]
    return "close_playlist", body, kept


def _piece(it: Following, name: str) -> tuple[str, bytes, Said] | None:
    body = it.piece(name)
    if body is None and serving.is_next(it.film, name):
        it.wait(lambda film: not serving.is_next(film, name), serving.PATIENCE)
        body = it.piece(name)
    if body is None:
        return None
    return "piece", body, [("Content-Type", "video/mp4"), ("Cache-Control", serving.FOR_EVER)]

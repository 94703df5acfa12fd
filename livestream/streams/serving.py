"""What players fetch: playlists that wait for what comes next, and the film itself.

All under /media/live/<pass>/<stream>/, so that one text serves everybody and caches keep one copy.
"""

import re
from http import HTTPStatus

from flask import Blueprint, Response, abort, current_app, request, send_from_directory
from werkzeug.wrappers import Response as Answer

from community import clock
from community.db import row_id
from livestream.streams import playlists, sound
from livestream.streams.admitting import is_known_to_watch, may_watch
from livestream.streams.films import folder_of
from livestream.streams.following import Following, following
from livestream.streams.journal import Film, beginning_name
from livestream.streams.signing import ends_at, holder_of

serving = Blueprint("serving", __name__, url_prefix="/media/live/<given>/<int:stream_id>")
PATIENCE = 3 * playlists.TARGET - 1  # seconds a player is kept waiting, after one on the short way
AHEAD = 2  # segments beyond the newest that may be waited for
NAME = re.compile(r"[0-9a-z]{1,16}-(?:begin\.mp4|p?\d{1,9}\.m4s)")
KEPT = re.compile(r"([0-9a-z]{1,16})-(?:begin\.mp4|\d{1,9}\.m4s)")  # of which the sound alone is cut
FOR_EVER = "public, max-age=31536000, immutable"
MANY = 50_000  # answers that are remembered: long before they are much memory
_let_in_lately: dict[tuple[str, int], tuple[int, float]] = {}  # by pass and stream: the member, its end


@serving.get("/close.m3u8")
def close_playlist(given: str, stream_id: int) -> Response:
    """`_HLS_msn` and `_HLS_part`: answered once the film is that far. `_HLS_skip`: without what one knows."""
    it = _let_in(given, stream_id)
    wanted = row_id(request.args.get("_HLS_msn")) if request.args.get("_HLS_msn") != "0" else 0
    part = request.args.get("_HLS_part")
    if wanted is not None:
        _wait_for(it, wanted, part)
        _let_in(given, stream_id)  # as long as that may have taken, she is asked again
    elif part is not None:
        abort(HTTPStatus.BAD_REQUEST)
    write = playlists.delta if request.args.get("_HLS_skip") in {"YES", "v2"} else playlists.close
    return _playlist(it.text(write.__name__, write), kept=1 if wanted is not None else 0)


@serving.get("/plain.m3u8")
def plain_playlist(given: str, stream_id: int) -> Response:
    return _playlist(_let_in(given, stream_id).text("plain", playlists.plain), kept=0)


@serving.get("/sound.m3u8")
def sound_playlist(given: str, stream_id: int) -> Response:
    """Without the picture, for a line that carries no more."""
    it = _let_in(given, stream_id)
    if not it.film.can_be_heard_alone:
        abort(HTTPStatus.NOT_FOUND)
    return _playlist(it.text("sound", playlists.sound), kept=0)


@serving.get(f"/{playlists.SOUND}<name>")
def piece_of_sound(given: str, stream_id: int, name: str) -> Answer:
    """Cut out of the piece when it is asked for: it never changes, and caches keep it."""
    it, kept = _let_in(given, stream_id), KEPT.fullmatch(name)
    try:
        body = _heard(it, name, kept[1]) if kept else b""
    except sound.NoSound:
        body = b""
    if not body:
        abort(HTTPStatus.NOT_FOUND)
    answer = Response(body, mimetype="audio/mp4")
    answer.headers["Cache-Control"] = FOR_EVER
    return answer.make_conditional(request, accept_ranges=True, complete_length=len(body))


@serving.get("/cut-<int:first>-<int:last>.m3u8")
def cut_playlist(given: str, stream_id: int, first: int, last: int) -> Response:
    """Some of its segments, as a clip has them; whoever may watch it may watch any of them."""
    film = _let_in(given, stream_id).film
    if not first <= last < film.next_number:
        abort(HTTPStatus.NOT_FOUND)
    return _playlist(playlists.cut(film, first, last), kept=0)


@serving.get("/<name>")
def piece(given: str, stream_id: int, name: str) -> Answer:
    """Whoever asks for the part that is being filmed has it as soon as it is whole."""
    it = _let_in(given, stream_id)
    if not NAME.fullmatch(name):
        abort(HTTPStatus.NOT_FOUND)
    folder = folder_of(stream_id)
    if not (folder / name).exists() and is_next(it.film, name):
        it.wait(lambda film: not is_next(film, name), PATIENCE)
        _let_in(given, stream_id)
    answer = send_from_directory(folder, name, mimetype="video/mp4", conditional=True, etag=False)
    answer.headers["Cache-Control"] = FOR_EVER
    return answer


def _heard(it: Following, name: str, session: str) -> bytes:
    """Of a piece that is kept. Raises NoSound."""
    whole, begins = it.piece(name), it.piece(beginning_name(session))
    if not whole or not begins:
        raise sound.NoSound
    is_first = name == beginning_name(session)
    return sound.beginning(whole) if is_first else sound.piece(whole, sound.track_in(begins))


def _let_in(given: str, stream_id: int) -> Following:
    """The address alone opens it, as long as the member may watch."""
    member_id = holder_of(given, stream_id)
    if member_id is None or not may_watch(member_id, stream_id):
        abort(HTTPStatus.FORBIDDEN)
    it = following(folder_of(stream_id))
    if not it.look().segments:
        abort(HTTPStatus.NOT_FOUND)
    if len(_let_in_lately) > MANY:
        _let_in_lately.clear()
    _let_in_lately[given, stream_id] = member_id, ends_at(given)
    return it


def was_let_in(given: str, stream_id: int) -> bool:
    """Whether this pass opened the stream seconds ago, and has not ended: asked without the database."""
    member_id, ends = _let_in_lately.get((given, stream_id), (0, 0.0))
    now = clock.now().timestamp()
    return now <= ends and is_known_to_watch(member_id, stream_id, now)


def _wait_for(it: Following, number: int, part: str | None) -> None:
    if number > it.film.next_number + AHEAD:
        abort(HTTPStatus.BAD_REQUEST)
    if not comes(it, number, part, PATIENCE):
        abort(HTTPStatus.SERVICE_UNAVAILABLE)


def comes(it: Following, number: int, part: str | None, patience: float) -> bool:
    """Whether a segment, or one of its parts, is there in time."""
    wanted = (number, int(part) + 1) if part and part.isdecimal() else (number + 1, 0)
    return it.wait(lambda film: film.ended or film.position >= wanted, patience)


def is_next(film: Film, name: str) -> bool:
    return playlists.hinted(film) == name


@serving.after_request
def let_the_club_read(answer: Answer) -> Answer:
    """Where edges have an address of their own, the club's pages read there; they keep this with the film."""
    if current_app.config["FILM_URL"].startswith("http"):
        answer.headers["Access-Control-Allow-Origin"] = current_app.config["PUBLIC_URL"]
    return answer


def _playlist(text: str, kept: int) -> Response:
    answer = Response(text, mimetype="application/vnd.apple.mpegurl")
    answer.headers["Cache-Control"] = f"public, max-age={kept}" if kept else "no-cache"
    return answer

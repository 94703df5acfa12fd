"""A picture of a film for the cards that lead to it: cut when it is first asked for, kept beside the film."""

import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from flask import Response, send_file

from config import ROOT
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.journal import Film, Segment, keep
from livestream.streams.models import Stream

log = logging.getLogger("live")
EVERY = 60  # seconds, while it runs
KEPT = 3600  # seconds that a browser keeps one of a film that has ended
ENOUGH = 3  # segments, in which encoders that send a whole picture at all have sent one
LONGEST = 15.0  # seconds for one picture
PATIENCE = 5.0  # seconds to wait for others that are cut just now
_one_at_a_time = threading.Lock()


def still_of(it: Stream) -> Path | None:
    """While it runs the same for a minute; then of a third of its way. None where nothing can be seen."""
    film = following(folder_of(it.id)).look()
    return _still(it.id, film, _third(film) if it.ended_at else _this_minute(film))


def still_within(it: Stream, first: int, last: int) -> Path | None:
    """Of some of its segments, by their numbers."""
    film = following(folder_of(it.id)).look()
    return _still(it.id, film, [one for one in film.finished if first <= one.number <= last])


def shown(still: Path | None, kept: int) -> Response:
    """To its reader alone, who may keep it for so many seconds; without a picture her card shows its sign."""
    if not still:
        return Response(status=HTTPStatus.NO_CONTENT)
    answer = send_file(still, mimetype="image/jpeg", conditional=True)
    answer.headers["Cache-Control"] = f"private, max-age={kept}"
    return answer


def _third(film: Film) -> Sequence[Segment]:
    return film.finished[len(film.finished) // 3 :]


def _this_minute(film: Film) -> Sequence[Segment]:
    there = film.finished[-EVERY:]  # none lasts less than a second, but for the last of a session
    return [one for one in there if one.at // EVERY == there[-1].at // EVERY]


def _still(stream_id: int, film: Film, segments: Sequence[Segment]) -> Path | None:
    """What is kept is empty where there was no picture to be had: nobody tries again."""
    if not segments or "picture" not in film.sessions.get(segments[0].session, {}):
        return None
    kept = folder_of(stream_id) / f"{segments[0].session}-{segments[0].number}.jpg"
    if not kept.exists() and _one_at_a_time.acquire(timeout=PATIENCE):
        try:
            if not kept.exists():
                _cut(kept, film, segments[:ENOUGH])
        finally:
            _one_at_a_time.release()
    return kept if kept.exists() and kept.stat().st_size else None


def _cut(into: Path, film: Film, segments: Sequence[Segment]) -> None:
    """A full disk keeps none, and the next who asks tries again."""
    session = segments[0].session
    names = [film.beginnings[session], *(one.name for one in segments if one.session == session)]
    with suppress(OSError):
        given = b"".join((into.parent / name).read_bytes() for name in names)
        keep(into, _decoded(given))


def _decoded(film: bytes) -> bytes:
    command = [sys.executable, "-m", "livestream.streams.still"]
    try:
        done = subprocess.run(  # noqa: S603  its words are our own
            command, input=film, stdout=subprocess.PIPE, cwd=ROOT, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        log.warning("a picture of a film was not cut within %d seconds; its card shows none", LONGEST)
        return b""
    return done.stdout if done.returncode == 0 else b""

"""What an engine recorded becomes the replay: read by a worker with limits, as what an encoder sends is.

It waits until the stream has ended and our own worker is done: its parts are then read in the order in which
they were filmed, each as a session of the same film.
"""

import fcntl
import logging
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from community import clock
from community.db import db, insert_or, row_id, transaction
from community.jobs import at, job
from config import ROOT
from livestream.engines.dialects import Said
from livestream.engines.models import EngineLine, EngineRecording, OuterEngine
from livestream.streams import going_live
from livestream.streams.films import folder_of, has_space
from livestream.streams.models import NoSpace, Stream

log = logging.getLogger("live")
KINDS = {".flv": "flv", ".mp4": "mp4"}
SOON = timedelta(seconds=20)  # after its end the journal is closed, and other files may still be told of
AGAIN = timedelta(seconds=60)  # while the stream runs
LONGEST = 1800.0  # seconds for one file: it is copied, not made anew
MOMENT = re.compile(r"(?<!\d)(\d{10})(\d{3})?(?!\d)")


def note_recording(engine: OuterEngine, said: Said) -> None:
    """Files elsewhere, and of streams that it never held, are none of ours."""
    stream_id, home = row_id(said.name) or 0, current_app.config["RECORDINGS"]
    line = db.session.get(EngineLine, stream_id)
    if not home or not line or line.engine_id != engine.id or not (file := _below(home, said.file)):
        log.warning("engine %d tells of a recording that is not taken in", engine.id)
        return
    row = {"stream_id": stream_id, "file": str(file.relative_to(home)), "began_at": began_at(file)}
    with transaction():
        insert = insert_or(EngineRecording).values(row).on_conflict_do_nothing()
        if db.session.scalar(insert.returning(EngineRecording.id)):
            at(clock.now() + SOON, take_recordings, stream_id)


def began_at(file: Path) -> datetime:
    """As its name says in seconds or milliseconds since 1970; else when it appeared."""
    found = MOMENT.findall(file.stem)
    if not found:
        return datetime.fromtimestamp(file.stat().st_ctime, UTC)
    seconds, thousandths = found[-1]
    return datetime.fromtimestamp(int(seconds) + int(thousandths or 0) / 1000, UTC)


@job
def take_recordings(stream_id: int) -> None:
    """Those that are still to be taken. Raises NoSpace: it is tried again."""
    it = db.session.get_one(Stream, stream_id)
    if not it.ended_at or it.ended_at > clock.now() - SOON:
        with transaction():
            at(clock.now() + AGAIN if not it.ended_at else it.ended_at + SOON, take_recordings, stream_id)
        return
    with _alone(folder_of(stream_id)) as is_alone:
        if not is_alone:
            return
        for row in _waiting(stream_id):
            _take(row, it)
    if not it.removed_at:
        going_live.close_film(stream_id)


def _take(row: EngineRecording, it: Stream) -> None:
    file = current_app.config["RECORDINGS"] / row.file
    folder, began = folder_of(it.id), row.began_at.timestamp()
    is_wanted = not it.removed_at and file.is_file()
    if is_wanted and not has_space():
        raise NoSpace
    db.session.rollback()  # nothing is held while it is read
    if not is_wanted or _read(file, folder, began):
        _throw_away(file)
    else:
        log.warning("a recording of stream %d could not be read; it stays at %s", it.id, row.file)
    with transaction():
        row.taken_at = clock.now()


def _read(file: Path, folder: Path, began: float) -> bool:
    """Whether the worker came to its end; what it could not read is a word in the journal."""
    command = [sys.executable, "-m", "livestream.streams.worker", KINDS[file.suffix], str(folder)]
    with file.open("rb") as given:
        done = subprocess.run(  # noqa: S603  its words are our own
            [*command, secrets.token_hex(4), str(began)], stdin=given, cwd=ROOT, timeout=LONGEST, check=False
        )
    return done.returncode == 0


def _throw_away(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        log.warning("a recording stays in RECORDINGS: the club may read there, and not remove")


def _waiting(stream_id: int) -> list[EngineRecording]:
    those = select(EngineRecording).where(EngineRecording.stream_id == stream_id)
    waiting = those.where(EngineRecording.taken_at.is_(None)).order_by(EngineRecording.began_at)
    return list(db.session.scalars(waiting))


def _below(home: Path, name: str) -> Path | None:
    """A whole file of a kind that is read, in the folder, wherever its links lead."""
    if "\0" in name:
        return None
    file = Path(name).resolve()
    return file if file.is_relative_to(home) and file.suffix in KINDS and file.is_file() else None


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether nobody else reads recordings into this film."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "recordings.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

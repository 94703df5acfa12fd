"""A member brings a photo: it is drawn anew, kept under its hash, and its sizes are made later."""

import threading
from typing import IO

from community import clock
from community.aside import aside
from community.db import db, transaction
from community.jobs import job, later
from community.members import Member
from community.permissions import require
from community.pictures.drawing import Drawn, drawn, sizes_of
from community.pictures.files import folder_of, keep
from community.pictures.intake import MOST_BYTES, RefusedPicture
from community.pictures.models import Photo

LONGEST_ALT = 500
# A picture of 50 megapixels takes some 400 MB while it is drawn: two at a time, the others wait their turn.
_two_at_once = threading.BoundedSemaphore(2)


def store(stream: IO[bytes], by: Member, alt: str = "") -> Photo:
    """Keep a photo; the same one again answers what was kept. Raises NotAPicture or PictureTooLarge."""
    require(by, "add", Photo)
    data = stream.read(MOST_BYTES + 1)
    with _two_at_once:
        made = aside(_attempt, data)
    if isinstance(made, RefusedPicture):
        raise made
    return keep_drawn(made, by, alt)


def keep_drawn(made: Drawn, by: Member, alt: str = "") -> Photo:
    """The files first: what the table names is there."""
    folder = folder_of(made.face.digest)
    keep(folder, f"original.{made.kind}", made.original)
    keep(folder, f"{made.face.width_at_once}.webp", made.at_once)
    with transaction():
        if kept := db.session.get(Photo, made.face.digest):
            kept.created_at = clock.now()  # in use again: not to be swept away today
            return kept
        photo = _photo(made, by, alt)
        db.session.add(photo)
        later(make_sizes, photo.digest)
    return photo


def _attempt(data: bytes) -> Drawn | RefusedPicture:
    """A refusal is an answer; what is raised in a thread aside would be logged as our failure."""
    try:
        return drawn(data)
    except RefusedPicture as refusal:
        return refusal


def _photo(made: Drawn, by: Member, alt: str) -> Photo:
    return Photo(
        digest=made.face.digest,
        owner_id=by.id,
        kind=made.kind,
        width=made.face.width,
        height=made.face.height,
        bytes=len(made.original),
        stand_in=made.stand_in,
        tone=made.face.tone,
        alt=" ".join(alt.split())[:LONGEST_ALT],
    )


@job
def make_sizes(digest: str) -> None:
    """All sizes in all formats; a photo thrown away meanwhile is no trouble."""
    photo = db.session.get(Photo, digest)
    if photo is None or photo.ready_at:
        return
    folder, kind = folder_of(digest), photo.kind
    db.session.rollback()  # seconds of drawing hold no reading transaction open
    for name, content in aside(sizes_of, (folder / f"original.{kind}").read_bytes()).items():
        keep(folder, name, content)
    with transaction():
        if photo := db.session.get(Photo, digest):
            photo.ready_at = clock.now()

"""A member asks for everything that is theirs; a worker packs it, and it can be fetched for a week."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select, update

from community import clock
from community.db import after_commit, db, transaction
from community.jobs import at, job, later
from community.leaving.erasing import before_leaving
from community.leaving.models import Takeout
from community.leaving.packing import pack
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify

LASTS = timedelta(days=7)
PATIENCE = timedelta(days=1)
EVERY = 20  # steps between two tellings of how far it is
PAGE = "/settings/leaving"


def order_takeout(me: Member) -> Takeout:
    """While one is being packed, that is the one; one that could not be packed for a day is forgotten."""
    with transaction():
        waiting = select(Takeout).where(Takeout.member_id == me.id, Takeout.ready_at.is_(None))
        for packing in db.session.scalars(waiting).all():
            if packing.asked_at > clock.now() - PATIENCE:
                return packing
            db.session.delete(packing)
        takeout = Takeout(member_id=me.id, word=secrets.token_urlsafe(16))
        db.session.add(takeout)
        db.session.flush()
        later(pack_takeout, takeout.id)
    return takeout


def takeouts_of(me: Member) -> Sequence[Takeout]:
    """The newest first."""
    return db.session.scalars(
        select(Takeout).where(Takeout.member_id == me.id).order_by(Takeout.id.desc())
    ).all()


def file_of(word: str) -> Path:
    return Path(current_app.config["ZONE_DATA"]) / "takeouts" / f"{word}.zip"


@job
def pack_takeout(id: int) -> None:
    """A member who left meanwhile needs none."""
    takeout = db.session.get(Takeout, id)
    if not takeout or takeout.ready_at:
        return
    member, file = db.session.get_one(Member, takeout.member_id), file_of(takeout.word)
    pack(member, file, lambda done, steps: _tell_how_far(id, done, steps))
    with transaction():
        takeout = db.session.get(Takeout, id)
        if not takeout:
            file.unlink(missing_ok=True)
            return
        takeout.ready_at = clock.now()
        takeout.ends_at = takeout.ready_at + LASTS
        takeout.bytes = file.stat().st_size
        at(takeout.ends_at, throw_away_takeout, id)
        with force_locale(member.language):
            text = _("Everything of yours is packed: fetch it within a week")
        notify(Kind.CLUB, [member.id], url=PAGE, key=f"takeout:{id}", text=text)


@job
def throw_away_takeout(id: int) -> None:
    with transaction():
        if takeout := db.session.get(Takeout, id):
            after_commit(partial(file_of(takeout.word).unlink, missing_ok=True))
            db.session.delete(takeout)


@before_leaving
def _files_go(member: Member) -> int:
    for takeout in takeouts_of(member):
        after_commit(partial(file_of(takeout.word).unlink, missing_ok=True))
    return 0


def _tell_how_far(id: int, done: int, steps: int) -> None:
    if done % EVERY and done != steps:
        return
    with transaction():
        db.session.execute(update(Takeout).where(Takeout.id == id).values(done=done, steps=steps))

"""The same key is the same deed: a program that lost our answer asks again, and nothing happens twice.

The key is kept in the transaction of the deed itself. If that fails there is no key; if the same comes
twice at once, the second waits until the first is stored, and is given its answer.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import request
from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import ABOUT
from community.db import Model, Refusal, db, insert_or, transaction
from community.members import Member

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
LONGEST = 255
Place = dict[str, int | str]


class Written(NamedTuple):
    """An answer as it goes out."""

    status: int
    body: str
    location: str | None = None
    again: bool = False  # it was given before


class KeptAnswer(Model):
    __tablename__ = "kept_answer"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=ABOUT)
    door: Mapped[str] = mapped_column(primary_key=True)  # "POST /api/v1/stories"
    key: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[str]
    status: Mapped[int] = mapped_column(default=0)
    body: Mapped[str] = mapped_column(default="")
    location: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


class OtherBody(Refusal):
    """The key was used for something else: a mistake of the program, which we must not answer at random."""


class LongKey(Refusal):
    """A key has at most 255 signs."""


def once(member: Member, make: Callable[[], Written], secret: str | None = None) -> Written:
    """What `make` answers, or what it answered before to the same key. `secret` is a field not to be kept."""
    key = request.headers.get(HEADER, "")
    if not key:
        return make()
    if len(key) > LONGEST:
        raise LongKey
    with transaction():
        forget_old()
        place: Place = {"member_id": member.id, "door": f"{request.method} {request.path}"[:500], "key": key}
        if not _is_new(place):
            return _given_before(place)
        answer = make()
        kept = db.session.get_one(KeptAnswer, place)
        kept.status, kept.location = answer.status, answer.location
        kept.body = _without(secret, answer.body)
    return answer


def forget_old() -> None:
    """Must be called inside a transaction."""
    db.session.execute(delete(KeptAnswer).where(KeptAnswer.at < clock.now() - KEPT))


def _is_new(place: Place) -> bool:
    """Waits for whoever is just using the key: the database lets in one at a time."""
    row = {**place, "body_hash": _hash_of_body(), "status": 0, "body": "", "at": clock.now()}
    insert = insert_or(KeptAnswer).values(row).on_conflict_do_nothing()
    return db.session.scalar(insert.returning(KeptAnswer.member_id)) is not None


def _given_before(place: Place) -> Written:
    kept = db.session.scalars(select(KeptAnswer).filter_by(**place)).one()
    if kept.body_hash != _hash_of_body():
        raise OtherBody
    return Written(kept.status, kept.body, kept.location, again=True)


def _hash_of_body() -> str:
    """Of what it says, not of how it is written: spaces and the marks between parts of a form are nothing."""
    if request.is_json:
        said = json.dumps(json.loads(request.get_data() or b"{}"), sort_keys=True)
        return hashlib.sha256(said.encode(errors="replace")).hexdigest()
    whole = hashlib.sha256(json.dumps(sorted(request.form.items(multi=True))).encode(errors="replace"))
    for name, file in sorted(request.files.items(multi=True)):
        whole.update(f"{name}:{hashlib.sha256(file.stream.read()).hexdigest()}".encode())
        file.stream.seek(0)
    return whole.hexdigest()


def _without(secret: str | None, body: str) -> str:
    return json.dumps({**json.loads(body), secret: None}, ensure_ascii=False) if secret else body

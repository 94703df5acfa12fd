"""The key an encoder shows: made once, shown once, kept as a digest only, renewed at its owner's wish."""

import secrets
from hashlib import sha256

from sqlalchemy import select

from community import clock
from community.db import db, insert_or, transaction
from community.members import Member
from community.permissions import may, require
from livestream.streams.models import Stream, StreamKey


def renew_key(by: Member) -> str:
    """The new key, which nobody can ask for again. The one before it ends, and with it what it sends."""
    require(by, "renew", StreamKey)
    key = secrets.token_urlsafe(24)
    row = {"digest": digest_of(key), "made_at": clock.now()}
    with transaction():
        insert = insert_or(StreamKey).values(member_id=by.id, **row)
        db.session.execute(insert.on_conflict_do_update(index_elements=["member_id"], set_=row))
    return key


def stream_for(key: str) -> Stream | None:
    """What an encoder with this key sends; nothing where the key is nobody's, or nothing is announced."""
    owner = db.session.scalar(select(StreamKey.member_id).where(StreamKey.digest == digest_of(key)))
    it = open_stream_of(owner) if owner else None
    return it if it and may(it.author, "host", it) else None


def open_stream_of(member_id: int) -> Stream | None:
    mine = select(Stream).where(Stream.author_id == member_id, Stream.ended_at.is_(None))
    there = mine.where(Stream.removed_at.is_(None), Stream.hidden_at.is_(None))
    return db.session.scalar(there.order_by(Stream.id.desc()).limit(1))


def is_owned(key: str) -> bool:
    return is_valid(digest_of(key))


def is_valid(digest: str) -> bool:
    """Whether a key with this digest opens anything still."""
    known = select(StreamKey.member_id).where(StreamKey.digest == digest)
    return db.session.scalar(known) is not None


def digest_of(key: str) -> str:
    """Of 192 bits of chance: nothing slower is needed against guessing."""
    return sha256(key.encode()).hexdigest()

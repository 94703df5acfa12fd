"""The keys an encoder shows: made once, shown once, kept as digests only.

A host has one for all her streams, renewed at her wish. A stream that a program announces has one of its
own besides, so that no program needs the host's, nor ends what her encoder at home has saved.
"""

import secrets
from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import delete, select, union

from community import clock
from community.db import db, insert_or, transaction
from community.members import Member
from community.permissions import may, require
from livestream.streams.models import OneStreamKey, Stream, StreamKey


def renew_key(by: Member) -> str:
    """The new key, which nobody can ask for again. All before it end, and with them what they send."""
    require(by, "renew", StreamKey)
    key = secrets.token_urlsafe(24)
    row = {"digest": digest_of(key), "made_at": clock.now()}
    with transaction():
        insert = insert_or(StreamKey).values(member_id=by.id, **row)
        db.session.execute(insert.on_conflict_do_update(index_elements=["member_id"], set_=row))
        hers = select(Stream.id).where(Stream.author_id == by.id)
        db.session.execute(delete(OneStreamKey).where(OneStreamKey.stream_id.in_(hers)))
    return key


def key_for(it: Stream, by: Member) -> str:
    """Opens this stream alone, until it ends or its host renews hers. Nobody can ask for it again."""
    require(by, "host", it)
    key = secrets.token_urlsafe(24)
    with transaction():
        db.session.add(OneStreamKey(stream_id=it.id, digest=digest_of(key)))
    return key


def stream_for(key: str) -> Stream | None:
    """What an encoder with this key sends; nothing where the key is nobody's, or nothing is announced."""
    it = _opened_by(digest_of(key))
    return it if it and may(it.author, "host", it) else None


def _opened_by(digest: str) -> Stream | None:
    owner = db.session.scalar(select(StreamKey.member_id).where(StreamKey.digest == digest))
    if owner:
        return open_stream_of(owner)
    return db.session.scalar(select(Stream).join(OneStreamKey).where(OneStreamKey.digest == digest))


def open_stream_of(member_id: int) -> Stream | None:
    mine = select(Stream).where(Stream.author_id == member_id, Stream.ended_at.is_(None))
    there = mine.where(Stream.removed_at.is_(None), Stream.hidden_at.is_(None))
    return db.session.scalar(there.order_by(Stream.id.desc()).limit(1))


def is_owned(key: str) -> bool:
    return is_valid(digest_of(key))


def is_valid(digest: str) -> bool:
    """Whether a key with this digest opens anything still."""
    return digest in valid_among([digest])


def valid_among(digests: Collection[str]) -> set[str]:
    known = (select(kind.digest).where(kind.digest.in_([*digests])) for kind in (StreamKey, OneStreamKey))
    return set(db.session.scalars(union(*known)))


def digest_of(key: str) -> str:
    """Of 192 bits of chance: nothing slower is needed against guessing."""
    return sha256(key.encode()).hexdigest()

"""Sites are let in by a key of 256 bits that is shown once, and kept out when it is taken back."""

import re
import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from community import clock
from community.db import Refusal, db, transaction
from community.entrance.sessions import digest
from community.inlet.models import Source, SourceKey
from community.members import Member
from community.permissions import require

BEGINS = "mzs_"  # so that those who look for lost secrets recognise one
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
MOST_KEYS = 2
MOST_SOURCES = 100
USED_EVERY = timedelta(minutes=1)


class BadName(Refusal):
    """A source is named in a short word that stands in every key it tells."""


class NameTaken(Refusal):
    """Two sites of one name would tell over each other."""


class TooManySources(Refusal):
    """Nobody keeps an eye on that many."""


class TooManyKeys(Refusal):
    """One key in use and one to come: more are keys that nobody looks after."""


def add_source(name: str, by: Member) -> tuple[Source, str]:
    """Answers the source and the word of its first key, which cannot be told again."""
    require(by, "keep", Source)
    with transaction():
        source = _named(name)
        return source, _new_key(source, by)


def renew(source: Source, by: Member) -> str:
    """Another key, told once; the one before is good until it is taken back."""
    require(by, "keep", Source)
    with transaction():
        _held(source)
        if _count(source) >= MOST_KEYS:
            raise TooManyKeys
        return _new_key(source, by)


def take_back(key: SourceKey, by: Member) -> None:
    """From now on it opens nothing."""
    require(by, "keep", Source)
    with transaction():
        key.revoked_at = key.revoked_at or clock.now()


def source_called(name: str, by: Member) -> Source:
    """The source of this name; whoever may keep sources adds it by naming it."""
    require(by, "keep", Source)
    known = db.session.scalar(select(Source).where(Source.name == name))
    with transaction():
        return known or _named(name)


def key_by(word: str) -> SourceKey | None:
    """The key with this word, if it still opens the inlet, and its source with it."""
    good = (SourceKey.key_hash == digest(word), SourceKey.revoked_at.is_(None))
    return db.session.scalar(select(SourceKey).where(*good).options(joinedload(SourceKey.source)))


def use(key: SourceKey) -> None:
    """Remember that it was used, to the nearest minute."""
    if key.last_used_at and key.last_used_at > clock.now() - USED_EVERY:
        return
    with transaction():
        key.last_used_at = clock.now()


def sources() -> Sequence[Source]:
    """All of them by name, with their keys and who made these."""
    keys = selectinload(Source.keys).joinedload(SourceKey.made_by)
    return db.session.scalars(select(Source).order_by(Source.name).options(keys)).all()


def _named(name: str) -> Source:
    if not NAME.fullmatch(name):
        raise BadName
    if db.session.scalar(select(Source.id).where(Source.name == name)):
        raise NameTaken
    if (db.session.scalar(select(func.count(Source.id))) or 0) >= MOST_SOURCES:
        raise TooManySources
    source = Source(name=name)
    db.session.add(source)
    db.session.flush()
    return source


def _new_key(source: Source, by: Member) -> str:
    word = BEGINS + secrets.token_urlsafe(32)
    db.session.add(SourceKey(source_id=source.id, key_hash=digest(word), made_by_id=by.id))
    db.session.flush()
    db.session.expire(source, ["keys"])
    return word


def _held(source: Source) -> None:
    """Two who renew at once are one after the other."""
    db.session.refresh(source, with_for_update=True)


def _count(source: Source) -> int:
    good = (SourceKey.source_id == source.id, SourceKey.revoked_at.is_(None))
    return db.session.scalar(select(func.count(SourceKey.id)).where(*good)) or 0

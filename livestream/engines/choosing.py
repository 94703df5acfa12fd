"""Which engine a stream comes through, and which one an encoder is sent to."""

from sqlalchemy import select

from community.db import db
from livestream.engines.interface import Film, Ingest, LiveEngine
from livestream.engines.lines import line_of
from livestream.engines.models import OuterEngine
from livestream.engines.outer import Outer
from livestream.engines.own import OwnEngine
from livestream.streams.models import Stream


def engine_of(it: Stream) -> LiveEngine:
    """Our own, unless another holds it just now."""
    line = line_of(it.id)
    return Outer(line.engine) if line else OwnEngine()


def film_of(it: Stream, given: str) -> Film | None:
    return engine_of(it).film(it, given)


def has_film(it: Stream) -> bool:
    return film_of(it, "-") is not None


def ingest_for(it: Stream | None = None) -> Ingest | None:
    """Where encoders send: to the newest engine, else to our own; none where they are not taken in."""
    return _for_encoders().ingest(it)


def film_to_come(it: Stream, given: str) -> Film:
    """Where it will play if an encoder sends it."""
    return _for_encoders().film_to_come(it, given)


def _for_encoders() -> LiveEngine:
    newest = db.session.scalar(select(OuterEngine).order_by(OuterEngine.id.desc()).limit(1))
    return Outer(newest) if newest else OwnEngine()

"""Engines are let in, known anew, and let go: from the command line, by whoever runs the server."""

import secrets

from flask import current_app
from sqlalchemy import delete, select

from community.audit import audit
from community.db import db, transaction
from community.entrance.factors.sealing import seal, unseal
from community.urls import parts_of
from livestream.engines.dialects import DIALECTS
from livestream.engines.dialects.ovenmedia import BY_SIGNATURE
from livestream.engines.lines import hang_up
from livestream.engines.models import BadAddress, EngineKind, EngineLine, NameTaken, NoEngine, OuterEngine
from livestream.streams import going_live

SENDING, TELLING = ("rtmp", "rtmps", "srt"), ("http", "https")


def add_engine(
    kind: EngineKind, name: str, ingest: str, control: str | None = None, film: str | None = None
) -> OuterEngine:
    """Raises NameTaken, BadAddress."""
    _check(ingest, SENDING)
    if control:
        _check(control, TELLING)
    if db.session.scalar(select(OuterEngine.id).where(OuterEngine.name == name)):
        raise NameTaken(f"There is an engine called {name} already: choose another name, or remove it first.")
    with transaction():
        engine = OuterEngine(name=name, kind=kind, ingest=ingest.rstrip("/"), secret=_new_secret())
        engine.control = control.rstrip("/") if control else None
        engine.film = film or DIALECTS[kind].playlist
        db.session.add(engine)
        db.session.flush()
        audit("engine.added", f"engine {engine.id}", None)
    return engine


def engines() -> list[OuterEngine]:
    return list(db.session.scalars(select(OuterEngine).order_by(OuterEngine.id)))


def engine_called(name: str) -> OuterEngine:
    """Raises NoEngine."""
    found = db.session.scalar(select(OuterEngine).where(OuterEngine.name == name))
    if found is None:
        raise NoEngine(f"There is no engine called {name}: see “zone engine list”.")
    return found


def renew_secret(engine: OuterEngine) -> None:
    """Until its configuration is renewed, too, the engine is a stranger."""
    with transaction():
        engine.secret = _new_secret()
        audit("engine.renewed", f"engine {engine.id}", None)


def remove_engine(engine: OuterEngine) -> None:
    """What comes through it rests, and has a minute to come another way."""
    lines = db.session.scalars(select(EngineLine).where(EngineLine.engine_id == engine.id)).all()
    with transaction():
        for line in [one for one in lines if one.is_open]:
            hang_up(line)
            going_live.rest(line.stream)
        db.session.flush()
        db.session.execute(delete(EngineLine).where(EngineLine.engine_id == engine.id))
        audit("engine.removed", f"engine {engine.id}", None)
        db.session.delete(engine)


def hook_of(engine: OuterEngine) -> str:
    """The address under which it asks and tells; whoever has it can say what is on air."""
    word = BY_SIGNATURE if engine.kind is EngineKind.OVENMEDIA else unseal(engine.secret)
    return f"{current_app.config['PUBLIC_URL']}/live/engines/{engine.id}/{word}"


def _new_secret() -> str:
    return seal(secrets.token_urlsafe(32))


def _check(address: str, schemes: tuple[str, ...]) -> None:
    parts = parts_of(address)
    if parts.scheme not in schemes or not parts.hostname:
        raise BadAddress(f"{address!r} must begin with {'://, '.join(schemes)}:// and name a machine.")

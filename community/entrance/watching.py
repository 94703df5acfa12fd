"""What a command or another process changed, such as a session that ended: they cannot cut our lines."""

import logging
from datetime import timedelta

import gevent
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from community import clock
from community.db import db
from community.entrance.sessions import Session
from community.entrance.tokens import Token
from community.realtime import cut, cut_tokens, look, looks_often

log = logging.getLogger(__name__)
EVERY = 0.5  # seconds: a line is cut within a second of the end of its session
BACK = timedelta(seconds=10)  # looked at again, for whoever took a seat in just that moment


def watch_ended_sessions(app: Flask) -> None:
    while True:
        gevent.sleep(EVERY)
        try:
            with app.app_context():
                look()
        except SQLAlchemyError:
            log.exception("could not look at what others changed; trying again")


@looks_often
def cut_ended() -> None:
    since = clock.now() - BACK
    cut(db.session.scalars(select(Session.id).where(Session.ended_at > since)).all())
    cut_tokens(db.session.scalars(select(Token.id).where(Token.revoked_at > since)).all())

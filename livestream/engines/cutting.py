"""An engine is told to let go of a line, or asked whether it has it still."""

import base64
import logging
from http import HTTPStatus

from community.db import db
from community.entrance.factors.sealing import Unreadable, unseal
from community.links import Unfetchable, send
from livestream.engines.dialects import DIALECTS, Call
from livestream.engines.models import EngineLine, OuterEngine

log = logging.getLogger("live")
PATIENCE = 2.0  # seconds: an encoder, or a look at all streams, waits meanwhile
USER = "club"


def cut_by_control(line: EngineLine) -> bool:
    """Whether the engine has let go of it. Must be called outside a transaction: it takes seconds."""
    status = _told(line.engine, DIALECTS[line.engine.kind].cutting(line))
    is_cut = status is not None and (status < HTTPStatus.BAD_REQUEST or status == HTTPStatus.NOT_FOUND)
    if not is_cut:
        log.warning("engine %d does not cut a line: it answers %s", line.engine_id, status or "nothing")
    return is_cut


def is_there(line: EngineLine) -> bool | None:
    """None where it is not known: the engine speaks by itself, or does not answer."""
    call = DIALECTS[line.engine.kind].looking(line)
    status = _told(line.engine, call) if call else None
    if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return None
    return {HTTPStatus.OK: True, HTTPStatus.NOT_FOUND: False}.get(HTTPStatus(status))


def credentials(secret: str) -> str:
    """By which an engine knows us, where it asks."""
    return base64.b64encode(f"{USER}:{secret}".encode()).decode()


def _told(engine: OuterEngine, call: Call) -> int | None:
    """The status of its answer; none: it is not reached, or is never told."""
    if not engine.control:
        return None
    address, sealed = engine.control + call.path, engine.secret
    db.session.rollback()  # nothing is held while we wait for another house
    try:
        headers = {"Authorization": f"Basic {credentials(unseal(sealed))}"}
        return send(call.method, address, b"", headers, patience=PATIENCE, within=True).status
    except (Unfetchable, Unreadable):
        return None

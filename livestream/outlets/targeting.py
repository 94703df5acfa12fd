"""What the process that sends is told of an outlet, and what it may know of this machine."""

import os

from community.db import db
from community.entrance.factors.sealing import Unreadable, unseal
from livestream.outlets.addresses import rtmp_place, ways_to
from livestream.outlets.models import Outlet
from livestream.outlets.states import Failed, Trouble
from livestream.outlets.targets import Target
from livestream.streams.films import folder_of

KNOWN = ("PATH", "LANG", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR")


def target_of(it: Outlet, stream_id: int | None = None) -> Target:
    """Its name is asked for anew each time. Raises Failed."""
    try:
        place, key = rtmp_place(it.address), unseal(it.key)
    except Unreadable as trouble:
        raise Failed(Trouble.SEALED) from trouble
    folder = str(folder_of(stream_id)) if stream_id else ""
    db.session.rollback()  # nothing is held while a name is asked for
    secure = place.scheme == "rtmps"
    return Target(place.host, place.port, place.app, secure, ways_to(place), key, folder)


def environment() -> dict[str, str]:
    """Neither the club's key nor its database."""
    return {name: os.environ[name] for name in KNOWN if name in os.environ}

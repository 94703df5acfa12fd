"""The page of a host's stream key: an encoder's way in."""

from flask import Blueprint, render_template

from community.db import db
from community.limits import spend
from community.members import signed_in_member
from community.permissions import require
from livestream.engines.choosing import ingest_for
from livestream.streams.keys import open_stream_of, renew_key
from livestream.streams.models import StreamKey

stream_keys = Blueprint("stream_keys", __name__, url_prefix="/live/key")
A_DAY = "20/day"


@stream_keys.get("")
def show_key() -> str:
    require(signed_in_member(), "renew", StreamKey)
    return _page()


@stream_keys.post("")
def renew_my_key() -> str:
    """The only answer that ever holds it; it is kept by nobody on the way."""
    me = signed_in_member()
    require(me, "renew", StreamKey)
    spend("stream key", me.id, A_DAY)
    return _page(renew_key(by=me))


def _page(key: str = "") -> str:
    me = signed_in_member()
    made, ingest = db.session.get(StreamKey, me.id), ingest_for(open_stream_of(me.id))
    return render_template("livestream/streams/key.html", key=key, made=made, ingest=ingest)

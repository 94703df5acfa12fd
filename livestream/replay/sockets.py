"""What a browser says of what its member feels."""

from flask_babel import gettext as _

from community.chat.sockets import hears
from community.db import db, row_id
from community.limits import spend
from community.members import Member
from community.permissions import may
from community.realtime import Facts
from livestream.replay import seeing  # noqa: F401  it hears once it is imported
from livestream.replay.feeling import feel
from livestream.replay.models import Feeling
from livestream.streams.models import State, Stream

OFTEN = "40/minute"


@hears("stream.feel")
def say_what_is_felt(me: Member, asked: Facts) -> Facts | None:
    id, feeling = row_id(str(asked.get("stream", ""))), asked.get("feeling")
    it = db.session.get(Stream, id) if id else None
    if not it or not may(me, "read", it) or it.state is not State.LIVE:
        return {"error": _("This stream is not there any more.")}
    spend("feel", me.id, OFTEN)
    if feeling in list(Feeling):
        feel(it.id, Feeling(feeling))
    return None

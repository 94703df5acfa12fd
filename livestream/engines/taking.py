"""What an outer engine asks and tells: may this encoder send, its film goes on, it has ended.

Everything may be said twice, late or of a line that another has replaced, and is then without effect.
"""

from flask_babel import force_locale
from flask_babel import gettext as _

from community import clock
from community.db import db, row_id, transaction
from community.members import Member
from community.permissions import may
from livestream.engines.cutting import cut_by_control
from livestream.engines.dialects import DIALECTS, Event, Said
from livestream.engines.dialects.speech import word_is_right
from livestream.engines.lines import hang_up, line_by, line_of
from livestream.engines.models import EngineLine, OuterEngine
from livestream.engines.recordings import note_recording
from livestream.streams import going_live, standing
from livestream.streams.keys import digest_of, is_valid
from livestream.streams.models import Over, Stream
from livestream.streams.rtmp import Refused
from livestream.streams.signing import holder_of


def hear(engine: OuterEngine, secret: str, said: Said) -> str:
    """The name of the stream, where there is one. Raises Refused, in English for all."""
    if said.event is Event.ASKS:
        return str(admit(engine, said))
    if said.event is Event.GOES_ON:
        goes_on(engine, said)
    elif said.event is Event.ENDED:
        ended(engine, said)
    elif said.event is Event.RECORDED:
        note_recording(engine, said)
    elif said.event is Event.WATCHES:
        _let_watch(secret, said)
    return said.name


def admit(engine: OuterEngine, said: Said) -> int:
    """The stream that this key sends. Who comes later is right: a line that holds it still is cut."""
    stream_id, digest = standing.admit(said.key)
    if not DIALECTS[engine.kind].renames and said.name != str(stream_id):
        with force_locale("en"):
            raise Refused(_("This is not the stream you announced. Copy its name anew from the studio."))
    former = line_of(stream_id)
    if former and former.client_id != said.client:
        cut_by_control(former)
    with transaction():
        line = db.session.get(EngineLine, stream_id) or EngineLine(stream_id=stream_id)
        if former and former.client_id != said.client:
            hang_up(former)
        if line.client_id != said.client or not line.is_open or line.engine_id != engine.id:
            line.engine_id, line.client_id = engine.id, said.client
            line.asked_at, line.begun_at = clock.now(), None
            line.ended_at = line.cut_since = None
        line.digest, line.seen_at = digest, clock.now()
        db.session.add(line)
    if said.begins:
        _begin(line)
    return stream_id


def goes_on(engine: OuterEngine, said: Said) -> None:
    """The first time, it has begun. Raises Refused where it may not go on: some engines end it then."""
    line = _line(engine, said)
    if line is None or not may_go_on(line):
        raise Refused("")
    with transaction():
        line.seen_at = clock.now()
    _begin(line)


def ended(engine: OuterEngine, said: Said) -> None:
    if line := _line(engine, said):
        with transaction():
            hang_up(line)
        going_live.rest(line.stream)


def may_go_on(line: EngineLine) -> bool:
    it = line.stream
    return is_valid(line.digest) and may(it.author, "host", it)


def _begin(line: EngineLine) -> None:
    with transaction():
        line.begun_at = line.begun_at or clock.now()
    try:
        if line.stream.resting_since or not line.stream.begun_at:
            going_live.begin(line.stream)
    except Over:
        raise Refused("") from None


def _line(engine: OuterEngine, said: Said) -> EngineLine | None:
    """The open line of this name or key, if this is who holds it. Some engines name its protocol, too."""
    line = line_of(row_id(said.name) or 0) or line_by(digest_of(said.key))
    if line is None or line.engine_id != engine.id:
        return None
    known, told = (client.rpartition("/")[2] for client in (line.client_id, said.client))
    return line if known == told else None


def _let_watch(secret: str, said: Said) -> None:
    """The edges and we ourselves show the engine's secret; a viewer shows a pass, and may still watch."""
    if word_is_right(secret, said.key):
        return
    stream_id = row_id(said.name) or 0
    member_id = holder_of(said.key, stream_id)
    member, it = db.session.get(Member, member_id or 0), db.session.get(Stream, stream_id)
    if member is None or it is None or not may(member, "read", it):
        raise Refused("")

"""What a moderator's browser asks on its line: how much waits."""

from community.members import current_member
from community.moderation.models import Case
from community.moderation.queue import how_much_waits
from community.permissions import may
from community.realtime import Facts, socketio


@socketio.on("cases")
def count_cases(_asked: Facts | None = None) -> dict[str, int]:
    """For the mark in the rail, which `count.moved` keeps right from then on."""
    me = current_member()
    if me is None:
        return {"count": 0}
    if not may(me, "see_queue", Case):
        return {"count": 0}
    return {"count": how_much_waits(me)}

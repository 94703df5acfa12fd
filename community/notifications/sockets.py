"""What a browser asks of the bell when its line is there: how much is unread, now that it shows this page."""

from community.members import current_member
from community.notifications.counting import unread_of
from community.notifications.marking import opened
from community.notifications.notifying import path_of
from community.realtime import Facts, socketio


@socketio.on("bell")
def look(asked: Facts | None = None) -> Facts:
    """A page may come from the browser's own memory, so it says itself that it is seen."""
    if not (me := current_member()):
        return {"unread": 0}
    path = asked.get("path") if isinstance(asked, dict) else None
    if isinstance(path, str) and not path.startswith("/notifications"):
        opened(me, path_of(path))
    return {"unread": unread_of([me.id])[me.id]}

"""Lines of the index and of a board: kept as everybody sees them, what is new to the reader filled in."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from flask import current_app
from markupsafe import Markup

from community.fragments import filled, hole, shelf
from community.members import Member
from community.profiles.faces import Face
from posts.forum.models import PAGE, Interest
from posts.forum.reading import Line, is_begun, new_since, stamp_of, unread_in, unread_of

FACES = 4  # beside a topic
COUNTED = 5_000  # members whose counts are kept
_counted: dict[int, tuple[Hashable, dict[int, int]]] = {}


def unread_counts(boards: Sequence[Line], me: Member) -> dict[int, int]:
    """Counted anew only when a board or the reader has moved on since."""
    moved = tuple((board.id, board.version) for board in boards)
    stamp = (stamp_of(me), new_since(me), moved)
    before, counts = _counted.get(me.id, (None, {}))
    if before != stamp:
        counts = unread_of(me)
        if len(_counted) >= COUNTED:
            _counted.clear()
        _counted[me.id] = stamp, counts
    return counts


def board_groups(boards: Sequence[Line], counts: Mapping[int, int], me: Member) -> list[tuple[str, Markup]]:
    """The name of each group and its boards, in their order."""
    groups: dict[str, list[str]] = {}
    for board in boards:
        key = ("board", me.language, me.time_zone, *board[:15])
        shape = shelf.take(key, lambda board=board: _line("board", board=board))  # type: ignore[misc]
        count = counts.get(board.id, 0)
        bits = {
            "unread": _part("unread", me, count=count) if count else "",
            "muted": _part("muted", me) if board.interest == Interest.MUTE else "",
            "state": _state(count),
        }
        groups.setdefault(board.group, []).append(filled(shape, bits))
    return [(name, Markup("".join(lines))) for name, lines in groups.items()]  # noqa: S704


def topic_lines(topics: Sequence[Line], people: Mapping[int, Face], me: Member, since: datetime) -> Markup:
    """`since`: what was silent before is not new to whoever never opened it."""
    if not topics:
        return Markup()
    tongue = me.language, me.time_zone
    keys = [("topic line", tongue, topic[:16], _faces(topic, people)) for topic in topics]
    page = shelf.take(("topic lines", *keys), lambda: "".join(map(_topic_line, topics, keys)))
    parts = list(page)
    parts[1::2] = chain.from_iterable(_bits(topic, me, since) for topic in topics)
    return Markup("".join(parts))  # noqa: S704


def _faces(topic: Line, people: Mapping[int, Face]) -> tuple[Face, ...]:
    return tuple([people[id] for id in topic.faces[:FACES] if id in people])


def _topic_line(topic: Line, key: tuple[Any, ...]) -> str:
    shape = shelf.take(key, lambda: _line("topic", topic=topic, faces=key[-1]))
    return filled(shape, {name: hole(name) for name in shape[1::2]})


def _bits(topic: Line, me: Member, since: datetime) -> tuple[str, str, str, str]:
    """As a line has room for them: how it looks, where it leads, what is new, what is muted."""
    new, begun, muted = unread_in(topic, since), is_begun(topic), topic.interest == Interest.MUTE
    mark = _part("unread", me, count=new) if begun else _part("never", me)
    return (
        _state(new) + (" faded" if muted else ""),
        "#new" if new and begun else "",
        mark if new else "",
        _part("muted", me) if muted else "",
    )


def _state(new: int) -> str:
    return " unread" if new else ""


def _part(name: str, me: Member, **shown: int) -> str:
    return shelf.take(("forum part", me.language, name, *shown.values()), lambda: _line(name, **shown))[0]


def _line(name: str, **shown: object) -> str:
    lines = current_app.jinja_env.get_template("posts/forum/lines.html").module
    return str(getattr(lines, name)(**shown))


def pages_of(count: int) -> int:
    return max(1, -(-count // PAGE))

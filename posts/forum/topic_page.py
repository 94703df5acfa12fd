"""The page of a topic: which part of it, what is new on it, and how far that brings its reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from community.db import transaction
from community.known import unless_known
from community.members import Member
from posts.forum.heeding import mark_read
from posts.forum.models import PAGE
from posts.forum.reading import Line, faces_of, is_begun
from posts.permissions import keeps_order
from posts.replies.showing import Reading, shown
from posts.replies.threads import Post, posts_of
from posts.tagging import tags_in


@dataclass(frozen=True)
class Place:
    """A page of a topic. Positions count from 1, the opening first; numbers are those of replies."""

    page: int
    pages: int
    total: int

    @property
    def first_number(self) -> int:
        return (self.page - 1) * PAGE

    @property
    def last_number(self) -> int:
        return min(self.page * PAGE, self.total) - 1


def topic_page(topic: Line, me: Member) -> Response:
    place = place_in(topic)
    replies = posts_of(topic.id, max(1, place.first_number), place.last_number, me.id)
    faces = _faces(topic, replies)
    answer = unless_known(
        (tuple(topic), [tuple(post) for post in replies], place, faces),
        lambda: _page(topic, replies, place, faces, me),
    )
    read_on = topic.read_to is None or topic.read_to < place.last_number
    if read_on and not is_prefetch():
        with transaction():
            mark_read(topic.id, me.id, place.last_number)
    return answer


def place_in(topic: Line) -> Place:
    """The page asked for; else the one with the first post that was not read."""
    total = topic.last_number + 1
    pages = -(-total // PAGE)
    unread = min(topic.read_to + 1, topic.last_number) if is_begun(topic) else 0
    page = request.args.get("page", unread // PAGE + 1, int)
    return Place(min(max(1, page), pages), pages, total)


def is_prefetch() -> bool:
    """A browser that fetches ahead has shown nobody anything."""
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))


def _page(topic: Line, replies: Sequence[Post], place: Place, faces: Sequence[Any], me: Member) -> str:
    in_order = keeps_order(me)
    is_new = is_begun(topic) and topic.read_to < topic.last_number
    reading = Reading(
        me,
        topic.id,
        place.total,
        before_first=1,
        open=topic.locked_at is None and not topic.hidden,
        answer_id=topic.answer_id,
        may_mark=topic.author_id == me.id or in_order,
        keeps_order=in_order,
        new_after=topic.read_to if is_new else None,
    )
    posts = [topic, *replies] if place.page == 1 else replies
    return render_template(
        "posts/forum/topic.html",
        here="/boards",
        topic=topic,
        tags=tags_in(topic.tags),
        part=place,
        posts=shown(posts, reading, dict(topic._mapping) if place.page == 1 else None),  # noqa: SLF001  Row's public view
        faces=faces,
        reading=reading,
        keeps_order=in_order,
        last_here=place.last_number,
        read_later=is_prefetch(),
    )


def _faces(topic: Line, replies: Sequence[Post]) -> tuple[Any, ...]:
    """Who spoke last; most of them stand on the page already."""
    here: dict[int, Any] = {post.author_id: post for post in (topic, *replies)}
    missing = [id for id in topic.faces if id not in here]
    found = faces_of(missing)
    known = (found.get(id) or here.get(id) for id in topic.faces)
    return tuple((face.name, face.handle, face.portrait) for face in known if face)

"""The page of a topic: which part of it, what is new on it, and how far that brings its reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from community import clock
from community.db import stored_if_possible
from community.known import unless_known
from community.members import Member
from community.pages import my_tier
from community.profiles.faces import faces_of
from posts.forum.heeding import mark_read
from posts.forum.marking import is_on_top
from posts.forum.models import PAGE, Review
from posts.forum.reading import Line, is_begun
from posts.forum.tracing import Step, shown_after
from posts.permissions import keeps_order
from posts.polls.reading import seen
from posts.polls.routes import part_of
from posts.replies.showing import Reading, shown
from posts.replies.threads import Post, posts_of
from posts.tagging import tags_in


class Face(NamedTuple):
    """Somebody who is named beside the posts."""

    name: str
    handle: str
    portrait: str | None


People = Mapping[int, Face]


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
    my_id = me.id  # a transaction would ask for it again
    place = place_in(topic)
    replies = posts_of(topic.id, max(1, place.first_number), place.last_number, me.id)
    steps = [it for it in topic.trace if place.first_number <= it["after"] <= place.last_number]
    people = _people(topic, replies, steps)
    answer = unless_known(
        (
            tuple(topic),
            is_on_top(topic),
            _is_over(topic),
            [tuple(post) for post in replies],
            place,
            tuple(people.items()),
        ),
        lambda: _page(topic, replies, place, steps, people, me),
    )
    read_on = topic.read_to is None or topic.read_to < place.last_number
    if read_on and not is_prefetch():
        with stored_if_possible():
            mark_read(topic.id, my_id, place.last_number)
    return answer


def _is_over(topic: Line) -> bool:
    """A poll that closes changes the page though nobody did anything."""
    return topic.closes_at is not None and topic.closes_at <= clock.now()


def place_in(topic: Line) -> Place:
    """The page asked for; else the one with the first post that was not read."""
    total = topic.last_number + 1
    pages = pages_in(topic.last_number)
    unread = min(topic.read_to + 1, topic.last_number) if is_begun(topic) else 0
    page = request.args.get("page", unread // PAGE + 1, int)
    return Place(min(max(1, page), pages), pages, total)


def pages_in(last_number: int) -> int:
    """The opening is a post as well."""
    return last_number // PAGE + 1


def is_prefetch() -> bool:
    """A browser that fetches ahead has shown nobody anything."""
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))


def _page(
    topic: Line, replies: Sequence[Post], place: Place, steps: Sequence[Step], people: People, me: Member
) -> str:
    in_order = _keeps(topic, me)
    is_new = is_begun(topic) and topic.read_to < topic.last_number
    posts = [topic, *replies] if place.page == 1 else replies
    reading = Reading(
        me,
        topic.id,
        place.total,
        before_first=1,
        open=topic.locked_at is None and not topic.hidden and topic.replies_from.admits(me.role, my_tier()),
        answer_id=topic.answer_id,
        may_mark=topic.author_id == me.id or in_order,
        keeps_order=in_order,
        new_after=topic.read_to if is_new else None,
        between=_between(topic, place, steps, [post.number for post in posts], people, me),
    )
    return render_template(
        "posts/forum/topic.html",
        here="/boards",
        topic=topic,
        on_top=is_on_top(topic),
        tags=tags_in(topic.tags),
        part=place,
        posts=shown(posts, reading, dict(topic._mapping) if place.page == 1 else None),  # noqa: SLF001  Row's public view
        faces=tuple(people[id] for id in topic.faces if id in people),
        reading=reading,
        keeps_order=in_order,
        read_first=topic.review == Review.EVERYTHING and not in_order,
        last_here=place.last_number,
        read_later=is_prefetch(),
    )


def _between(
    topic: Line, place: Place, steps: Sequence[Step], numbers: Sequence[int], people: People, me: Member
) -> dict[int, Markup]:
    """What is no post: the poll beneath the opening, and what was done to keep order."""
    lines = shown_after(steps, numbers, people, me)
    if topic.poll_id and place.page == 1:
        poll = seen(topic)
        may_end = not poll.is_closed and (topic.author_id == me.id or _keeps(topic, me))
        lines[0] = part_of(poll, may_end=may_end) + lines.get(0, Markup())
    return lines


def _keeps(topic: Line, me: Member) -> bool:
    return keeps_order(me) or me.id in topic.keepers


def _people(topic: Line, replies: Sequence[Post], steps: Sequence[Step]) -> People:
    """Who spoke last, and who kept order here; most of them stand on the page already."""
    here: dict[int, Any] = {post.author_id: post for post in (topic, *replies)}
    wanted = dict.fromkeys([*topic.faces, *(step["by"] for step in steps)])
    found = faces_of(id for id in wanted if id not in here)
    known = ((id, found.get(id) or here.get(id)) for id in wanted)
    return {id: Face(it.name, it.handle, it.portrait) for id, it in known if it}

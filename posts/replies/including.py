"""The thread under any page: `{% include "posts/replies/thread.html" %}` with `about` in sight."""

from dataclasses import dataclass
from typing import Any, Protocol

from flask import request
from markupsafe import Markup

from community.contributions import Contribution
from community.members import Member, signed_in_member
from community.permissions import may
from posts.permissions import keeps_order
from posts.replies.grouping import shown_in_groups
from posts.replies.models import ANSWERABLE, PAGE, Reply
from posts.replies.showing import Reading, shown
from posts.replies.threads import before, extent_of, groups_of, last_number_of, page_of, posts_of


class Answered(Protocol):
    """What can be replied to, whether an object or a row of columns."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def author_id(self) -> int: ...


@dataclass(frozen=True)
class Thread:
    """One page of a thread, ready to be shown."""

    html: Markup
    page: int
    pages: int
    last: int  # the number of the thread's last reply


def replies_of(about: Answered) -> Thread:
    """A page of replies in two queries; `?page=` says which. Who sees `about` must have been asked before."""
    me, (last, roots) = signed_in_member(), extent_of(about.id)
    pages = page_of(roots)
    page = min(max(1, request.args.get("page", 1, int)), pages)
    opened = request.args.get("open", 0, int)
    posts = groups_of(about.id, page, opened if 0 < opened <= last else 0, me.id) if last else ()
    reading = Reading(me, about.id, last, open=about.kind in ANSWERABLE, **_in_two_levels(about, me))
    return Thread(shown_in_groups(posts, reading, f"{request.path}?page={page}"), page, pages, last)


def _in_two_levels(about: Answered, me: Member) -> dict[str, Any]:
    return {"nested": True, "tends": about.author_id == me.id, "keeps_order": keeps_order(me)}


def newer(about: Contribution, after: int, me: Member) -> Markup:
    """At most a page of what came after a number."""
    offset, last = offset_of(about.kind), last_number_of(about.id)
    reading = Reading(
        me,
        about.id,
        last + offset,
        before_first=offset,
        open=may(me, "reply", about),
        answer_id=getattr(about, "answer_id", None),
        may_mark=about.kind == "topic" and may(me, "mark_answer", about),
        **({} if about.kind == "topic" else _in_two_levels(about, me)),
    )
    after = min(max(0, after), last)
    return shown(posts_of(about.id, after + 1, after + PAGE, me.id), reading)


def address_of(it: Reply, about: Contribution) -> str:
    """Where a reply stands: the page of its thread, and the place on it."""
    if about.kind == "topic":
        return f"{about.url}?page={page_of(it.number + offset_of(about.kind))}#reply-{it.id}"
    page = page_of(before(it) + 1)
    opened = "" if it.root == it.number else f"&open={it.root}"
    return f"{about.url}?page={page}{opened}#reply-{it.id}"


def offset_of(kind: str) -> int:
    """The opening of a topic is its first post; a story or a list is no part of its thread."""
    return 1 if kind == "topic" else 0

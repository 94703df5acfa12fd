"""The thread under any page: `{% include "posts/replies/thread.html" %}` with `about` in sight."""

from dataclasses import dataclass
from typing import Protocol

from flask import request
from markupsafe import Markup

from community.contributions import Contribution
from community.members import Member, signed_in_member
from community.permissions import may
from posts.replies.models import ANSWERABLE, PAGE, Reply
from posts.replies.showing import Reading, shown
from posts.replies.threads import last_number_of, page_of, posts_of


class Answered(Protocol):
    """What can be replied to, whether an object or a row of columns."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True)
class Thread:
    """One page of a thread, ready to be shown."""

    html: Markup
    page: int
    pages: int
    last: int  # the number of the thread's last reply
    last_here: int  # and of the last one on this page


def replies_of(about: Answered) -> Thread:
    """A page of replies in two queries; `?page=` says which. Who sees `about` must have been asked before."""
    me, last = signed_in_member(), last_number_of(about.id)
    page = min(max(1, request.args.get("page", 1, int)), page_of(last))
    first = (page - 1) * PAGE + 1
    posts = posts_of(about.id, first, first + PAGE - 1, me.id) if last else ()
    reading = Reading(me, about.id, last, open=about.kind in ANSWERABLE)
    here = posts[-1].number if posts else 0
    return Thread(shown(posts, reading), page, page_of(last), last, here)


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
    )
    return shown(posts_of(about.id, after + 1, after + PAGE, me.id), reading)


def address_of(it: Reply, about: Contribution) -> str:
    """Where a reply stands: the page of its thread, and the place on it."""
    page = page_of(it.number + offset_of(about.kind))
    return f"{about.url}?page={page}#reply-{it.id}"


def offset_of(kind: str) -> int:
    """The opening of a topic is its first post; a story or a list is no part of its thread."""
    return 1 if kind == "topic" else 0

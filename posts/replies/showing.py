"""A page of posts as HTML: what everybody sees is kept rendered, what is the reader's own is filled in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import current_app
from markupsafe import Markup

from community import clock
from community.fragments import Shape, filled, shape_of, shelf
from community.members import Member
from community.moderation.models import Case
from community.permissions import may
from posts.reactions.models import Kind
from posts.reactions.wording import felt_icons
from posts.replies.models import EDITABLE, UNDO
from posts.replies.threads import SHOWN, Post, words_of

PIECES = (
    *("react", "likes", "talk", "own", "own_topic"),
    *("mark", "unmark", "undo", "helped", "new_line", "fold", "others"),
    *("own_late", "history", "pin", "unpin", "close", "open_again", "answers", "all_answers"),
)
_pieces: dict[str, Mapping[str, Shape]] = {}  # by language


@dataclass(frozen=True)
class Reading:
    """What one reader sees of a thread beyond its words."""

    me: Member
    about_id: int
    total: int  # the last post's number as it is shown
    before_first: int = 0  # posts that are no replies: the opening of a topic is number 1
    open: bool = True
    answer_id: int | None = None
    may_mark: bool = False
    new_after: int | None = None  # the number of the last reply that was read before
    nested: bool = False  # answers stand under what they answer
    tends: bool = False  # it is the reader's own story or list
    keeps_order: bool = False
    between: Mapping[int, Markup] = field(default_factory=dict)  # what stands after the post of a number

    @cached_property
    def decides(self) -> bool:
        """Who decides about what was hidden reads it in its place."""
        return may(self.me, "see_queue", Case)

    def seen_as(self, post: Post) -> str:
        """What is hidden: as the reader's own, as what is decided on, or not at all."""
        if not post.hidden:
            return ""
        return "mine" if post.author_id == self.me.id else "decides" if self.decides else ""

    @cached_property
    def tongue(self) -> tuple[str, str]:
        return self.me.language, self.me.time_zone

    @cached_property
    def pieces(self) -> Mapping[str, Shape]:
        """What is filled into posts: the same for everyone of one language, but for its numbers."""
        language = self.me.language
        if language not in _pieces:
            _pieces[language] = {name: shape_of(_macro(name)) for name in PIECES} | {
                f"react {kind}": shape_of(_macro("react", kind)) for kind in Kind
            }
        return _pieces[language]


def shown(posts: Sequence[Post], reading: Reading, opening: Mapping[str, Any] | None = None) -> Markup:
    """`opening` are the words of a post that is no reply: the topic's own, which stands first."""
    return Markup("".join(each_shown(posts, reading, opening)))  # noqa: S704  rendered by templates, which escape


def each_shown(
    posts: Sequence[Post], reading: Reading, opening: Mapping[str, Any] | None = None
) -> Iterator[str]:
    for post, shape in zip(posts, _shapes(posts, reading, opening), strict=True):
        html = _folded(filled(shape, _bits(post, reading)), post, reading)
        yield f"{_new_line(reading, post)}{html}{reading.between.get(post.number, '')}"


def _shapes(posts: Sequence[Post], reading: Reading, opening: Mapping[str, Any] | None) -> Iterable[Shape]:
    keys = [("post", *reading.tongue, *post[:SHOWN], reading.seen_as(post)) for post in posts]
    found = [shelf.kept.get(key) for key in keys]
    missing = [post.id for post, shape in zip(posts, found, strict=True) if not shape and post.number]
    words: dict[int, Any] = dict(words_of(missing)) if missing else {}
    if opening:
        words[opening["id"]] = opening
    return [
        shape
        or shelf.put(
            key,
            _rendered(
                "post.html",
                post=post,
                it=words[post.id],
                before_first=reading.before_first,
                seen_as=key[-1],
            ),
        )
        for post, key, shape in zip(posts, keys, found, strict=True)
    ]


def _bits(post: Post, reading: Reading) -> dict[str, str]:
    mine = post.author_id == reading.me.id
    facts = {
        "id": str(post.id),
        "about": str(reading.about_id),
        "likes": str(post.likes),
        "felt": str(felt_icons(post.likes, post.felt)),
    }
    helpful = post.id == reading.answer_id
    like = "likes" if mine else f"react {post.reaction}" if post.reaction else "react"
    place = f"#{post.number}" if reading.nested else f"{post.number + reading.before_first} / {reading.total}"
    return {
        "helpful": " helpful" if helpful else "",
        "place": piece("helped", reading, {}) if helpful else place,
        "like": piece(like, reading, facts),
        "talk": piece("talk", reading, facts) if reading.open else "",
        "own": _own(post, reading, facts)
        if mine
        else piece("others", reading, {**facts, "handle": post.handle}),
        "tend": "".join(_tended(post, reading, facts)) if post.number else "",
        "mark": _mark(post, reading, facts, helpful=helpful),
        "undo": piece("undo", reading, facts) if mine and _just_removed(post) else "",
    }


def _own(post: Post, reading: Reading, facts: Mapping[str, str]) -> str:
    if not post.number:
        return piece("own_topic", reading, facts)
    late = clock.now() > post.published_at + EDITABLE
    return piece("own_late" if late else "own", reading, facts)


def _tended(post: Post, reading: Reading, facts: Mapping[str, str]) -> Iterable[str]:
    """What those may do with a reply whose thing it answers, or who keep order."""
    if post.edited and (reading.keeps_order or post.author_id == reading.me.id):
        yield piece("history", reading, facts)
    if reading.tends and post.root == post.number:
        yield piece("unpin" if post.pinned else "pin", reading, facts)
    if reading.tends:
        yield piece("open_again" if post.folded else "close", reading, facts)


def _folded(html: str, post: Post, reading: Reading) -> str:
    """What is said by somebody whom the reader does not hear is there, but closed."""
    if not post.number or not post.silenced:
        return html
    return piece("fold", reading, {"reply": html})


def _mark(post: Post, reading: Reading, facts: Mapping[str, str], *, helpful: bool) -> str:
    if not reading.may_mark or not post.number:
        return ""
    return piece("unmark" if helpful else "mark", reading, facts)


def _just_removed(post: Post) -> bool:
    return bool(post.removed and post.removed_at > clock.now() - UNDO)


def _new_line(reading: Reading, post: Post) -> str:
    if reading.new_after is None or post.number != reading.new_after + 1:
        return ""
    return piece("new_line", reading, {})


def piece(name: str, reading: Reading, facts: Mapping[str, str]) -> str:
    return filled(reading.pieces[name], facts)


def _macro(name: str, *args: object) -> str:
    return str(getattr(current_app.jinja_env.get_template("posts/replies/bits.html").module, name)(*args))


def _rendered(template: str, **context: object) -> str:
    return current_app.jinja_env.get_template(f"posts/replies/{template}").render(context)

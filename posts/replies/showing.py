"""A page of posts as HTML: what everybody sees is kept rendered, what is the reader's own is filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import current_app
from markupsafe import Markup

from community import clock
from community.fragments import Shape, filled, shape_of, shelf
from community.members import Member
from posts.reactions.models import Kind
from posts.reactions.wording import felt_icons
from posts.replies.models import UNDO
from posts.replies.threads import SHOWN, Post, words_of

PIECES = (
    *("react", "likes", "talk", "own", "own_topic"),
    *("mark", "unmark", "undo", "helped", "new_line", "fold", "others"),
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
    shapes = _shapes(posts, reading, opening)
    html = [
        _new_line(reading, post) + _folded(filled(shape, _bits(post, reading)), post, reading)
        for post, shape in zip(posts, shapes, strict=True)
    ]
    return Markup("".join(html))  # noqa: S704  rendered by templates, which escape


def _shapes(posts: Sequence[Post], reading: Reading, opening: Mapping[str, Any] | None) -> Iterable[Shape]:
    keys = [("post", *reading.tongue, *post[:SHOWN]) for post in posts]
    found = [shelf.kept.get(key) for key in keys]
    missing = [post.id for post, shape in zip(posts, found, strict=True) if not shape and post.number]
    words: dict[int, Any] = dict(words_of(missing)) if missing else {}
    if opening:
        words[opening["id"]] = opening
    return [
        shape
        or shelf.put(
            key, _rendered("post.html", post=post, it=words[post.id], before_first=reading.before_first)
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
    place = f"{post.number + reading.before_first} / {reading.total}"
    return {
        "helpful": " helpful" if helpful else "",
        "place": _piece("helped", reading, {}) if helpful else place,
        "like": _piece(like, reading, facts),
        "talk": _piece("talk", reading, facts) if reading.open else "",
        "own": _piece("own" if post.number else "own_topic", reading, facts)
        if mine
        else _piece("others", reading, {"handle": post.handle}),
        "mark": _mark(post, reading, facts, helpful=helpful),
        "undo": _piece("undo", reading, facts) if mine and _just_removed(post) else "",
    }


def _folded(html: str, post: Post, reading: Reading) -> str:
    """What is said by somebody whom the reader does not hear is there, but closed."""
    if not post.number or not post.silenced:
        return html
    return _piece("fold", reading, {"reply": html})


def _mark(post: Post, reading: Reading, facts: Mapping[str, str], *, helpful: bool) -> str:
    if not reading.may_mark or not post.number:
        return ""
    return _piece("unmark" if helpful else "mark", reading, facts)


def _just_removed(post: Post) -> bool:
    return bool(post.removed and post.removed_at > clock.now() - UNDO)


def _new_line(reading: Reading, post: Post) -> str:
    if reading.new_after is None or post.number != reading.new_after + 1:
        return ""
    return _piece("new_line", reading, {})


def _piece(name: str, reading: Reading, facts: Mapping[str, str]) -> str:
    return filled(reading.pieces[name], facts)


def _macro(name: str, *args: object) -> str:
    return str(getattr(current_app.jinja_env.get_template("posts/replies/bits.html").module, name)(*args))


def _rendered(template: str, **context: object) -> str:
    return current_app.jinja_env.get_template(f"posts/replies/{template}").render(context)

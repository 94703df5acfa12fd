"""Everything that members write for others passes here, whatever room they write it in.

What is kept through the session is met as it is written; a chat, which goes past it, asks `heeded`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, NamedTuple
from weakref import WeakSet

from flask import has_request_context
from sqlalchemy import String, event, inspect, select
from sqlalchemy.orm import Session

from community import clock
from community.belonging import Care, care_of
from community.contributions import Contribution
from community.db import before_commit, db
from community.members import Member
from community.slugs import slug_of
from community.told import Told
from community.watched.finding import Watched, found_in, replaced, replaced_in_html, watched, words_of
from community.watched.models import Act, Find, Unwelcome

MADE_OF_OTHERS = {"slug", "html", "excerpt"}
NAMES_OF_PHOTOS = {"cover", "photo", "more_photos"}
MOVES = ("published_at", "audience")  # what nobody else could read, others read now
Found = Callable[[Contribution, bool], object]
Tagged = Callable[[Contribution, list[str]], object]
FoundOnMember = Callable[[Member], object]
_found: list[Found] = []
_found_on_member: list[FoundOnMember] = []
_tagged: list[Tagged] = []
_was_read: ContextVar[bool] = ContextVar("was read", default=False)
_to_be_hidden: WeakSet[Contribution] = WeakSet()  # when their transaction ends


def when_found(call: Found) -> Found:
    """Declare what follows where words are held (true) or flagged, at the end of the same transaction."""
    _found.append(call)
    return call


def when_tagged(call: Tagged) -> Tagged:
    """Declare how a thing gets tags that words in it call for, at the end of the same transaction."""
    _tagged.append(call)
    return call


def when_found_on_a_member(call: FoundOnMember) -> FoundOnMember:
    """Declare what follows where what a member says of herself is flagged, in the same transaction."""
    _found_on_member.append(call)
    return call


class Heeded(NamedTuple):
    """What may be said, and the words for which it makes a case."""

    text: str
    flagged: tuple[Watched, ...] = ()


def heeded(text: str, by: Member) -> Heeded:
    """As it may be said at once: a conversation does not wait, so that what would be held is refused too.

    Raises Unwelcome.
    """
    words = () if by.is_staff else watched()
    hits = [hit.it for hit in found_in(text, words)]
    if refused := [hit.word for hit in hits if hit.act in {Act.BLOCK, Act.HOLD}]:
        raise Unwelcome(refused)
    flagged = tuple(dict.fromkeys(hit for hit in hits if hit.act is Act.FLAG))
    return Heeded(replaced(text, words) if hits else text, flagged)


def is_found_in(text: str, by: Member) -> bool:
    """Whether there is anything to look at more closely: many texts are asked in one."""
    return bool(found_in(text, () if by.is_staff else watched()))


def flag_member(member: Member) -> None:
    """Of what she says of herself. Must be called inside a transaction."""
    for call in _found_on_member:
        call(member)


def heeded_for(contribution_id: int, text: str, by: Member) -> str:
    """What is said at once as part of a thing: the answers of a poll, the pieces of a list.

    Must be called inside a transaction. Raises Unwelcome.
    """
    may_be_said = heeded(text, by)
    if may_be_said.flagged:
        flag(contribution_id, may_be_said.flagged)
    return may_be_said.text


def flag(contribution_id: int, words: Iterable[Watched]) -> None:
    """Of what went past the session. Must be called inside a transaction."""
    it = db.session.get_one(Contribution, contribution_id)
    _remember(it, words)
    before_commit(partial(_tell, it, held=False))


def hold(it: Contribution) -> None:
    """Nobody but its author reads it until somebody has decided. Must be called inside a transaction."""
    if it not in _to_be_hidden and not it.hidden_at:
        _to_be_hidden.add(it)
        before_commit(partial(_tell, it, held=True))


def waits(it: Contribution) -> bool:
    """Whether it is held, or will be as soon as it is stored: until it appears it is worth nothing."""
    db.session.flush()
    return it.hidden_at is not None or it in _to_be_hidden


@contextmanager
def read_by_somebody() -> Iterator[None]:
    """What appears in this block was read by those who keep order, words and all."""
    before = _was_read.set(True)
    try:
        yield
        db.session.flush()
    finally:
        _was_read.reset(before)


def said_anew(session: Session) -> list[Contribution]:
    """What others read from now on, or read otherwise; nothing outside of a transaction."""
    if "before_commit" not in session.info or _was_read.get():
        return []
    changed = (*session.new, *session.dirty)
    return [it for it in changed if isinstance(it, Contribution) and _is_said_anew(it)]


@event.listens_for(db.session, "before_flush")
def _heed_what_is_written(session: Session, *_: object) -> None:
    said = said_anew(session)
    words = watched() if said else ()
    for it in said if words else ():
        _heed(it, words)


def _is_said_anew(it: Contribution) -> bool:
    state = inspect(it)
    watched_over = (*MOVES, *_columns(it), *(["html"] if hasattr(it, "html") else []))
    moved = any(state.attrs[name].history.has_changes() for name in watched_over)
    return moved and bool(it.published_at) and it.is_for_others


def _heed(it: Contribution, words: tuple[Watched, ...]) -> None:
    with db.session.no_autoflush:
        if _author_is_staff(it):
            return
    said = [*(getattr(it, name) or "" for name in _columns(it)), words_of(getattr(it, "html", None) or "")]
    hits = [hit.it for text in said for hit in found_in(text, words)]
    acts = {hit.act for hit in hits}
    if Act.BLOCK in acts and has_request_context():
        raise Unwelcome(hit.word for hit in hits if hit.act is Act.BLOCK)
    if Act.REPLACE in acts:
        _replace(it, words)
    if tags := list(dict.fromkeys(hit.instead for hit in hits if hit.act is Act.TAG)):
        before_commit(partial(_tag, it, tags))
    _remember(it, hits)
    if acts & {Act.BLOCK, Act.HOLD}:  # what is refused waits where it publishes itself: nobody can be asked
        hold(it)
    elif Act.FLAG in acts:
        before_commit(partial(_tell, it, held=False))


def _tag(it: Contribution, tags: list[str]) -> None:
    for call in _tagged:
        call(it, tags)


def _remember(it: Contribution, hits: Iterable[Watched]) -> None:
    """Once, in however many steps it is written."""
    known = (
        set(db.session.scalars(select(Find.word).where(Find.contribution_id == it.id))) if it.id else set()
    )
    for hit in dict.fromkeys(hits):
        if hit.word not in known:
            db.session.add(Find(contribution=it, word=hit.word, act=hit.act))


def _tell(it: Contribution, *, held: bool) -> None:
    """Last of all: while it is written, its author has every right to it."""
    _to_be_hidden.discard(it)
    if held and not it.hidden_at:
        it.hidden_at = clock.now()
        it.version += 1
    for call in _found:
        call(it, held)


def _replace(it: Contribution, words: tuple[Watched, ...]) -> None:
    title = it.title
    for name in (*_columns(it), "excerpt"):
        setattr(it, name, replaced(getattr(it, name) or "", words))
    if hasattr(it, "html"):
        it.html = replaced_in_html(it.html, words)
    if it.title != title and it.slug:
        it.slug = slug_of(it.title)


def _author_is_staff(it: Contribution) -> bool:
    author = it.author or db.session.get(Member, it.author_id)
    return bool(author and author.is_staff)


def _columns(it: Contribution) -> list[str]:
    """Those with its words, whatever its kind calls them."""
    attributes: Any = it.__mapper__.column_attrs
    return [
        each.key
        for each in attributes
        if isinstance(each.columns[0].type, String | Told)
        and care_of(each.columns[0]) is Care.WORDS
        and each.key not in MADE_OF_OTHERS | NAMES_OF_PHOTOS
    ]

"""A member asks to be verified, answers what is asked, takes it back, or asks for a second pair of eyes."""

import re
from collections.abc import Collection

from sqlalchemy.exc import IntegrityError

from community import clock
from community.db import db, transaction
from community.members import Member, Role
from community.permissions import require
from posts.bloggers.criteria import are_met, to_begin
from posts.bloggers.models import (
    LONGEST,
    LONGEST_NOTE,
    LONGEST_TOPIC,
    MOST_LINKS,
    MOST_TOPICS,
    OPEN,
    SHORTEST,
    Application,
    Moved,
    Note,
    NotForStaff,
    NotYet,
    State,
    Unfinished,
)
from posts.bloggers.reading import application_of
from posts.bloggers.telling import tell_deciders
from posts.prose import readable

LINK = re.compile(r"https?://[^\s<>\"']{3,500}")


def apply(by: Member, topics: str, links: str, words: str, *, pledges: bool) -> Application:
    """Raises NotForStaff, NotYet, or Unfinished for what cannot stay as it is said."""
    require(by, "write", Application)
    if by.is_staff:
        raise NotForStaff
    if by.role is Role.BLOGGER or not may_apply(by):
        raise NotYet
    said = {"topics": checked_topics(topics), "links": checked_links(links), "words": checked_words(words)}
    if not pledges:
        raise Unfinished("pledge")
    try:
        with transaction():
            it = Application(member_id=by.id, open_id=by.id, **said)
            db.session.add(it)
            db.session.flush()
            tell_deciders(it)
    except IntegrityError as twice:
        raise NotYet from twice
    return it


def may_apply(me: Member) -> bool:
    last = application_of(me)
    waits = last is not None and (
        last.state.is_open or (last.again_at is not None and last.again_at > clock.now())
    )
    return not waits and are_met(to_begin(me))


def answer(it: Application, text: str, by: Member) -> None:
    """To what was asked: then it waits for a decision again."""
    require(by, "answer", it)
    text = checked_note(text)
    with transaction():
        move(it, {State.ASKED}, State.SENT)
        db.session.add(Note(application_id=it.id, member_id=by.id, text=text))
        tell_deciders(it)


def appeal(it: Application, text: str, by: Member) -> None:
    """Once: somebody else than before looks at it."""
    require(by, "answer", it)
    text = checked_note(text)
    with transaction():
        if it.appealed_at:
            raise Moved
        move(it, {State.DECLINED}, State.APPEALED)
        it.appealed_at = it.moved_at
        db.session.add(Note(application_id=it.id, member_id=by.id, text=text))
        tell_deciders(it)


def take_back(it: Application, by: Member) -> None:
    require(by, "answer", it)
    with transaction():
        move(it, OPEN, State.WITHDRAWN)


def move(it: Application, of: Collection[State], to: State) -> None:
    """Must be called inside a transaction; whoever comes second finds it moved. Raises Moved."""
    db.session.refresh(it, with_for_update={"of": Application})
    if it.state not in of:
        raise Moved
    it.state, it.moved_at = to, clock.now()
    it.open_id = it.member_id if to.is_open else None


def checked_topics(text: str) -> str:
    topics = [" ".join(readable(topic).split()) for topic in re.split(r"[,，、\n]", text)]
    kept = list(dict.fromkeys(topic for topic in topics if topic))
    if not 1 <= len(kept) <= MOST_TOPICS or any(len(topic) > LONGEST_TOPIC for topic in kept):
        raise Unfinished("topics")
    return ", ".join(kept)


def checked_links(text: str) -> str:
    links = text.split()
    if len(links) > MOST_LINKS or not all(LINK.fullmatch(link) for link in links):
        raise Unfinished("links")
    return "\n".join(links)


def checked_words(text: str) -> str:
    text = readable(text).replace("\r\n", "\n").strip()
    if not SHORTEST <= len(text) <= LONGEST:
        raise Unfinished("words")
    return text


def checked_note(text: str) -> str:
    text = readable(text).replace("\r\n", "\n").strip()
    if not 1 <= len(text) <= LONGEST_NOTE:
        raise Unfinished("note")
    return text

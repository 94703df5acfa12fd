"""A member mutes or blocks another, mutes a word, and takes it back. Saying it twice changes nothing."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import delete, func, or_, select

from community import clock
from community.contributions import Audience
from community.db import Refusal, after_commit, db, insert_or, transaction
from community.following import Follow
from community.members import Member
from community.permissions import require
from community.quiet.models import How, LetterBox, MutedWord, OpenTo, Silence
from community.quiet.wording import comparable
from community.realtime import room_of, tell

LONGEST, MOST = 50, 200  # signs of a word; words of a member
SPANS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


class NoWord(Refusal):
    """There is nothing in it to look for."""


class WordTooLong(Refusal):
    """Nobody writes such a word."""


class TooManyWords(Refusal):
    """More than anybody remembers having muted."""


def silence(
    whom: Member, how: How, by: Member, span: timedelta | None = None, *, until: datetime | None = None
) -> None:
    """Without an end, for good. Blocking ends the following between the two, both ways."""
    require(by, "silence", whom)
    now = clock.now()
    said = {"how": how, "since": now, "until": now + span if span else until}
    with transaction():
        row = {"member_id": by.id, "whom_id": whom.id, **said}
        new = insert_or(Silence).values(row)
        db.session.execute(new.on_conflict_do_update(index_elements=["member_id", "whom_id"], set_=said))
        if how is How.BLOCK:
            one = (Follow.follower_id == by.id) & (Follow.followed_id == whom.id)
            other = (Follow.follower_id == whom.id) & (Follow.followed_id == by.id)
            db.session.execute(delete(Follow).where(or_(one, other)))


def hear_again(whom: Member, by: Member) -> None:
    require(by, "silence", whom)
    with transaction():
        db.session.execute(delete(Silence).where(Silence.member_id == by.id, Silence.whom_id == whom.id))


def mute_word(word: str, by: Member, span: timedelta | None = None) -> MutedWord:
    """Raises NoWord, WordTooLong, TooManyWords."""
    require(by, "mute", MutedWord)
    word = " ".join(word.replace("\0", "").split())
    key = comparable(word)
    if not any(sign.isalnum() for sign in key):
        raise NoWord
    if len(word) > LONGEST:
        raise WordTooLong
    with transaction():
        mine = MutedWord.member_id == by.id
        known = db.session.scalar(select(MutedWord).where(mine, MutedWord.key == key))
        if not known and (db.session.scalar(select(func.count()).where(mine)) or 0) >= MOST:
            raise TooManyWords
        muted = known or MutedWord(member_id=by.id, word=word, key=key)
        muted.since = clock.now()
        muted.until = muted.since + span if span else None
        db.session.add(muted)
    return muted


def unmute_word(muted: MutedWord, by: Member) -> None:
    require(by, "unmute", muted)
    with transaction():
        db.session.delete(muted)


def open_letters_to(open_to: OpenTo, by: Member) -> None:
    _settle(by, open_to=open_to)


def tell_reading(by: Member, *, on: bool) -> None:
    """Whether two who write to each other see how far the other has read: who does not tell is not told."""
    _settle(by, tells_reading=on)


def be_seen(by: Member, *, on: bool) -> None:
    """Whether those who look at a room see that she does, and that she is writing."""
    _settle(by, is_seen=on)


def show_counts(by: Member, *, on: bool) -> None:
    """Whether she sees how many liked, answered, follow and watch; nobody else sees less.

    Her open lines are opened anew: which numbers a line is told is asked when it opens.
    """
    with transaction():
        _settle(by, shows_counts=on)
        after_commit(partial(tell, room_of(by.id), "rights.moved", {}))


def be_found(by: Member, found_by: OpenTo) -> None:
    """Who comes upon her by name, in search and in lists. Those who keep order in the club always do."""
    _settle(by, found_by=found_by)


def show_tier_to(tier_for: OpenTo, by: Member) -> None:
    """Before whom she wears her tier. Those who run the club see it, as their work needs."""
    _settle(by, tier_for=tier_for)


def show_lists_to(audience: Audience, by: Member) -> None:
    """With whom a new shopping list begins. Those that are there stay as they are."""
    _settle(by, lists_for=audience)


def _settle(by: Member, **said: object) -> None:
    """Through the session, which sees what is to be indexed again."""
    with transaction():
        db.session.execute(insert_or(LetterBox).values(member_id=by.id).on_conflict_do_nothing())
        box = db.session.get_one(LetterBox, by.id, with_for_update=True)
        for name, value in said.items():
            setattr(box, name, value)

"""A member leaves: what is theirs goes, what others built on stays and names nobody.

Rooms that know more about what they keep (who takes over, what is counted) say so with `before_leaving`,
`when_emptied` and `afterwards`; everything else follows from the bonds.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import exists, select, update

from community import clock
from community.belonging import Bond, bond_of
from community.contributions import Contribution
from community.db import db, transaction
from community.engagement.activity import Activity
from community.engagement.ledger import ScoreEntry
from community.engagement.nights import weigh_anew
from community.engagement.standing import standing_of
from community.entrance.sessions import end_sessions
from community.entrance.tokens import revoke_tokens
from community.jobs import later
from community.leaving.addresses import shorten_addresses
from community.leaving.bonds import GONE_WITH_THEM, is_a_things_own, keys_to, keys_to_members
from community.leaving.emptying import cut_loose, delete_rows, empty, forget_words
from community.leaving.mentions import forget_mentions
from community.leaving.models import Erasure
from community.members import Member, Role
from community.notifications.models import Cause, Notification
from community.pictures.keeping import throw_away_unused
from community.search.noticing import changed
from community.told import FORMER

AT_ONCE = 200  # things
GOES_WITH_THE_AUTHOR = frozenset({Bond.PAST})
_before: list[Callable[[Member], int]] = []
_emptied: list[Callable[[Sequence[int]], object]] = []
_afterwards: list[Callable[[Member], int]] = []


def before_leaving(call: Callable[[Member], int]) -> Callable[[Member], int]:
    """Declare what is handed over to others first; `call` answers how many things that was."""
    _before.append(call)
    return call


def afterwards(call: Callable[[Member], int]) -> Callable[[Member], int]:
    """Declare what goes once nothing of theirs needs it any more; `call` answers how many rows that was."""
    _afterwards.append(call)
    return call


def when_emptied(call: Callable[[Sequence[int]], object]) -> Callable[[Sequence[int]], object]:
    """Declare what follows when the words of things, given by their ids, are gone."""
    _emptied.append(call)
    return call


def erase(member: Member, *, keeps_words: bool) -> Erasure:
    """All at once or not at all. Who has left already is not erased again.

    With `keeps_words` what was published for others stays, under nobody's name; all else loses its words.
    """
    with transaction():
        db.session.refresh(member, with_for_update=True)
        if member.left_at:
            return db.session.scalars(select(Erasure).where(Erasure.member_id == member.id)).one()
        now = clock.now()
        end_sessions(member)
        revoke_tokens(member)
        counts = {"handed_over": sum(call(member) for call in _before)}
        counts |= _things_go(member, now, keeps_words=keeps_words)
        counts["rows"] = _rows_go(member.id) + _news_goes(member) + _deeds_go(member.id)
        counts["rows"] += sum(call(member) for call in _afterwards)
        db.session.flush()
        shorten_addresses(member)
        counts["mentions"] = forget_mentions(member.handle, f"former-{member.id}")
        db.session.expire_all()
        _is_nobody(member, now)
        standing_of(member.id)
        later(weigh_anew, member.id)
        counts["photos"] = throw_away_unused(member)
        erasure = Erasure(member_id=member.id, at=now, keeps_words=keeps_words, counts=counts)
        db.session.add(erasure)
        db.session.flush()  # its number is in the address of the receipt
    return erasure


def _things_go(member: Member, now: datetime, *, keeps_words: bool) -> dict[str, int]:
    """How many things were emptied, and how many stay with their words."""
    counts = {"erased": 0, "kept": 0}
    for things in _made_by(member):
        going = [it for it in things if not (keeps_words and it.is_for_others)]
        staying = [it.id for it in things if it not in going]
        for it in things:
            changed(it)
        counts["erased"] += empty(going, now)
        counts["kept"] += len(staying)
        gone = [it.id for it in going]
        cut_loose(gone, GONE_WITH_THEM)
        cut_loose(staying, GOES_WITH_THE_AUTHOR)
        for call in _emptied:
            call(gone)
        db.session.flush()
    return counts


def _made_by(member: Member) -> Iterator[Sequence[Contribution]]:
    """All things of a member, some at a time."""
    last = 0
    mine = select(Contribution).where(Contribution.author_id == member.id).order_by(Contribution.id)
    while things := db.session.scalars(mine.where(Contribution.id > last).limit(AT_ONCE)).all():
        last = things[-1].id
        yield things


def _rows_go(member_id: int) -> int:
    gone = 0
    for table, column, bond in keys_to_members():
        if bond in GONE_WITH_THEM:
            gone += delete_rows(table, column == member_id)
        elif bond is Bond.SAID and not is_a_things_own(table):
            forget_words(table, column == member_id)
    return gone


def _news_goes(member: Member) -> int:
    """What others were told of nobody but them; what leads to their page leads to whom else it is about."""
    causes = select(Cause.url).where(Cause.notification_id == Notification.id)
    gone = delete_rows(Notification.__table__, ~causes.exists())  # type: ignore[arg-type]
    newest = causes.order_by(Cause.id.desc()).limit(1).scalar_subquery()
    db.session.execute(update(Notification).where(Notification.path == member.url).values(path=newest))
    return gone


def _deeds_go(member_id: int) -> int:
    """What was done for others stays, as their points rest on it; what was bought and where does not."""
    mine = Activity.member_id == member_id
    others = exists().where(ScoreEntry.activity_id == Activity.id)  # the own entries are gone by now
    for_nobody = mine & Activity.counterparty_id.is_(None) & ~others
    gone = delete_rows(Activity.__table__, for_nobody)  # type: ignore[arg-type]
    for table, key in keys_to(Activity.__table__):
        if bond_of(key.parent) is Bond.OWN:
            gone += delete_rows(table, key.parent.in_(select(Activity.id).where(mine)))
    db.session.execute(update(Activity).where(mine).values(storefront=None, category=None, product=None))
    return gone


def _is_nobody(member: Member, now: datetime) -> None:
    """The row stays, so that what others built on rests on something; it says nothing of anybody."""
    member.name = FORMER
    member.handle = f"former-{member.id}"
    member.name_skeleton = member.handle
    member.email = f"{member.id}@left.invalid"
    member.password_hash = member.portrait = member.invited_by_id = None
    member.bio, member.role = "", Role.MEMBER
    member.language, member.time_zone, member.theme = "en", "UTC", "auto"
    member.suspended_at = member.left_at = now
    member.suspended_until = member.leaves_at = member.numbers_hidden_at = None
    member.joined_at = member.joined_at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)

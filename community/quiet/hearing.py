"""Who is heard, and who reaches whom: feed, search, threads, notifications, chat and profiles ask here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    cast,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from community import clock
from community.db import UtcDateTime, db, rows
from community.following import Follow
from community.members import Member
from community.quiet.models import How, LetterBox, MutedWord, OpenTo, Silence
from community.quiet.wording import comparable, finder
from community.statements import BETWEEN, among, strung_together

MEMBER = "\x1e"  # a sign that no word has: it is squeezed before it is kept
_now = bindparam("now", type_=UtcDateTime())


def kept_by(me: Any, whom: Any) -> ColumnElement[bool]:  # noqa: ANN401  columns or parameters of ids
    """To join Silence on, in a query that is told `now`: what one keeps from another."""
    running = or_(Silence.until.is_(None), Silence.until > _now)
    return and_(Silence.member_id == me, Silence.whom_id == whom, running)


def quiet_words(me: Any) -> ScalarSelect[str | None]:  # noqa: ANN401  a parameter
    """All a reader does not want to meet, in one column of a query that is told `now`: see Quiet.read."""
    members = select(_said(Silence.whom_id, Silence.how).label("said")).where(
        Silence.member_id == me, or_(Silence.until.is_(None), Silence.until > _now)
    )
    words = select(MutedWord.key).where(
        MutedWord.member_id == me, or_(MutedWord.until.is_(None), MutedWord.until > _now)
    )
    all_of_it = union_all(members, words).subquery()
    return select(strung_together(all_of_it.c.said)).scalar_subquery()


def _said(whom_id: Any, how: Any) -> ColumnElement[str]:  # noqa: ANN401  columns
    """Begins with a sign that no muted word has."""
    return literal(MEMBER).concat(type_coerce(how, String)).concat(":").concat(cast(whom_id, String))


_mine: Select[*tuple[Any, ...]] = select(quiet_words(bindparam("me")))


_keeping_away: Select[int] = select(Silence.member_id).where(
    Silence.whom_id == bindparam("whom"),
    among(Silence.member_id, "ids"),
    among(Silence.how, "ways"),
    or_(Silence.until.is_(None), Silence.until > _now),
)


@dataclass(frozen=True)
class Quiet:
    """What one reader does not want to meet."""

    members: Mapping[int, How] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    @classmethod
    def read(cls, said: str | None) -> "Quiet":
        members, words = {}, []
        for one in said.split(BETWEEN) if said else ():
            if one.startswith(MEMBER):
                how, _, id = one[1:].partition(":")
                members[int(id)] = How(how)
            else:
                words.append(one)
        return cls(members, tuple(sorted(words)))

    @property
    def key(self) -> tuple[object, ...]:
        """Under which what is shown to such a reader may be kept."""
        return (*sorted(self.members), *self.words)

    def hears(self, author_id: int) -> bool:
        return author_id not in self.members

    def hides(self, *texts: str | None) -> bool:
        """Whether a muted word stands in any of these."""
        if not (pattern := finder(self.words)):
            return False
        return any(pattern.search(comparable(text)) for text in texts if text)

    def open(self, author: Any) -> ColumnElement[bool]:  # noqa: ANN401  a column of ids, of any entity
        """For queries: its author is heard."""
        return author.not_in(list(self.members))  # type: ignore[no-any-return]


def quiet_of(me: Member) -> Quiet:
    """In one query."""
    return Quiet.read(rows(_mine, {"me": me.id, "now": clock.now()})[0][0])


_unheard = select(Member.handle).join(Silence, kept_by(bindparam("me"), Member.id))


def unheard_by(me: Member) -> list[str]:
    """The handles of those whom a member muted or blocked."""
    return [row.handle for row in rows(_unheard, {"me": me.id, "now": clock.now()})]


def keeps_away(member_id: int, *, from_id: int) -> bool:
    """Whether a member has blocked another: asked before the other follows, replies, names or writes."""
    return bool(blocked_by([member_id], whom_id=from_id))


def blocked_by(member_ids: Collection[int], *, whom_id: int) -> set[int]:
    """Of these members, those who have blocked that one."""
    return _away(member_ids, whom_id, How.BLOCK)


def deaf(member: Any, whom: Any, now: Any) -> ColumnElement[bool]:  # noqa: ANN401  columns, ids or parameters
    """For queries: whether a member muted or blocked that one; nobody tells her of what they did."""
    ear = aliased(Silence)
    running = or_(ear.until.is_(None), ear.until > now)
    return select(ear.how).where(ear.member_id == member, ear.whom_id == whom, running).exists()


def apart(one_id: int, other_id: int) -> bool:
    """Whether either has blocked the other."""
    return bool(rows(_apart(), {"one": one_id, "other": other_id, "now": clock.now()})[0][0])


@cache
def _apart() -> Select[bool]:
    one, other = (bindparam(name, type_=Member.id.type) for name in ("one", "other"))
    return select(parted(one, other, _now))


def parted(one: Any, other: Any, now: Any = None) -> ColumnElement[bool]:  # noqa: ANN401  columns or ids
    """For queries: whether either has blocked the other. `now` is a place for the moment, if it has one."""
    wall = aliased(Silence)
    between = or_(
        and_(wall.member_id == one, wall.whom_id == other),
        and_(wall.member_id == other, wall.whom_id == one),
    )
    running = or_(wall.until.is_(None), wall.until > (clock.now() if now is None else now))
    return select(wall.how).where(between, running, wall.how == How.BLOCK).exists()


def takes_letters(whom: Member, sender: Member) -> bool:
    """Whether one may begin to write to a member. Those who keep the club in order always may."""
    if apart(whom.id, sender.id):
        return False
    box = db.session.get(LetterBox, whom.id)
    open_to = box.open_to if box else OpenTo.EVERYBODY
    if open_to is OpenTo.EVERYBODY or sender.is_staff:
        return True
    return open_to is OpenTo.FOLLOWED and db.session.get(Follow, (whom.id, sender.id)) is not None


def _away(member_ids: Collection[int], whom_id: int, *ways: How) -> set[int]:
    if not member_ids:
        return set()
    facts = {"whom": whom_id, "ids": list(member_ids), "ways": list(ways or How), "now": clock.now()}
    return {row.member_id for row in rows(_keeping_away, facts)}

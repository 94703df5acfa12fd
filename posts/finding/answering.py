"""A question is answered for one reader: what the index found, as the rows show it, without what is muted."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select

from community import clock
from community.audience import OVERSEEING, open_to_all_of
from community.contributions import Audience
from community.db import rows
from community.engagement.standing import Standing, Tier
from community.following import Follow
from community.members import Member
from community.quiet.hearing import Quiet, quiet_words
from community.search import PAGE, Found, NoIndex, Place, Reader, closed_by, find, meant
from community.search.asking import understood
from community.search.people import HIDDEN
from community.statements import among
from posts.finding.reading import CANDIDATES, KINDS, Result, by_title, results


@dataclass(frozen=True)
class Shown:
    """What the page says of an answer; `next` is where the next page begins."""

    results: Sequence[Result] = ()
    total: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    next: Place | None = None
    loosely: bool = False
    only_titles: bool = False  # the index is being built
    meant: str = ""  # the question as it may have been meant


def answer_to(
    text: str, kind: str, me: Member, after: Place | None = None, *, newest: bool = False, limit: int = PAGE
) -> Shown:
    quiet, author, tier = _asked_by(me, understood(text).author)
    try:
        reader = reader_for(me, tier, quiet, newest=newest, author=author)
        if understood(text).phrases:
            shown = _with_phrases(find(text, reader=reader, per_page=CANDIDATES), kind, after, limit, me)
        else:
            shown = _found(find(text, kind, after, reader=reader, per_page=limit), me)
        if shown.loosely or not shown.total:
            shown = replace(shown, meant=nearly(text))
    except NoIndex:
        shown = _titles(text, kind, quiet, limit, me)
    return replace(shown, results=[it for it in shown.results if is_heard(it, quiet)])


_me = bindparam("me", type_=Member.id.type)
FOR_FOLLOWERS, FOR_FOLLOWED = f"for:{Audience.FOLLOWERS}", f"for:{Audience.FOLLOWED}"
_followed: Select[Any] = select(Follow.followed_id).where(
    Follow.follower_id == _me, among(Follow.followed_id, "those")
)
_following: Select[Any] = select(Follow.follower_id).where(
    Follow.followed_id == _me, among(Follow.follower_id, "those")
)
_handle: BindParameter[str] = bindparam("handle")
_asking: Select[Any] = select(
    quiet_words(_me),
    select(Member.id).where(func.lower(Member.handle) == _handle).scalar_subquery(),
    select(Standing.tier).where(Standing.member_id == _me).scalar_subquery(),
)


def reader_for(
    me: Member, tier: Tier | None, quiet: Quiet, *, newest: bool = False, author: int | None = None
) -> Reader:
    """Who follows whom is only asked where something is for them alone. Raises NoIndex."""
    closed = closed_by()
    admitted = {f"for:{one}" for one in open_to_all_of(me.role, tier)}
    return Reader(
        frozenset(quiet.members),
        newest,
        author,
        open=frozenset(admitted | ({HIDDEN} if me.role in OVERSEEING else set())).intersection(closed),
        me=me.id if any(me.id in those for those in closed.values()) else None,
        follows=_of_those(_followed, closed.get(FOR_FOLLOWERS), me),
        followed_by=_of_those(_following, closed.get(FOR_FOLLOWED), me),
    )


def _of_those(asked: Select[Any], those: Collection[int] | None, me: Member) -> frozenset[int]:
    found = rows(asked, {"me": me.id, "those": list(those)}) if those else ()
    return frozenset(row[0] for row in found)


def _asked_by(me: Member, author: str) -> tuple[Quiet, int | None, Tier | None]:
    """What she does not want to meet, the id of the author she asks for, and her tier, in one query."""
    said, author_id, tier = rows(_asking, {"me": me.id, "handle": author, "now": clock.now()})[0]
    return Quiet.read(said), author_id, tier


def is_heard(it: Result, quiet: Quiet) -> bool:
    return it.kind == "member" or not quiet.hides(it.name, it.text, it.row.excerpt)


def nearly(text: str) -> str:
    """The question with the words put in that it may have meant; nothing where every word is known."""
    guessed = meant(understood(text).marked)
    said = text
    for typed, word in guessed.items():
        said = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", word, said, flags=re.IGNORECASE)
    return said if said != text else ""


def _found(found: Found, me: Member) -> Shown:
    last = found.hits[-1].place if found.more else None
    return Shown(results(found, me), found.total, found.counts, last, found.loosely)


def _with_phrases(candidates: Found, kind: str, after: Place | None, limit: int, me: Member) -> Shown:
    """All words are there; whether they stand together is asked of the rows."""
    places = {(hit.kind, hit.id): hit.place for hit in candidates.hits}
    every = results(candidates, me)
    counts = {name: sum(row.kind == name for row in every) for name in KINDS.values()}
    of_kind = [row for row in every if not kind or row.kind == kind]
    behind = [row for row in of_kind if after is None or places[row.kind, row.row.id] < after]
    shown = behind[:limit]
    last = places[shown[-1].kind, shown[-1].row.id] if len(behind) > limit else None
    return Shown(shown, len(of_kind), counts, last, candidates.loosely)


def _titles(text: str, kind: str, quiet: Quiet, limit: int, me: Member) -> Shown:
    hits = by_title(text, kind, quiet, me)[:limit]
    found = results(Found(hits, len(hits), {}, understood(text.replace('"', " "))), me)
    return Shown(found, len(found), only_titles=True)

"""What was found, as it is shown: read from the rows, which say once more what its reader may see."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, Select, bindparam, func, literal, select, union_all

from community.audience import readable_by
from community.contributions import Contribution, address, home_of
from community.db import db, rows
from community.disclosing import Paid, words_of
from community.engagement.standing import Standing
from community.members import Member
from community.profiles.findable import found_by
from community.profiles.worn import tier_shown_to
from community.quiet.hearing import Quiet
from community.search import PAGE, Found, Hit, marked, marks, passage
from community.search.words import is_unspaced, pieces
from community.statements import among
from posts.blog.models import Story
from posts.finding.indexed import doubted_on, pieces_of
from posts.forum.models import Topic
from posts.on_air import air, stream
from posts.prose import plain
from posts.replies.models import Reply
from posts.reviews.models import Review

KINDS = {
    "story": "story",
    "list": "shopping_list",
    "topic": "topic",
    "tip": "tip",
    "review": "review",
    "trip": "trip",
    "stream": "stream",
    "people": "member",
}
CANDIDATES = 200  # of a phrase: looked at in the rows, since the index does not know what follows what
Pattern = re.Pattern[str] | None
PROPOSED = 2  # of each kind, to whoever has not asked yet
_me = bindparam("me", type_=Member.id.type)
_reply, _its_spine = Reply.__table__.alias("r"), Contribution.__table__.alias("rs")
_replier = Member.__table__.alias("rm")

_posts = (
    select(
        Contribution.id,
        Contribution.kind,
        Contribution.title,
        Contribution.slug,
        Contribution.excerpt,
        Contribution.cover,
        Contribution.disclosure,
        Contribution.sponsor,
        Contribution.audience,
        Contribution.published_at,
        Contribution.likes,
        Contribution.replies,
        air,
        Member.name,
        Member.handle,
        func.coalesce(Story.__table__.c.html, Topic.__table__.c.html, Review.__table__.c.html).label("html"),
        _its_spine.c.id.label("reply_id"),
        _its_spine.c.disclosure.label("reply_disclosure"),
        _its_spine.c.sponsor.label("reply_sponsor"),
        _reply.c.html.label("reply_html"),
        _replier.c.name.label("replier"),
    )
    .join(Member, Member.id == Contribution.author_id)
    .outerjoin(stream, stream.c.id == Contribution.id)
    .outerjoin(Story.__table__, Story.__table__.c.id == Contribution.id)
    .outerjoin(Topic.__table__, Topic.__table__.c.id == Contribution.id)
    .outerjoin(Review.__table__, Review.__table__.c.id == Contribution.id)
    .outerjoin(
        _reply,
        (_reply.c.about_id == Contribution.id) & among(_reply.c.id, "replies"),
    )
    .outerjoin(
        _its_spine,
        (_its_spine.c.id == _reply.c.id)
        & _its_spine.c.published_at.is_not(None)
        & _its_spine.c.removed_at.is_(None)
        & _its_spine.c.hidden_at.is_(None),
    )
    .outerjoin(_replier, _replier.c.id == _its_spine.c.author_id)
    .where(among(Contribution.id, "ids"), readable_by(_me))
)
_people = (
    select(
        Member.id, Member.name, Member.handle, Member.bio, Member.role, Member.portrait, tier_shown_to(_me)
    )
    .outerjoin(Standing, Standing.member_id == Member.id)
    .where(among(Member.id, "ids"), Member.suspended_at.is_(None), found_by(_me))
)


def _newest_of(kind: str) -> Select[Any]:
    columns = select(
        Contribution.id,
        Contribution.kind,
        Contribution.title,
        Contribution.slug,
        Contribution.published_at.label("at"),
        Member.name,
    )
    newest = columns.join(Member, Member.id == Contribution.author_id).where(
        Contribution.kind == kind, readable_by(_me)
    )
    latest: Select[Any] = select(newest.order_by(Contribution.published_at.desc()).limit(PROPOSED).subquery())
    return latest


_each = union_all(*(_newest_of(kind) for kind in KINDS.values() if kind != "member")).subquery()
_recent = select(_each).order_by(_each.c.at.desc(), _each.c.id.desc())


@dataclass(frozen=True)
class Result:
    """One row of the page; marked when it is written, for what was written before is kept under its `key`."""

    kind: str
    row: Row[Any]
    url: str
    found: Pattern
    on_list: str = ""
    doubted: tuple[str, str] | None = None  # a piece on it, and the word that stands by it

    @property
    def key(self) -> tuple[object, ...]:
        """All that is shown of it."""
        return (
            self.kind,
            self.found and self.found.pattern,
            hash(tuple(self.row)),
            self.on_list,
            self.doubted,
        )

    @property
    def reply_url(self) -> str:
        return f"{Reply.home}/{self.row.reply_id}" if self.kind != "member" and self.row.reply_id else ""

    @property
    def reply_paid(self) -> Paid | None:
        """What was paid for the reply in which the words were found."""
        if self.kind == "member" or not self.row.reply_id or not self.row.reply_disclosure:
            return None
        return Paid(self.row.reply_disclosure, self.row.reply_sponsor)

    @property
    def paid(self) -> str:
        """In words: of what its address leads to."""
        if self.kind == "member":
            return ""
        it = self.reply_paid or self.row
        return words_of(it.disclosure, it.sponsor)

    @property
    def is_live(self) -> bool:
        return self.kind == "stream" and self.row.air == "live"

    @property
    def name(self) -> str:
        return str(self.row.name if self.kind == "member" else self.row.title)

    @property
    def text(self) -> str:
        if self.kind == "member":
            return str(self.row.bio)
        if self.row.reply_id:
            return plain(self.row.reply_html)
        return plain(self.row.html or "") or self.on_list or str(self.row.excerpt)

    @property
    def marked_name(self) -> Markup:
        return marked(self.name, self.found)

    @property
    def passage(self) -> Markup:
        return passage(self.text, self.found)

    def says(self, phrases: Iterable[str]) -> bool:
        parts = [f" {' '.join(pieces(part))} " for part in self._parts()]
        return all(any(_whole(phrase) in part for part in parts) for phrase in phrases)

    def _parts(self) -> Iterable[str]:
        if self.kind == "member":
            return (self.name, self.text)
        row = self.row
        return (self.name, plain(row.html or ""), self.on_list, plain(row.reply_html or ""))


def _whole(phrase: str) -> str:
    """Words that end where the phrase ends; in Chinese no space says where."""
    before, after = ("" if is_unspaced(end) else " " for end in (phrase[0], phrase[-1]))
    return f"{before}{phrase}{after}"


def results(found: Found, me: Member) -> list[Result]:
    """In their order, but what is live just now first; what is no longer there for `me` is left out."""
    pattern = marks(found.question.marked)
    read = {
        (it.kind, it.row.id): it
        for it in (*_posts_of(found.hits, pattern, me), *_people_of(found.hits, pattern, me))
    }
    shown = [read[hit.kind, hit.id] for hit in found.hits if (hit.kind, hit.id) in read]
    shown.sort(key=lambda it: not it.is_live)
    phrases = found.question.phrases
    return [it for it in shown if it.says(phrases)] if phrases else shown


def _posts_of(hits: Sequence[Hit], pattern: Pattern, me: Member) -> Iterable[Result]:
    ids = [hit.id for hit in hits if hit.kind != "member"]
    asked = {"ids": ids, "replies": [hit.reply for hit in hits if hit.reply], "me": me.id}
    found = rows(_posts, asked) if ids else ()
    lists = [row.id for row in found if row.kind == "shopping_list"]
    on_lists = pieces_of(lists) if lists else {}
    doubted = doubted_on(lists) if lists else {}
    for row in found:
        url = address(home_of(row.kind), row.id, row.slug)
        said = " · ".join(on_lists.get(row.id, ()))
        yield Result(row.kind, row, url, pattern, said, doubted.get(row.id))


def _people_of(hits: Sequence[Hit], pattern: Pattern, me: Member) -> Iterable[Result]:
    ids = [hit.id for hit in hits if hit.kind == "member"]
    for row in rows(_people, {"ids": ids, "me": me.id}) if ids else ():
        yield Result("member", row, f"/@{row.handle}", pattern)


def by_title(text: str, kind: str, quiet: Quiet, me: Member) -> list[Hit]:
    """While there is no index: the newest whose title or name has these words."""
    like = f"%{text.strip()[:100].replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    titles = select(Contribution.id, Contribution.kind, Contribution.published_at.label("at")).where(
        Contribution.title.ilike(like, escape="!"),
        Contribution.kind.in_([kind] if kind else KINDS.values()),
        readable_by(me.id),
        quiet.open(Contribution.author_id),
    )
    named = Member.name.ilike(like, escape="!") | Member.handle.ilike(like, escape="!")
    people = select(Member.id, literal("member").label("kind"), Member.joined_at.label("at")).where(
        named, Member.suspended_at.is_(None), quiet.open(Member.id), found_by(me.id)
    )
    chosen = {"": union_all(titles, people), "member": people}.get(kind, titles)
    return [Hit(row.kind, row.id, None) for row in db.session.execute(_newest(chosen))]


def _newest(chosen: Any) -> Any:  # noqa: ANN401
    found = chosen.subquery()
    return select(found).order_by(found.c.at.desc(), found.c.id.desc()).limit(PAGE)


def recent(me: Member) -> Sequence[Row[Any]]:
    """What to read when one does not know what to look for: the newest of each kind."""
    return rows(_recent, {"me": me.id})

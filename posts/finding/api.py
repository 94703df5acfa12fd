"""Search, for programs."""

from dataclasses import asdict
from typing import Annotated, Literal

from pydantic import Field

from community.api.answers import Answer, Disclosed, Page, disclosed_of
from community.api.bodies import Query, Text
from community.api.cursors import cursor, rank_in
from community.api.doors import Api
from community.limits import spend
from community.members import Member
from posts.finding.answering import Shown, answer_to
from posts.finding.proposing import proposed
from posts.finding.reading import KINDS, Result
from posts.finding.remembering import forget, remembered_of
from posts.finding.routes import LONGEST

finding = Api("search")


class Asked(Query):
    """`q` as members type it.

    Words, "a phrase", and what narrows it: author:ada, kind:story, tag:travel, board:watches, has:photo,
    before: and after: a year, a month or a day.
    """

    q: Annotated[Text, Field(max_length=LONGEST)] = ""
    kind: Literal["", "story", "list", "topic", "tip", "review", "trip", "stream", "people"] = ""
    order: Literal["best", "newest"] = "best"
    cursor: Annotated[Text, Field(max_length=200)] = ""


class Hit(Answer):
    """`text` is HTML: a passage in which what was looked for is marked. `handle` is of who made it.

    `disclosure` is of what `url` leads to: of a reply, where the words were found in one that has a label.
    """

    id: int
    kind: str
    url: str
    title: str
    text: str
    handle: str
    disclosure: Disclosed | None


class Hits(Page[Hit]):
    """`loosely`: nothing has all the words, these have some. `meant`: how it may have been meant."""

    total: int
    loosely: bool
    meant: str | None


@finding.get("/search")
def search(me: Member, asked: Asked) -> Hits:
    """What members may read, by its words."""
    spend("api search", me.id, "20/second")
    words, after = " ".join(asked.q.split()), rank_in(asked.cursor)
    newest = asked.order == "newest"
    shown = answer_to(words, KINDS.get(asked.kind, ""), me, after, newest=newest) if words else Shown()
    return Hits(
        items=[_told(one) for one in shown.results],
        next=cursor(*shown.next) if shown.next else None,
        total=shown.total,
        loosely=shown.loosely,
        meant=shown.meant or None,
    )


class Typed(Query):
    """What has been typed so far."""

    q: Annotated[Text, Field(max_length=LONGEST)] = ""
    kind: Literal["", "story", "list", "topic", "tip", "review", "trip", "people"] = ""


class ProposalAnswer(Answer):
    """`line` stands beneath the title: what it is, and whose."""

    kind: str
    title: str
    line: str
    url: str


class Proposals(Page[ProposalAnswer]):
    """`total`: how many things have the words."""

    total: int


@finding.get("/search/suggestions")
def suggest(me: Member, asked: Typed) -> Proposals:
    """A few things for what is being typed, products among them."""
    spend("search.suggestions", me.id, "20/second")
    items, total = proposed(" ".join(asked.q.split()), KINDS.get(asked.kind, ""), me)
    return Proposals(items=[ProposalAnswer(**asdict(it)) for it in items], total=total)


class OneSearch(Query):
    """Without `q` all of them."""

    q: Annotated[Text, Field(max_length=LONGEST)] | None = None


class Remembered(Answer):
    q: str


@finding.get("/me/searches")
def list_my_searches(me: Member) -> Page[Remembered]:
    """What you searched for on the site, the latest first; nobody else reads it."""
    return Page(items=[Remembered(q=text) for text in remembered_of(me)])


@finding.delete("/me/searches")
def forget_my_searches(me: Member, asked: OneSearch) -> None:
    """Forget one of your searches, or all of them."""
    forget(me, asked.q)


def _told(one: Result) -> Hit:
    return Hit(
        id=one.row.id,
        kind=one.kind,
        url=one.reply_url or one.url,
        title=one.row.name if one.kind == "member" else one.row.title,
        text=str(one.passage),
        handle=one.row.handle,
        disclosure=None if one.kind == "member" else disclosed_of(one.reply_paid or one.row),
    )

"""Search, for programs."""

from typing import Annotated, Literal

from pydantic import Field

from community.api.answers import Answer, Page
from community.api.bodies import Query, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.limits import spend
from community.members import Member
from community.search import LAST_PAGE
from posts.cards import Disclosed, disclosed_of
from posts.finding.reading import KINDS, Result
from posts.finding.routes import LONGEST, Shown, answer_to

finding = Api("search")


class Asked(Query):
    """`q` as members type it: words, "a phrase", author:ada, kind:story, tag:, before: and after: a day."""

    q: Annotated[Text, Field(max_length=LONGEST)] = ""
    kind: Literal["", "story", "list", "topic", "people"] = ""
    cursor: Annotated[Text, Field(max_length=200)] = ""


class Hit(Answer):
    """`text` is HTML: a passage in which what was looked for is marked. `handle` is of who made it."""

    id: int
    kind: str
    url: str
    title: str
    text: str
    handle: str
    disclosure: Disclosed | None


class Hits(Page[Hit]):
    """The best first. `loosely`: nothing has all the words, these have some."""

    total: int
    loosely: bool


@finding.get("/search")
def search(me: Member, asked: Asked) -> Hits:
    """What members may read, by its words."""
    spend("api search", me.id, "20/second")
    page = max(1, min(id_in(asked.cursor) or 1, LAST_PAGE))
    words = " ".join(asked.q.split())
    shown = answer_to(words, KINDS.get(asked.kind, ""), page) if words else Shown()
    return Hits(
        items=[_told(one) for one in shown.results],
        next=cursor(page + 1) if shown.more and page < LAST_PAGE else None,
        total=shown.total,
        loosely=shown.loosely,
    )


def _told(one: Result) -> Hit:
    return Hit(
        id=one.row.id,
        kind=one.kind,
        url=one.reply_url or one.url,
        title=one.row.name if one.kind == "member" else one.row.title,
        text=str(one.passage),
        handle=one.row.handle,
        disclosure=None if one.kind == "member" else disclosed_of(one.row),
    )

"""The table of a stream, for programs."""

from pydantic import Field

from community.api.answers import Answer, Page
from community.api.bodies import Body
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.limits import spend
from community.members import Member
from community.permissions import require
from livestream.shelf import laying
from livestream.shelf.models import FullTable, NotToShow
from livestream.shelf.routes import OFTEN, laid_on
from livestream.shelf.wares import table_of
from livestream.streams.models import Stream

shelf = Api("shelf")


class NewOnTable(Body):
    """`item`: the id of a piece of a list that you published."""

    item: int = Field(gt=0)


class LaidAnswer(Answer):
    """`second`, `off_second`: of the film; `collected`: how many members collected it from this stream.

    `mark`: disputed, fake or genuine, where something is known of it from this `seller`.
    """

    id: int
    item: int
    list_id: int
    name: str
    brand: str | None
    seller: str | None
    mark: str | None
    amount: int | None
    currency: str
    second: float
    off_second: float | None
    lies: bool
    collected: int


@shelf.get("/streams/<int:id>/shelf")
def read_shelf(me: Member, id: int) -> Page[LaidAnswer]:
    """What lies and lay on its table, in the order in which it was laid."""
    it = get_or_404(Stream, id)
    require(me, "read", it)
    of_piece = ("list_id", "name", "brand", "seller", "mark", "amount", "currency")
    same = (*of_piece, "second", "off_second", "collected")
    items = [
        LaidAnswer(
            id=row.laid_id,
            item=row.id,
            lies=row.off_at is None and not it.ended_at,
            **{name: getattr(row, name) for name in same},
        )
        for row in table_of(it, me).all
    ]
    return Page(items=items)


@shelf.post("/streams/<int:id>/shelf")
def post_on_shelf(me: Member, id: int, sent: NewOnTable) -> Page[LaidAnswer]:
    """Lay a piece of one of your lists on the table."""
    it = get_or_404(Stream, id)
    require(me, "host", it)
    spend("lay", me.id, OFTEN)
    laying.lay(it, sent.item, by=me)
    return read_shelf(me, id)


@shelf.delete("/streams/<int:id>/shelf/<int:laid_id>")
def take_from_shelf(me: Member, id: int, laid_id: int) -> None:
    """Take it off again; it is listed as shown earlier."""
    laying.take_off(laid_on(get_or_404(Stream, id), laid_id), by=me)


for refusal in (NotToShow, FullTable):
    say(refusal, laying.said, field="item")

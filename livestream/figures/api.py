"""The figures of a stream, for programs."""

from collections.abc import Sequence

from community.api.answers import Answer
from community.api.doors import Api
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from livestream.figures.reading import figures_of
from livestream.figures.sales import Week
from livestream.streams.models import Stream

stream_figures = Api("stream_figures")


class WeekAnswer(Answer):
    """`number`: 0 begins with the stream; orders and returns are null where fewer than three bought."""

    number: int
    orders: int | None
    returned: int | None


class StreamFiguresAnswer(Answer):
    """`here`: who watch just now; `members`: who watched live, each once; `seconds`: by all together.

    `links` and `visits`: how it was shared; `collected`: pieces of its table on lists of members; `curve`:
    viewers, minute by minute; `weeks`: orders of what was shown, from four weeks before to four after.
    """

    here: int
    members: int
    seconds: int
    peak: int
    links: int
    visits: int
    collected: int
    curve: Sequence[int]
    weeks: list[WeekAnswer]


@stream_figures.get("/streams/<int:id>/figures")
def read_stream_figures(me: Member, id: int) -> StreamFiguresAnswer:
    """What a stream came to, for its host and those who run the club."""
    it = get_or_404(Stream, id)
    require(me, "count", it)
    figures = figures_of(it)
    facts = {name: value for name, value in vars(figures).items() if name != "sales"}
    weeks = figures.sales.weeks if figures.sales else ()
    return StreamFiguresAnswer(weeks=[_told(week) for week in weeks], **facts)


def _told(week: Week) -> WeekAnswer:
    orders, returned = (None, None) if week.has_few else (week.orders, week.returned)
    return WeekAnswer(number=week.number, orders=orders, returned=returned)

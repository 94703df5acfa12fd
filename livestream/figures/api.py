"""The figures of a stream, for programs."""

from community.api.answers import Answer
from community.api.doors import Api
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from livestream.figures.reading import figures_of
from livestream.streams.models import Stream

stream_figures = Api("stream_figures")


class StreamFiguresAnswer(Answer):
    """`here`: who watch just now; `members`: who watched live, each once; `seconds`: by all together."""

    here: int
    members: int
    seconds: int
    peak: int


@stream_figures.get("/streams/<int:id>/figures")
def read_stream_figures(me: Member, id: int) -> StreamFiguresAnswer:
    """What a stream came to, for its host and those who run the club."""
    it = get_or_404(Stream, id)
    require(me, "count", it)
    return StreamFiguresAnswer(**vars(figures_of(it)))

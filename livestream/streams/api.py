"""Streams, for programs."""

from http import HTTPStatus
from typing import Annotated

from pydantic import Field

from community.api.answers import Answer, Author, Count, Disclosed, Moment, Page, disclosed_of
from community.api.bodies import Body, Said
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Audience
from community.db import get_or_404, transaction
from community.limits import spend
from community.members import Member
from community.permissions import require
from livestream.engines.choosing import film_of, film_to_come, ingest_for
from livestream.streams import going_live, models, reading
from livestream.streams.keys import key_for
from livestream.streams.models import LONGEST_TITLE, State, Stream
from livestream.streams.reminding import forget_reminder, remind
from livestream.streams.routes import A_DAY
from livestream.streams.signing import pass_for
from livestream.streams.watching import viewers_of
from livestream.trips.models import Stop, Trip

streams = Api("streams")


class NewStream(Body):
    """`audience`: members, super and up, apass, or staff.

    `trip`: the id of one on which you travel; `stop`: of one of its stops.
    """

    title: Annotated[Said, Field(max_length=LONGEST_TITLE)]
    audience: Annotated[Audience, Field(strict=False)] = Audience.MEMBERS
    trip: int | None = None
    stop: int | None = None


class StreamAnswer(Answer):
    """`seconds`: how long its film is, once it has ended; `viewers`: members who watch just now."""

    id: int
    url: str
    title: str
    host: Author
    audience: Audience
    disclosure: Disclosed | None
    state: State
    begun_at: Moment | None
    ended_at: Moment | None
    seconds: int
    viewers: Count
    peak: int


class PlaybackAnswer(Answer):
    """HLS for one member: `close` with parts (RFC 8216bis), `plain` without; valid until `ends`.

    `sound`: without the picture; none where there is no sound, or nothing else.
    """

    close: str | None
    plain: str | None
    sound: str | None
    ends: float


class AnnouncedAnswer(StreamAnswer):
    """What an encoder is told. `key` opens this stream alone and is told here and never again.

    `ingest_url`: none where the club takes no encoders in. `playback_url`: an HLS playlist, as soon as the
    stream is live, for a quarter of an hour; `/streams/{id}/playback` answers one for longer.
    """

    ingest_url: str | None
    key: str | None
    playback_url: str


@streams.get("/streams")
def read_streams(me: Member) -> Page[StreamAnswer]:
    """What is live and announced, then what can be seen again, the newest first."""
    rows = [*reading.now_on(me), *reading.again(me)[: reading.PAGE]]
    items = [
        StreamAnswer(
            id=row.id,
            url=f"{Stream.home}/{row.id}",
            title=row.title,
            host=Author(handle=row.handle, name=row.name, portrait=row.portrait),
            audience=row.audience,
            disclosure=disclosed_of(row),
            state=State(row.state),
            begun_at=row.begun_at,
            ended_at=row.ended_at,
            seconds=row.seconds,
            viewers=row.viewers,
            peak=row.peak,
        )
        for row in rows
    ]
    return Page(items=items)


@streams.post("/streams", at="/streams/{id}", told_once="key")
def post_stream(me: Member, sent: NewStream) -> AnnouncedAnswer:
    """Announce a stream: it is live as soon as an encoder sends it with this key, or with your own."""
    require(me, "go_live", Stream)
    spend("announce", me.id, A_DAY)
    trip = get_or_404(Trip, sent.trip) if sent.trip else None
    stop = get_or_404(Stop, sent.stop) if trip and sent.stop else None
    with transaction():
        it = going_live.announce(sent.title, sent.audience, by=me, trip=trip, stop=stop)
        key = key_for(it, by=me)
    ingest, (given, _ends) = ingest_for(it), pass_for(it.id, me.id)
    return AnnouncedAnswer(
        **vars(_told(it)),
        ingest_url=ingest.address if ingest else None,
        key=f"{ingest.before or ''}{key}" if ingest else key,
        playback_url=film_to_come(it, given).plain,
    )


@streams.get("/streams/<int:id>")
def read_stream(me: Member, id: int) -> StreamAnswer:
    """A stream, live or ended."""
    it = get_or_404(Stream, id)
    require(me, "read", it)
    return _told(it)


@streams.get("/streams/<int:id>/playback")
def read_playback(me: Member, id: int) -> PlaybackAnswer:
    """Where it plays: addresses that open for you alone, and not for long."""
    it = get_or_404(Stream, id)
    require(me, "read", it)
    given, ends = pass_for(id, me.id)
    film = film_of(it, given)
    close, plain, sound = (film.close, film.plain, film.sound) if film else (None, None, None)
    return PlaybackAnswer(close=close, plain=plain, sound=sound, ends=ends)


@streams.post("/streams/<int:id>/ending")
def post_ending(me: Member, id: int) -> StreamAnswer:
    """End it. What was filmed can be seen again at once."""
    it = get_or_404(Stream, id)
    require(me, "end", it)
    going_live.end(it, by=me)
    return _told(it)


@streams.post("/streams/<int:id>/reminder")
def post_stream_reminder(me: Member, id: int) -> StreamAnswer:
    """Be told as soon as it begins."""
    it = get_or_404(Stream, id)
    remind(it, by=me)
    return _told(it)


@streams.delete("/streams/<int:id>/reminder")
def delete_stream_reminder(me: Member, id: int) -> None:
    """Be told no more."""
    forget_reminder(get_or_404(Stream, id), by=me)


@streams.delete("/streams/<int:id>")
def delete_stream(me: Member, id: int) -> None:
    """Take it away, with its film."""
    it = get_or_404(Stream, id)
    require(me, "remove", it)
    going_live.remove(it, by=me)


def _told(it: Stream) -> StreamAnswer:
    host = Author(handle=it.author.handle, name=it.author.name, portrait=it.author.portrait)
    named = ("id", "url", "title", "audience", "state", "begun_at", "ended_at", "seconds", "peak")
    same = {name: getattr(it, name) for name in named}
    return StreamAnswer(host=host, viewers=viewers_of(it.id), disclosure=disclosed_of(it.paid), **same)


for refusal in (models.Untitled, models.TitleTooLong):
    say(refusal, going_live.said, field="title")
say(models.NotForThem, going_live.said, field="audience")
say(models.OneAtATime, going_live.said, status=HTTPStatus.CONFLICT)
say(models.NoSpace, going_live.said, status=HTTPStatus.INSUFFICIENT_STORAGE)

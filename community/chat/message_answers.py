"""Rooms and messages as programs read them: the same facts as on the live line."""

from collections.abc import Sequence

from community.api.answers import Answer, Count, Counts, Disclosed, Moment
from community.chat.models import Kind
from community.chat.reading import Line
from community.contributions import Audience
from community.engagement.standing import Tier


class RoomAnswer(Answer):
    """`seq` is the number of its newest message; `unread` is null where you do not belong to it.

    A thread is a room of its own: `thread_of` is the id of the message it hangs on.
    """

    id: int
    slug: str
    url: str
    name: str
    topic: str
    kind: Kind
    audience: Audience
    seq: int
    said_at: Moment | None
    archived: bool
    belongs: bool
    unread: int | None
    thread_of: int | None


class Speaker(Answer):
    handle: str
    name: str
    portrait: str | None
    tier: Tier | None


class Photo(Answer):
    id: str
    url: str
    width: int
    height: int


class Doubt(Answer):
    """A product is disputed, or a confirmed fake, where this seller sells it."""

    word: str
    seller: str


class Thing(Answer):
    """What a message shows: something of the house that every member may read, or a page of elsewhere."""

    url: str
    title: str
    by: str
    photo: Photo | None
    disclosure: Disclosed | None
    mark: Doubt | None = None


class Quote(Answer):
    id: int
    seq: int
    name: str
    text: str
    disclosure: Disclosed | None = None


class ThreadAnswer(Answer):
    """The room in which a message is answered at length, and how often it was."""

    room: int
    url: str
    count: Count
    at: Moment


class MessageAnswer(Answer):
    """`seq` rises by one per room without gaps. What was taken back keeps its number and loses its words.

    `hidden` leads whoever wrote what a moderator hid to why; she alone goes on reading it. `unheard`: by
    somebody whom the reader muted or blocked; pages fold it.
    """

    id: int
    url: str
    room: int
    seq: int
    change: int
    client_id: str
    author: Speaker
    at: Moment
    edited_at: Moment | None
    removed: bool
    text: str
    html: str
    disclosure: Disclosed | None = None
    photos: Sequence[Photo]
    thing: Thing | None
    pinned: bool
    reply_to: Quote | None
    thread: ThreadAnswer | None
    likes: Count
    reactions: Counts[str]
    liked: bool = False
    reaction: str | None = None
    hidden: str | None = None
    unheard: bool = False


class Messages(Answer):
    """The oldest first. `next` as `cursor` reads on the same way; `seq` is the newest of the room."""

    items: Sequence[MessageAnswer]
    next: str | None
    seq: int
    changes: int
    changed: Sequence[MessageAnswer] = ()


class Pins(Answer):
    items: Sequence[MessageAnswer]


def room_of(line: Line) -> RoomAnswer:
    return RoomAnswer(
        id=line.id,
        slug=line.slug,
        url=f"/chat/{line.slug}",
        name=line.name,
        topic=line.topic,
        kind=line.kind,
        audience=line.audience,
        seq=line.last_seq,
        said_at=line.said_at,
        archived=line.archived_at is not None,
        belongs=line.read_seq is not None,
        unread=line.unread,
        thread_of=line.root_id,
    )

"""How a stream is found: by its title."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from community.contributions import Audience
from community.db import db
from community.search import Document, searchable
from livestream.streams.models import Stream


def streams(ids: Sequence[int]) -> Iterable[Document]:
    there = select(Stream.id, Stream.title, Stream.published_at, Stream.author_id, Stream.audience)
    is_shown = (Stream.published_at.is_not(None), Stream.hidden_at.is_(None), Stream.removed_at.is_(None))
    for it in db.session.execute(there.where(Stream.id.in_(ids), *is_shown)):
        facts = [f"for:{it.audience}"] if it.audience is not Audience.MEMBERS else []
        yield Document("stream", it.id, it.title, "", it.published_at, it.author_id, facts=facts)


searchable("stream", Stream, streams, called=["streams", "live"])

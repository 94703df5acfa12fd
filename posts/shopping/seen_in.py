"""In what a member saw a piece when she took it: a stream, on whose table it lay."""

from sqlalchemy import column, exists, select, table

from community.contributions import Contribution
from community.db import db
from posts.shopping.models import Item

# Streams have a room of their own beside this one: we may name its table, not import its models.
laid = table("stream_laid", column("stream_id"), column("item_id")).c


def was_shown(item: Item, in_it: Contribution) -> bool:
    found = exists().where(laid.stream_id == in_it.id, laid.item_id == item.id)
    return bool(db.session.scalar(select(found)))

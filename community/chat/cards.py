"""A page of elsewhere was looked at: the rooms in which its address was said hear what it is."""

from datetime import timedelta

from sqlalchemy import select

from community import clock
from community.chat.changes import mark
from community.chat.models import Message, MessageThing
from community.db import db
from community.linkcards.cards import when_found

LATELY = timedelta(hours=1)  # whoever reads what was said before sees the card with the page
MOST = 50


@when_found
def show_card(key: str) -> None:
    shows = select(Message).join(MessageThing, MessageThing.message_id == Message.id)
    said = shows.where(MessageThing.card_key == key, Message.created_at > clock.now() - LATELY)
    for message in db.session.scalars(said.order_by(Message.id.desc()).limit(MOST)).all():
        mark(message)

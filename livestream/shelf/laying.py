"""The host lays a piece on the table, and takes it off again."""

from functools import partial

from flask_babel import gettext as _
from sqlalchemy import select

from community import clock
from community.db import after_commit, db, transaction
from community.genuine import when_marked
from community.members import Member
from community.permissions import require
from community.realtime import tell
from livestream.shelf.models import MOST, FullTable, Laid, NotToShow
from livestream.shelf.wares import may_lie, open_streams_with
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.models import Stream
from livestream.streams.watching import room_of


def lay(it: Stream, item_id: int, by: Member) -> Laid:
    """What lies there already stays. Raises NotToShow, FullTable."""
    require(by, "host", it)
    if not may_lie(item_id, by):
        raise NotToShow
    with transaction():
        there = _on(it)
        if laid := next((one for one in there if one.item_id == item_id), None):
            return laid
        if len(there) >= MOST:
            raise FullTable
        laid = Laid(stream_id=it.id, item_id=item_id, second=_second_of(it))
        db.session.add(laid)
        db.session.flush()
        _tell(it.id)
    return laid


def take_off(laid: Laid, by: Member) -> None:
    require(by, "host", laid.stream)
    with transaction():
        if laid.off_at:
            return
        laid.off_at, laid.off_second = clock.now(), _second_of(laid.stream)
        _tell(laid.stream_id)


def said(refusal: Exception) -> str:
    if isinstance(refusal, FullTable):
        return _("At most %(most)d things lie on the table at once. Take one off first.", most=MOST)
    return _("Only what you show to others can lie on the table. Choose a piece of a list you published.")


def _on(it: Stream) -> list[Laid]:
    db.session.execute(select(Stream.id).where(Stream.id == it.id).with_for_update(of=Stream.__table__))
    return list(db.session.scalars(select(Laid).where(Laid.stream_id == it.id, Laid.off_at.is_(None))))


def _second_of(it: Stream) -> float:
    """On the film's own clock, which stands still while a line is broken."""
    return following(folder_of(it.id)).look().seconds


@when_marked
def tell_those_who_watch(product_id: int, storefront_id: int) -> None:
    """Doubt, or what was found, stands by it on the table at once."""
    for stream_id in open_streams_with(product_id, storefront_id):
        _tell(stream_id)


def _tell(stream_id: int) -> None:
    """Only that something moved: each viewer sees of it what is for them."""
    after_commit(partial(tell, room_of(stream_id), "shelf.moved", {"stream": stream_id}))

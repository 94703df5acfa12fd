"""A stop of a trip goes: what was filmed there stays, without a stop."""

from sqlalchemy import update

from community.db import db
from livestream.streams.models import Stream
from livestream.trips.models import Stop
from livestream.trips.stops import before_it_goes


@before_it_goes
def let_go_of_streams(stop: Stop) -> None:
    db.session.execute(update(Stream).where(Stream.stop_id == stop.id).values(stop_id=None))

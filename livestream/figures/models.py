"""How many watched in each minute of a stream, and what was bought of a trip."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community.belonging import OWN
from community.db import Model


class StreamMinute(Model):
    __tablename__ = "stream_minute"

    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), primary_key=True, info=OWN)
    minute: Mapped[int] = mapped_column(primary_key=True)  # since it began
    viewers: Mapped[int]  # the most at one time


class TripBought(Model):
    """How often something that was shown on a trip was ordered since, and sent back."""

    __tablename__ = "trip_bought"

    trip_id: Mapped[int] = mapped_column(ForeignKey("trip.id"), primary_key=True, info=OWN)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True, index=True)
    buyers: Mapped[int]  # members, each once
    orders: Mapped[int]
    returned: Mapped[int]

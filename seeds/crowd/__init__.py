"""Any number of members and posts, the same every time, for measuring. Written in bulk, not deed by deed."""

from seeds.crowd.filling import fill
from seeds.crowd.people import Size

__all__ = ["Size", "fill"]

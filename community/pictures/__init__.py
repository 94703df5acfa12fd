"""Pictures: whatever a member sends is taken apart and drawn anew, so that only its pixels remain.

`store(stream, by=ada)` keeps one and answers its `Photo`; templates show it by `picture(photo, sizes=…)`.
Other tables remember a photo by its digest, which says its size and tone: showing one asks the database
nothing.
"""

from community.pictures.models import Photo
from community.pictures.routes import pictures
from community.pictures.showing import Point, address, dress, figure, picture, stand_in
from community.pictures.storing import keep_drawn, store

__all__ = [
    "Photo", "Point", "address", "dress", "figure", "keep_drawn", "picture", "pictures", "stand_in", "store",
]  # fmt: skip

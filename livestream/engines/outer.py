"""A media server beside the house, as the rest of the house sees it."""

from community.db import transaction
from livestream.engines.cutting import cut_by_control
from livestream.engines.dialects import DIALECTS
from livestream.engines.interface import Film, Ingest
from livestream.engines.lines import hang_up, line_of
from livestream.engines.models import OuterEngine
from livestream.streams.models import Stream
from livestream.streams.signing import home_of


class Outer:
    def __init__(self, engine: OuterEngine) -> None:
        self._engine = engine

    def ingest(self, it: Stream | None) -> Ingest | None:
        if DIALECTS[self._engine.kind].renames:
            return Ingest(self._engine.ingest)
        return Ingest(self._engine.ingest, f"{it.id}?key=" if it else None)

    def film(self, it: Stream, given: str) -> Film | None:
        line = line_of(it.id)
        if line is None or line.begun_at is None:
            return None
        return self.film_to_come(it, given)

    def film_to_come(self, it: Stream, given: str) -> Film:
        home = home_of(it.id, given)
        playlist = self._engine.film.replace("{home}", home).replace("{stream}", str(it.id))
        return Film(playlist.rpartition("/")[0], playlist, playlist)

    def cut_off(self, it: Stream) -> bool:
        if not (line := line_of(it.id)):
            return True
        is_cut = cut_by_control(line)
        with transaction():
            hang_up(line, cut=not is_cut)
        return is_cut

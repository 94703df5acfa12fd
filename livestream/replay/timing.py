"""Which second of a film a moment was, and back: while a line was broken the film stood still."""

from bisect import bisect_right
from datetime import UTC, datetime
from itertools import accumulate

from livestream.streams.journal import Film


class Timing:
    def __init__(self, film: Film) -> None:
        self.seconds = film.seconds
        self._begins = [one.at for one in film.segments]
        self._lasts = [one.seconds for one in film.segments]
        self._starts = [0.0, *accumulate(self._lasts)]

    def second(self, moment: datetime) -> float:
        """What was before the film stands at its beginning, what was after it at its end."""
        place = bisect_right(self._begins, moment.timestamp()) - 1
        if place < 0:
            return 0.0
        passed = moment.timestamp() - self._begins[place]
        return self._starts[place] + min(passed, self._lasts[place])

    def moment(self, second: float) -> datetime:
        """The film must have begun."""
        place = max(0, bisect_right(self._starts[:-1], second) - 1)
        return datetime.fromtimestamp(self._begins[place] + second - self._starts[place], UTC)

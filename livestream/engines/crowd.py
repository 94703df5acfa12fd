"""What a crowd of viewers asks of edges and of the club, computed from figures that were measured.

docs/scaling-streams.md says where each figure comes from.
"""

from dataclasses import dataclass
from math import ceil

SEGMENT = 2.0  # seconds, as encoders are asked for
PART = 0.3  # seconds
OVERHEAD = 1.06  # of TCP, TLS and HTTP over the film's own bits
LINE = 10e9  # bits a second of one edge
FULL = 0.7  # of which we fill so much
# A second, by one core of nginx that checks a pass and has the answer at hand (measured).
PLAYLISTS, SEGMENTS = 61_000, 5_000
VARNISH_CLOSE = 1_700  # viewers of parts by one core of Varnish (measured)
CLUB_CLOSE = 930  # the same by the club itself, without edges (measured)
CORES = 8  # of one edge
FRESH = 240.0  # seconds between two questions of a player for its next pass


@dataclass(frozen=True)
class Crowd:
    viewers: int
    kbit: int = 2600  # of the film, a second

    @property
    def bits(self) -> float:
        """A second, all edges together."""
        return self.viewers * self.kbit * 1000 * OVERHEAD

    @property
    def plain(self) -> float:
        """Requests a second, all edges together: a playlist and a segment in each segment's time."""
        return self.viewers * 2 / SEGMENT

    @property
    def close(self) -> float:
        """The same for those who watch part by part: a playlist that waits, and a part."""
        return self.viewers * 2 / PART

    @property
    def edges(self) -> int:
        """Where segments are fetched: by bits, or by the work of asking, whichever is more."""
        work = self.viewers / SEGMENT * (1 / PLAYLISTS + 1 / SEGMENTS)
        return max(ceil(self.bits / (LINE * FULL)), ceil(work / (CORES * FULL)))

    @property
    def edges_close(self) -> int:
        """Where parts are fetched."""
        work = self.viewers / VARNISH_CLOSE
        return max(ceil(self.bits / (LINE * FULL)), ceil(work / (CORES * FULL)))

    @property
    def at_the_club(self) -> float:
        """Requests a second that edges hand on, each once for all its viewers, while segments are fetched."""
        return self.edges * 2 / SEGMENT

    @property
    def at_the_club_close(self) -> float:
        return self.edges_close * 2 / PART

    @property
    def bits_from_the_club(self) -> float:
        """A second, to all edges."""
        return self.edges * self.kbit * 1000 * OVERHEAD

    @property
    def passes(self) -> float:
        """Questions a second for the next pass: these nobody answers but the club."""
        return self.viewers / FRESH

    @property
    def club_cores_without_edges(self) -> int:
        return ceil(self.viewers / CLUB_CLOSE)


def told(crowd: Crowd) -> str:
    """As a table in Markdown."""
    rows = [
        ("bits at the edges", f"{crowd.bits / 1e9:,.0f} Gbit/s", f"{crowd.bits / 1e9:,.0f} Gbit/s"),
        ("requests at the edges", f"{crowd.plain:,.0f}/s", f"{crowd.close:,.0f}/s"),
        ("edges of 8 cores and 10 Gbit/s", f"{crowd.edges:,}", f"{crowd.edges_close:,}"),
        ("requests at the club", f"{crowd.at_the_club:,.0f}/s", f"{crowd.at_the_club_close:,.0f}/s"),
        ("bits from the club to edges", f"{crowd.bits_from_the_club / 1e6:,.0f} Mbit/s", "the same"),
        ("questions for a pass, at the club", f"{crowd.passes:,.0f}/s", "the same"),
        ("cores of the club without edges", "", f"{crowd.club_cores_without_edges:,}"),
    ]
    head = [(f"{crowd.viewers:,} viewers of {crowd.kbit:,} kbit/s", "segments", "parts"), ("---",) * 3]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [*head, *rows])

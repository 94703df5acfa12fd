"""What comes in just now, in words for its host."""

from livestream.streams.journal import Film, Line
from livestream.streams.models import State, Stream
from livestream.streams.troubles import words_for


def trouble_with(it: Stream, film: Film) -> str:
    """A sentence, or nothing. What kept a stream from beginning counts as well."""
    return "" if it.state is State.ENDED else words_for(film.trouble)


def about(figures: Line) -> str:
    """«h264 · 1280 × 720 · aac · 2500 kbit/s»."""
    size = f"{figures['width']} × {figures['height']}" if figures.get("width") else ""
    rate = f"{figures['kbit']} kbit/s" if figures.get("kbit") else ""
    return " · ".join(filter(None, (figures.get("picture"), size, figures.get("sound"), rate)))

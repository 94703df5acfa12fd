"""The figures of a stream as a table that other programs open."""

import csv
import io
from collections.abc import Iterable

from livestream.figures.reading import Figures


def sheet_of(figures: Figures) -> str:
    """CSV: what is counted, of which minute or week, and how many. Few buyers are told by an empty field."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([("figure", "of", "count"), *_lines(figures)])
    return out.getvalue()


def _lines(figures: Figures) -> Iterable[tuple[str, str | int, str | int]]:
    for name in ("members", "peak", "seconds", "links", "visits", "collected"):
        yield name, "", getattr(figures, name)
    for minute, viewers in enumerate(figures.curve):
        yield "viewers in minute", minute, viewers
    for week in figures.sales.weeks if figures.sales else ():
        yield "orders in week", week.number, "" if week.has_few else week.orders
        yield "returns in week", week.number, "" if week.has_few else week.returned

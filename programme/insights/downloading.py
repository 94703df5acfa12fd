"""Figures, and who is behind them, as files for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from community.audit import audit
from community.db import transaction
from community.members import Member
from community.permissions import require
from programme.insights.behind import Asked, behind
from programme.insights.models import MemberMonth

MOST = 20_000  # members in a file; programs read the rest by pages
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would reckon with
HEAD = ("handle", "name", "tier now", "at", "from", "to", "spent, CNY", "orders", "days")
NAMES = ("handle", "name", "stands", "at", "was", "now", "spent", "orders", "days")


def members_behind(what: str, asked: Asked, by: Member) -> list[Sequence[object]]:
    """Who took names out of the club, and how many, stands in the log. Raises NoSuchFigure."""
    require(by, "read_behind", MemberMonth)
    found = behind(what, asked, limit=MOST)
    with transaction():
        audit("figures.downloaded", f"figure {what}", by.id, members=len(found))
    return [HEAD, *([_cell(row, name) for name in NAMES] for row in found)]


def as_file(rows: Iterable[Sequence[object]], name: str) -> Response:
    sheet = io.StringIO()
    csv.writer(sheet).writerows([_plain(cell) for cell in row] for row in rows)
    headers = {"Content-Disposition": f"attachment; filename={name}.csv"}
    return Response(sheet.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _cell(row: object, name: str) -> object:
    value = getattr(row, name, None)
    return int(value) / 100 if name == "spent" and value is not None else value


def _plain(cell: object) -> object:
    """A name or a category never becomes a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell

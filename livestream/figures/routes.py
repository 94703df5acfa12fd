"""The page on which a host reads what her stream came to."""

from flask import Blueprint, Response, render_template

from community.db import get_or_404
from community.members import signed_in_member
from community.permissions import require
from livestream.figures.reading import figures_of
from livestream.figures.sheet import sheet_of
from livestream.streams.models import Stream

stream_figures = Blueprint("stream_figures", __name__, url_prefix=Stream.home)


@stream_figures.get("/<int:id>/figures")
def show_figures(id: int) -> str:
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "count", it)
    return render_template("livestream/figures/figures.html", it=it, figures=figures_of(it))


@stream_figures.get("/<int:id>/figures.csv")
def take_figures(id: int) -> Response:
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "count", it)
    return Response(
        sheet_of(figures_of(it)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="stream-{id}.csv"'},
    )

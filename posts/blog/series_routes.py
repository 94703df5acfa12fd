"""The web addresses of series."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.contributions import address
from community.db import Refusal, get_or_404, row_id
from community.members import signed_in_member
from community.permissions import may
from posts.blog.models import Series, Story
from posts.blog.serialising import NOTE, TITLE, NoSeriesTitle, SeriesTooLong, end_series, move, retitle
from posts.blog.series import PAGE, all_series, parts_of, url_of_series, waiting_in
from posts.tagging import tags_in

serials = Blueprint("serials", __name__, url_prefix=Series.home)
Unserial = (NoSeriesTitle, SeriesTooLong)


@serials.get("")
def list_series() -> str:
    rows = all_series(signed_in_member(), before=row_id(request.args.get("before")))
    return render_template(
        "posts/blog/serials.html",
        serials=rows[:PAGE],
        more=f"{Series.home}?before={rows[PAGE - 1].id}" if len(rows) > PAGE else None,
        url_of_series=url_of_series,
    )


@serials.get("/<int:id>")
@serials.get("/<int:id>-<slug>")
def show_series(id: int, slug: str = "") -> Response | tuple[str, int]:
    series = get_or_404(Series, id)
    page = _page(series)
    return page if slug == series.slug else redirect(series.url, code=301)


@serials.post("/<int:id>")
def change_series(id: int) -> Response | tuple[str, int]:
    series = get_or_404(Series, id)
    try:
        retitle(series, request.form.get("title", ""), request.form.get("note", ""), signed_in_member())
    except Unserial as refusal:
        return _page(series, said(refusal))
    return redirect(series.url, code=303)


@serials.post("/<int:id>/removal")
def remove_series(id: int) -> Response:
    end_series(get_or_404(Series, id), by=signed_in_member())
    flash(_("The series is gone. Its stories are still there."), "good")
    return redirect(f"{Story.home}/mine", code=303)


@serials.post("/<int:id>/order")
def order_series(id: int) -> Response:
    """`up` or `down` is the id of the story that moves."""
    me, series = signed_in_member(), get_or_404(Series, id)
    up, down = request.form.get("up", type=int), request.form.get("down", type=int)
    story = get_or_404(Story, up or down or 0)
    if story.series_id != series.id:
        abort(404)
    move(story, -1 if up else 1, by=me)
    return redirect(f"{series.url}#story-{story.id}", code=303)


def said(refusal: Refusal) -> str:
    if isinstance(refusal, NoSeriesTitle):
        return _("Give the series a title.")
    return _("A title has at most %(title)d characters, a note %(note)d.", title=TITLE, note=NOTE)


def _page(series: Series, error: str = "") -> tuple[str, int]:
    me, form = signed_in_member(), request.form
    parts = parts_of(series, me)
    orders = may(me, "order", series)
    if not parts and not orders:
        abort(404)
    page = render_template(
        "posts/blog/series.html",
        series=series,
        parts=parts,
        waiting=waiting_in(series) if orders else (),
        orders=orders,
        typed={"title": form.get("title", series.title), "note": form.get("note", series.note)},
        error=error,
        url_of=lambda card: address(Story.home, card.id, card.slug),
        tags_in=tags_in,
    )
    return page, 422 if error else 200

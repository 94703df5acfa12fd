"""Circles, for moderators: who they are, the evidence drawn and told, and that nothing is wrong with one."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404, row_id
from community.engagement.credibility.clearing import clear, doubt_again
from community.engagement.credibility.discrediting import discredited
from community.engagement.credibility.drawing import SIZE, draw
from community.engagement.credibility.models import Circle
from community.engagement.credibility.reading import PAGE, circles, edges_of, people_of
from community.members import signed_in_member
from community.permissions import require

circle_pages = Blueprint("circles", __name__, url_prefix="/circles")
ROWS = 100


@circle_pages.get("")
def show_circles() -> str:
    require(signed_in_member(), "see_all", Circle)
    found = circles(row_id(request.args.get("before")), PAGE + 1)
    more = f"/circles?before={found[PAGE - 1].circle.id}" if len(found) > PAGE else None
    return render_template("community/engagement/credibility/circles.html", found=found[:PAGE], more=more)


@circle_pages.get("/<int:id>")
def show_circle(id: int) -> str:
    circle = get_or_404(Circle, id)
    require(signed_in_member(), "read", circle)
    people, edges = people_of([id])[id], edges_of(circle)
    shown = edges if request.args.get("all") else edges[:ROWS]
    return render_template(
        "community/engagement/credibility/circle.html",
        circle=circle,
        people=people,
        names={row.id: row.name for row in people},
        edges=shown,
        hidden=len(edges) - len(shown),
        favours=sum(edge.favours for edge in edges),
        drawing=draw(people, edges),
        size=SIZE,
        found=discredited() & {row.id for row in people},
    )


@circle_pages.post("/<int:id>/clearance")
def clear_circle_page(id: int) -> Response:
    circle, me = get_or_404(Circle, id), signed_in_member()
    if request.form.get("cleared", "1") == "1":
        clear(circle, me)
        flash(_("From tonight on, what its members say of each other counts in full."))
    else:
        doubt_again(circle, me)
        flash(_("From tonight on, what its members say of each other counts a tenth."))
    return redirect(f"/circles/{id}", code=303)

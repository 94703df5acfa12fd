"""How the index is, for whoever runs the club, and the button that builds it anew."""

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import transaction
from community.jobs import later
from community.members import signed_in_member
from community.permissions import require
from community.search.changes import IndexChange, build_anew
from community.search.condition import condition

index_health = Blueprint("index_health", __name__, url_prefix="/search/index")


@index_health.get("")
def show_index() -> str:
    require(signed_in_member(), "look_after", IndexChange)
    return render_template("posts/finding/index.html", here="/search", index=condition())


@index_health.post("")
def build_it_anew() -> Response:
    """A worker builds it; until it is there, the old one answers."""
    require(signed_in_member(), "look_after", IndexChange)
    with transaction():
        later(build_anew)
    flash(_("A worker builds the index anew. Searching goes on meanwhile."))
    return redirect("/search/index", code=303)

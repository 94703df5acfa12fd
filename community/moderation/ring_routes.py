"""Where a moderator says that a circle is a ring."""

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.engagement.credibility.models import Circle
from community.members import signed_in_member
from community.moderation.refusals import said
from community.moderation.ring_finding import find_ring

rings = Blueprint("rings", __name__)


@rings.post("/circles/<int:id>/finding")
def find_a_ring(id: int) -> Response:
    circle = get_or_404(Circle, id)
    try:
        find_ring(circle, request.form.get("words", ""), by=signed_in_member())
    except Refusal as refusal:
        flash(said(refusal), "error")
    else:
        flash(_("It counts from this moment on. Each of them reads why, and may appeal."), "good")
    return redirect(f"/circles/{id}", code=303)

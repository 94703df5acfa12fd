"""The web address where one asks to be told when a stream begins."""

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.members import signed_in_member
from livestream.streams.models import Stream
from livestream.streams.reminding import forget_reminder, remind

heeding = Blueprint("stream_heeding", __name__, url_prefix=f"{Stream.home}/<int:id>")


@heeding.post("/reminder")
def remind_of_stream(id: int) -> Response:
    """The form says what it asks for: pressed twice, it does no harm."""
    me, it = signed_in_member(), get_or_404(Stream, id)
    if request.form.get("reminded") == "1":
        remind(it, by=me)
        flash(_("We tell you as soon as it begins."), "good")
    else:
        forget_reminder(it, by=me)
        flash(_("We do not remind you any more."))
    return redirect(it.url, code=303)

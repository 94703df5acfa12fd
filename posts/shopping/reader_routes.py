"""Where a member says for whom her lists are: those she begins, and if she likes those that are there."""

from flask import Blueprint, abort, flash, redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from community.limits import spend
from community.members import signed_in_member
from posts.shopping.addressing import readers_in, settle_readers

list_readers = Blueprint("list_readers", __name__)


@list_readers.post("/settings/quiet/lists")
def settle_list_readers() -> Response:
    """`all=1`: those that are there too."""
    me, wished = signed_in_member(), readers_in(request.form) or abort(400)
    spend("address lists", me.id, "20/hour")
    changed = settle_readers(wished, by=me, of_all=request.form.get("all") == "1")
    flash(_("Saved."))
    if changed:
        flash(ngettext("One list has other readers now.", "%(num)d lists have other readers now.", changed))
    return redirect("/settings/quiet", code=303)

"""The page where those who keep order say whom they read first, and administrators which tiers."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community.db import Refusal, db, get_or_404, row_id
from community.engagement.standing import Tier
from community.members import Member, signed_in_member
from community.permissions import require
from community.read_first.asking import all_running, tiers_read_first
from community.read_first.keeping import read_first, read_no_more, read_tiers_first
from community.read_first.models import LONGEST, ReadFirst
from community.read_first.wording import field_of, said, span_words

PAGE = "/moderation/read-first"
reading_first = Blueprint("reading_first", __name__)
Answer = Response | str | tuple[str, int]


@reading_first.get(PAGE)
def show_read_first() -> str:
    require(signed_in_member(), "keep", ReadFirst)
    return _page({})


@reading_first.post(PAGE)
def have_read_first() -> Answer:
    me, form = signed_in_member(), request.form
    require(me, "keep", ReadFirst)
    spelled = form.get("handle", "").strip().lower().removeprefix("@").replace("\0", "")
    whom = db.session.scalar(select(Member).where(Member.handle == spelled))
    if not whom:
        return _page({"handle": _("Nobody here is called that.")}), 422
    try:
        read_first(whom, form.get("reason", ""), row_id(form.get("days")) or 0, by=me)
    except Refusal as refusal:
        return _page({field_of(refusal): said(refusal)}), 422
    flash(_("What %(name)s writes is read first from now on, and they are told why.", name=whom.name), "good")
    return redirect(PAGE, code=303)


@reading_first.post(f"{PAGE}/<int:id>/removal")
def let_write_again(id: int) -> Response:
    read_no_more(get_or_404(ReadFirst, id), by=signed_in_member())
    flash(_("They write as others do again. What waits already is still in the queue."))
    return redirect(PAGE, code=303)


@reading_first.post(f"{PAGE}/tiers")
def choose_tiers() -> Response:
    """A box that is not ticked is not sent."""
    chosen = [Tier(word) for word in request.form.getlist("tier") if word in list(Tier)]
    read_tiers_first(chosen, by=signed_in_member())
    flash(_("Saved."))
    return redirect(PAGE, code=303)


def _page(wrong: dict[str, str]) -> str:
    said_before = request.form if wrong else request.args
    return render_template(
        "community/read_first/read_first.html",
        running=all_running(),
        tiers=tiers_read_first(),
        all_tiers=list(Tier),
        spans=span_words(),
        longest=LONGEST,
        typed=said_before,
        wrong=wrong,
    )

"""The web addresses of shared links: where they are made, what came of them, and where they lead."""

from flask import Blueprint, flash, jsonify, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.contributions import Audience, Contribution
from community.db import get_or_404, row_id
from community.errors import wants_json
from community.members import Member, current_member, signed_in_member
from community.permissions import may, require
from community.sharing.coming import came_before, is_a_visit, note, who_comes
from community.sharing.finding import link_by
from community.sharing.linking import end, share
from community.sharing.models import HOME, Reposts, ShareLink
from community.sharing.reading import PAGE, shares_of, travelled
from community.sharing.terms import settle_habit, settle_terms, terms_of, usually
from community.sharing.visiting import visit

sharing = Blueprint("sharing", __name__)
arriving = Blueprint("arriving", __name__)


@sharing.post("/contributions/<int:id>/shares")
def make_a_link(id: int) -> Response:
    link = share(get_or_404(Contribution, id), by=signed_in_member())
    if wants_json():
        return jsonify(id=link.id, url=link.url, title=link.contribution.title)
    return redirect(f"/shares?new={link.id}#share-{link.id}", code=303)


@sharing.get("/shares")
def what_came_of_them() -> str:
    me, before = signed_in_member(), row_id(request.args.get("before"))
    came = shares_of(me, before=before)
    return render_template("community/sharing/shares.html", came=came[:PAGE], more=len(came) > PAGE)


@sharing.post("/shares/<int:id>/end")
def end_it(id: int) -> Response:
    end(get_or_404(ShareLink, id), by=signed_in_member())
    flash(_("The link leads nowhere any more. What it was worth goes back."))
    return redirect("/shares", code=303)


@sharing.get("/contributions/<int:id>/sharing")
def show_terms(id: int) -> str:
    """For its author: what others may do with it, and how far it went."""
    it = get_or_404(Contribution, id)
    require(signed_in_member(), "revise", it)
    return render_template(
        "community/sharing/terms.html",
        it=it,
        terms=terms_of(it.id),
        usual=usually(it.author_id),
        travelled=travelled(it),
    )


@sharing.post("/contributions/<int:id>/sharing")
def change_terms(id: int) -> Response:
    it = get_or_404(Contribution, id)
    outside, reposts = request.form.get("outside") == "1", _reposts()
    settle_terms(it, by=signed_in_member(), outside=outside, reposts=reposts)
    flash(_("That is how others may share it from now on."))
    return redirect(it.url, code=303)


@sharing.get("/settings/sharing")
def show_habit() -> str:
    return render_template("community/sharing/habit.html", usual=usually(signed_in_member().id))


@sharing.post("/settings/sharing")
def change_habit() -> Response:
    settle_habit(signed_in_member(), _reposts() or Reposts.ALL)
    flash(_("Saved."), "good")
    return redirect("/settings/sharing", code=303)


def _reposts() -> Reposts | None:
    word = request.form.get("reposts", "")
    return Reposts(word) if word in set(Reposts) else None


@arriving.get(f"{HOME}/<token>")
def arrive(token: str) -> Response:
    """A member is led on; a stranger reads what it is, and that one comes in by invitation."""
    me, link = current_member(), link_by(token)
    if link and link.contribution.is_readable and not (me and me.id == link.member_id):
        _come_by(link, me)
    if me and link and may(me, "read", link.contribution):
        return redirect(link.contribution.url)
    answer = make_response(_for_strangers(link, me), 200 if link else 404)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _come_by(link: ShareLink, me: Member | None) -> None:
    if is_a_visit() and not came_before(link):
        visit(link, who_comes(me))
        note(link)


def _for_strangers(link: ShareLink | None, me: Member | None) -> str:
    it = link.contribution if link and link.contribution.is_readable else None
    open_outside = it is not None and it.audience is Audience.MEMBERS and terms_of(it.id).outside
    return render_template("community/sharing/arrival.html", it=it, open_outside=open_outside, me=me)
